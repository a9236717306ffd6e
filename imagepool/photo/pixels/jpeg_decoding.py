"""JPEG to pixels by libjpeg-turbo: scaled while decoding, and never half a picture.

A decoder fills what is missing with gray and only murmurs a warning. Here a warning refuses the
photo, unless it is one of those that sloppy encoders cause in whole pictures.
"""

from __future__ import annotations

import io
import re

import numpy as np
import simplejpeg
from PIL import Image

from imagepool.photo.pixels.pixels import Pixels, as_pixels
from imagepool.photo.pixels.refusals import refusing, unreadable

SCALES = (8, 4, 2, 1)
"""Denominators that libjpeg-turbo decodes fast (others have no SIMD code and are slower than 1)."""

# Encoders cause these in whole pictures; any other warning means that data is missing or wrong.
# Bytes left over before a restart marker (d0 to d7) are not among them: there decoding went astray.
_HARMLESS = re.compile(
    r"extraneous bytes before marker 0x(?!d[0-7])"
    r"|unknown JFIF revision"
    r"|Unknown Adobe color transform"
    r"|Invalid SOS parameters"
)
_LARGE = 2048  # pixels on the long edge
_COLORS = {"L": "GRAY", "RGB": "RGB", "CMYK": "CMYK"}


def decode_jpeg(data: bytes, mode: str, size: tuple[int, int], *, scale: int) -> Pixels:
    """Decode at 1/``scale`` of ``size``, rounded up, as HxWx1 (L), HxWx3 (RGB) or HxWx4 (CMYK).

    Raises ``UnreadablePhoto`` with reason ``truncated`` or ``corrupt``.
    """
    width, height = (-(-side // scale) for side in size)
    options = {
        "min_width": width,
        "min_height": height,
        "min_factor": scale,
        # Copies of large pictures take chroma from the halved picture, where this is exact.
        "fastupsample": max(width, height) >= _LARGE,
    }
    with refusing("JPEG"):
        try:
            pixels = simplejpeg.decode_jpeg(data, _COLORS[mode], strict=True, **options)
        except ValueError as error:
            if not _HARMLESS.search(str(error)):
                raise unreadable("JPEG", str(error)) from error
            return _by_pillow(data, mode, (width, height))
    return as_pixels(255 - pixels if mode == "CMYK" else pixels)  # inverted, by Adobe's convention


def _by_pillow(data: bytes, mode: str, size: tuple[int, int]) -> Pixels:
    """Decode a sloppy file: Pillow overlooks every warning, but not where the data ends early."""
    with Image.open(io.BytesIO(data), formats=("JPEG",)) as image:
        image.draft(mode, size)
        pixels = np.asarray(image)
    return as_pixels(pixels.reshape(*pixels.shape[:2], -1))
