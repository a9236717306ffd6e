"""From bytes to pixels and back: opening, decoding, colors, sizes, encoding."""
