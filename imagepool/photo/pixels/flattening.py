"""From whatever mode a decoder delivers to plain pictures of 8 bits without transparency."""

from __future__ import annotations

import numpy as np
from PIL import Image

from imagepool.photo.pixels.color import to_srgb
from imagepool.photo.pixels.refusals import unsupported

_WITH_ALPHA = {"RGBA", "LA", "PA", "La", "RGBa"}
_MIN_IS_WHITE = 0  # TIFF's PhotometricInterpretation


def has_alpha(image: Image.Image) -> bool:
    """Tell whether any part of the picture may be transparent."""
    return image.mode in _WITH_ALPHA or "transparency" in image.info


def flatten(image: Image.Image, *, icc: bytes | None) -> Image.Image:
    """Return the picture as RGB in sRGB, 8 bits a channel, whatever lay behind it white.

    Raises ``UnreadablePhoto`` with reason ``unsupported_format`` for 32-bit numbers, which have no
    black and white of their own.
    """
    if image.mode in {"I", "F"}:
        raise unsupported("pictures of 32 bits a channel are not taken")
    if image.mode.startswith("I;"):
        return to_srgb(_from_16_bit(image), icc)
    if has_alpha(image):
        return _on_white(image, icc)
    if image.mode in {"RGB", "L", "CMYK", "LAB"}:
        return to_srgb(image, icc)
    return to_srgb(image.convert("L" if image.mode == "1" else "RGB"), icc)


def _from_16_bit(image: Image.Image) -> Image.Image:
    """Scale gray of more than 8 bits; ``convert("L")`` would clip it."""
    tags = getattr(image, "tag_v2", {})
    depth = int(tags.get(258, (16,))[0])
    top = (1 << depth) - 1
    levels = np.asarray(image).astype(np.uint32)
    gray = ((np.minimum(levels, top) * 255 + top // 2) // top).astype(np.uint8)
    return Image.fromarray(255 - gray if tags.get(262) == _MIN_IS_WHITE else gray)


def _on_white(image: Image.Image, icc: bytes | None) -> Image.Image:
    full = image.convert("RGBA")
    picture = to_srgb(full.convert("RGB"), icc)
    white = Image.new("RGB", full.size, "white")
    white.paste(picture, mask=full.getchannel("A"))
    return white
