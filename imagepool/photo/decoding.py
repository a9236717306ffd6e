"""The one decode: bytes to an upright picture in sRGB, from which everything else is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from PIL import Image

from imagepool.photo.limits import Limits
from imagepool.photo.pixels.color import is_srgb, profile_name, to_srgb
from imagepool.photo.pixels.flattening import flatten, has_alpha
from imagepool.photo.pixels.jpeg_decoding import SCALES, decode_jpeg
from imagepool.photo.pixels.opening import open_photo, orientation_of
from imagepool.photo.pixels.pages import count_pages
from imagepool.photo.pixels.pixels import Pixels, as_pixels
from imagepool.photo.pixels.planes import Planes
from imagepool.photo.pixels.refusals import refusing
from imagepool.photo.recipes import WORK, needed_scale
from imagepool.photo.sniffing import sniff

CROP = 1024
"""Side of the native crop, pixels."""

_REDUCIBLE = {"RGB", "L", "CMYK", "RGBA", "LA"}  # averaging neighbors makes sense; saves memory

_TURNS = {  # EXIF orientation: what makes the picture upright (mirroring first, as cv2 counts)
    2: (1, None),
    3: (None, cv2.ROTATE_180),
    4: (0, None),
    5: (1, cv2.ROTATE_90_COUNTERCLOCKWISE),
    6: (None, cv2.ROTATE_90_CLOCKWISE),
    7: (1, cv2.ROTATE_90_CLOCKWISE),
    8: (None, cv2.ROTATE_90_COUNTERCLOCKWISE),
}


@dataclass(frozen=True, eq=False)
class Photo:
    """A decoded picture in memory: upright, sRGB, 8 bits a channel, nothing transparent."""

    format: str  # key of asset.FORMATS
    width: int  # of the upright original, pixels
    height: int
    pixels: Pixels  # HxWx3 RGB; smaller than the original where no consumer needs more
    mode: str  # of the file: RGB, L, CMYK, P, I;16 ...
    bit_depth: int  # per channel in the file
    has_alpha: bool
    icc_name: str | None
    frames: int
    quantization: Mapping[int, list[int]] | None  # a JPEG's tables by number, zigzag undone

    @cached_property
    def planes(self) -> Planes:
        """The same pixels as luma and chroma at falling sizes, from which copies are made."""
        return Planes(self.pixels)

    @cached_property
    def work(self) -> Pixels:
        """The copy that all style measures read: long edge 1024 px, never enlarged; RGB."""
        plan = WORK.plan(self.width, self.height)
        return self.planes.rgb(plan.size)

    @cached_property
    def gray(self) -> Pixels:
        """Luma of the work copy, HxW (ITU-R BT.601)."""
        return as_pixels(cv2.cvtColor(self.work, cv2.COLOR_RGB2GRAY))

    @property
    def native_crop(self) -> Pixels | None:
        """The middle of the picture as it was taken, up to 1024 px square; None if scaled."""
        height, width = self.pixels.shape[:2]
        if (width, height) != (self.width, self.height):
            return None
        top, left = max((height - CROP) // 2, 0), max((width - CROP) // 2, 0)
        return self.pixels[top : top + CROP, left : left + CROP]


def decode(data: bytes, *, limits: Limits | None = None, longest: int | None = None) -> Photo:
    """Decode a photo once, as large as the most demanding consumer needs it.

    Consumers are the work copy and all presets, or with ``longest`` a long edge of at least so
    many pixels. The same bytes give the same pixels; another ``longest`` may give others.
    Raises ``UnreadablePhoto``: a photo is decoded whole or not at all.
    """
    limits = limits or Limits()
    limits.check_bytes(len(data))
    name = sniff(data)
    image = open_photo(data, name, limits=limits)
    turn = orientation_of(image)
    width, height = image.size if turn < 5 else image.size[::-1]
    need = needed_scale(width, height) if longest is None else longest / max(width, height)
    depth = _bit_depth(image, data)
    scale = next(scale for scale in SCALES if scale == 1 or 1 / scale >= need)
    pixels = _jpeg(data, image, scale) if name == "JPEG" else _others(image, name, scale)
    return Photo(
        format=name,
        width=width,
        height=height,
        pixels=_upright(pixels, turn),
        mode=image.mode,
        bit_depth=depth,
        has_alpha=has_alpha(image),
        icc_name=profile_name(image.info.get("icc_profile")),
        frames=count_pages(data) if name == "TIFF" else 1,
        quantization=getattr(image, "quantization", None),
    )


def _jpeg(data: bytes, image: Image.Image, scale: int) -> Pixels:
    icc = image.info.get("icc_profile")
    pixels = decode_jpeg(data, image.mode, image.size, scale=scale)
    if image.mode == "RGB" and is_srgb(icc):
        return pixels
    height, width, _ = pixels.shape
    plain = Image.frombuffer(image.mode, (width, height), pixels, "raw", image.mode, 0, 1)
    return np.asarray(to_srgb(plain, icc))


def _others(image: Image.Image, name: str, scale: int) -> Pixels:
    icc = image.info.get("icc_profile")
    with refusing(name):
        image.load()
        if image.mode in _REDUCIBLE and "transparency" not in image.info:
            return np.asarray(flatten(image.reduce(scale), icc=icc))
        return np.asarray(flatten(image, icc=icc).reduce(scale))


def _upright(pixels: Pixels, turn: int) -> Pixels:
    mirror, rotation = _TURNS.get(turn, (None, None))
    if mirror is not None:
        pixels = as_pixels(cv2.flip(pixels, mirror))
    if rotation is not None:
        pixels = as_pixels(cv2.rotate(pixels, rotation))
    return pixels


def _bit_depth(image: Image.Image, data: bytes) -> int:
    if "bit_depth" in image.info:  # HEIC
        return int(image.info["bit_depth"])
    if image.format == "PNG":
        return data[24]  # IHDR
    depths = getattr(image, "tag_v2", {}).get(258, (8,))  # TIFF's BitsPerSample
    return int(depths[0] if isinstance(depths, tuple) else depths)
