"""A rendition with its credit line below the picture: a strip in it, nothing drawn over it."""

from __future__ import annotations

import io

import cv2
import numpy as np
import typst
from PIL import Image

from imagepool.photo.packet import Packet
from imagepool.photo.pixels.encoding import encode_jpeg
from imagepool.photo.pixels.pixels import Pixels, as_pixels
from imagepool.photo.pixels.planes import Planes
from imagepool.photo.recipes import Recipe

__all__ = ["with_credit_strip"]

_SMALLEST, _SHARE = 13, 1 / 62  # pixels of the letters; of the picture's longer side
# Typesetting breaks long lines by itself; the line is data, so nothing in it is taken for markup.
_TEMPLATE = b"""
#let size = float(sys.inputs.size) * 1pt
#set page(width: float(sys.inputs.width) * 1pt, height: auto, margin: (x: size, y: 0.55 * size))
#set text(font: ("Libertinus Serif", "DejaVu Sans Mono"), size: size, fill: rgb("#1f2328"))
#set par(leading: 0.45em)
#sys.inputs.line
"""


def with_credit_strip(data: bytes, line: str, recipe: Recipe, packet: Packet) -> bytes:
    """Return a JPEG rendition, made by ``recipe``, with the line below it and the rights embedded.

    The picture itself is decoded and encoded once more at the recipe's quality; the same values
    always give the same bytes.
    """
    with Image.open(io.BytesIO(data)) as image:
        picture = as_pixels(image.convert("RGB"))
    whole = np.concatenate([picture, _strip(line, picture.shape[1], max(picture.shape[:2]))])
    planes = Planes(whole).ycc((whole.shape[1], whole.shape[0]))
    return encode_jpeg(planes, packet, quality=recipe.quality, dpi=recipe.dpi)


def _strip(line: str, width: int, longer: int) -> Pixels:
    size = max(_SMALLEST, round(longer * _SHARE))
    drawn = typst.Compiler(ignore_system_fonts=True).compile(
        _TEMPLATE,
        format="png",
        ppi=72,
        sys_inputs={"line": " ".join(line.split()), "width": str(width), "size": str(size)},
    )
    assert isinstance(drawn, bytes)  # one page
    with Image.open(io.BytesIO(drawn)) as image:
        strip = as_pixels(image.convert("RGB"))
    if strip.shape[1] == width:
        return strip
    return np.asarray(cv2.resize(strip, (width, strip.shape[0]), interpolation=cv2.INTER_AREA))
