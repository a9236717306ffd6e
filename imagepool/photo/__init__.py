"""Bytes to facts and pixels, and back into files that carry their rights."""
