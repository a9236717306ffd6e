"""JPEG to pixels by libjpeg-turbo: scaled while decoding, and never half a picture.

A decoder fills what is missing with gray and only murmurs a warning. Here a warning refuses the
photo, unless it is one of those that sloppy encoders cause in whole pictures.
"""

from __future__ import annotations

import io
import re

import simplejpeg
from PIL import Image

from imagepool.photo.pixels import Pixels, as_pixels
from imagepool.photo.refusals import refusing, unreadable, unsupported

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
_COLORS = {"L": "GRAY", "RGB": "RGB", "CMYK": "CMYK"}
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}  # DHT, JPG and DAC are no frames
_LOSSLESS = {0xC3, 0xC7, 0xCB, 0xCF}


def decode_jpeg(data: bytes, mode: str, size: tuple[int, int], *, scale: int) -> Pixels:
    """Decode at 1/``scale`` of ``size``, rounded up, as HxWx1 (L), HxWx3 (RGB) or HxWx4 (CMYK).

    Raises ``UnreadablePhoto`` with reason ``truncated`` or ``corrupt``.
    """
    width, height = (-(-side // scale) for side in size)
    options = {"min_width": width, "min_height": height, "min_factor": scale}
    with refusing("JPEG"):
        try:
            pixels = simplejpeg.decode_jpeg(data, _COLORS[mode], strict=True, **options)
        except ValueError as error:
            if not _HARMLESS.search(str(error)):
                raise unreadable("JPEG", str(error)) from error
            _load_whole(data)
            pixels = simplejpeg.decode_jpeg(data, _COLORS[mode], strict=False, **options)
    return as_pixels(
        255 - pixels if mode == "CMYK" else pixels
    )  # inverted in files, by Adobe's convention


def _load_whole(data: bytes) -> None:
    """Raise where the data ends early; a first, harmless warning may have hidden that."""
    with Image.open(io.BytesIO(data), formats=("JPEG",)) as image:
        image.load()


def check_frame(data: bytes) -> None:
    """Refuse by their names the kinds of JPEG that the decoder does not know (ITU T.81, B.2.2)."""
    at = 2
    while data[at : at + 1] == b"\xff" and at + 5 <= len(data):
        kind = data[at + 1]
        if kind in _FRAMES:
            _check_kind(kind, bits=data[at + 4])
            return
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")


def _check_kind(kind: int, *, bits: int) -> None:
    if kind in _LOSSLESS:
        raise unsupported("a lossless JPEG is not taken")
    if bits != 8:
        raise unsupported(f"a JPEG of {bits} bits a channel is not taken")
