"""Drawn landscapes and towns, so that the demo needs nobody's photos."""
