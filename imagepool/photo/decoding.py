"""The one decode: bytes to an upright picture in sRGB, from which everything else is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from PIL import Image

from imagepool.photo.limits import Limits
from imagepool.photo.pixels.arithmetic import reproducible
from imagepool.photo.pixels.color import is_srgb, profile_name, to_srgb
from imagepool.photo.pixels.flattening import flatten, has_alpha
from imagepool.photo.pixels.jpeg_decoding import SCALES, decode_jpeg
from imagepool.photo.pixels.opening import open_photo, orientation_of
from imagepool.photo.pixels.pages import count_pages
from imagepool.photo.pixels.pixels import Pixels, as_pixels
from imagepool.photo.pixels.planes import Planes
from imagepool.photo.pixels.refusals import refusing
from imagepool.photo.pixels.tiles import luma_tiles
from imagepool.photo.pixels.turning import upright
from imagepool.photo.recipes import WORK, needed_scale
from imagepool.photo.sniffing import sniff

_REDUCIBLE = {"RGB", "L", "CMYK", "RGBA", "LA"}  # averaging neighbors makes sense; saves memory


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
    orientation: int = 1  # EXIF: how ``pixels`` were turned
    stored_luma: Pixels | None = None  # as in the file, where colors had to be converted

    @cached_property
    def planes(self) -> Planes:
        """The same pixels as luma and chroma at falling sizes, from which copies are made."""
        return Planes(self.pixels)

    @cached_property
    def work(self) -> Pixels:
        """The copy that all style measures read: long edge 1024 px, never enlarged; RGB."""
        plan = WORK.plan(self.width, self.height)
        with reproducible():
            return self.planes.rgb(plan.size)

    @cached_property
    def gray(self) -> Pixels:
        """Luma of the work copy, HxW (ITU-R BT.601)."""
        return as_pixels(cv2.cvtColor(self.work, cv2.COLOR_RGB2GRAY))

    @cached_property
    def tiles(self) -> Pixels | None:
        """Luma at 100 % in small tiles all over the picture, N x 32 x 32; None if scaled.

        As the file stores them: not turned, colors not converted, on the grid of JPEG's blocks.
        """
        if self.pixels.shape[:2] != (self.height, self.width):
            return None
        if self.stored_luma is not None:
            return luma_tiles(self.stored_luma)
        return luma_tiles(self.pixels, self.orientation)


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
    pixels, luma = _jpeg(data, image, scale) if name == "JPEG" else _others(image, name, scale)
    return Photo(
        format=name,
        width=width,
        height=height,
        pixels=upright(pixels, turn),
        mode=image.mode,
        bit_depth=depth,
        has_alpha=has_alpha(image),
        icc_name=profile_name(image.info.get("icc_profile")),
        frames=count_pages(data) if name == "TIFF" else 1,
        quantization=getattr(image, "quantization", None),
        orientation=turn,
        stored_luma=luma,
    )


def _jpeg(data: bytes, image: Image.Image, scale: int) -> tuple[Pixels, Pixels | None]:
    icc = image.info.get("icc_profile")
    pixels = decode_jpeg(data, image.mode, image.size, scale=scale)
    if image.mode == "RGB" and is_srgb(icc):
        return pixels, None
    height, width, _ = pixels.shape
    plain = Image.frombuffer(image.mode, (width, height), pixels, "raw", image.mode, 0, 1)
    return np.asarray(to_srgb(plain, icc)), _luma(plain, icc) if scale == 1 else None


def _others(image: Image.Image, name: str, scale: int) -> tuple[Pixels, Pixels | None]:
    icc = image.info.get("icc_profile")
    with refusing(name):
        image.load()
        if image.mode in _REDUCIBLE and "transparency" not in image.info:
            pixels = np.asarray(flatten(image.reduce(scale), icc=icc))
        else:
            pixels = np.asarray(flatten(image, icc=icc).reduce(scale))
        return pixels, _luma(image, icc) if scale == 1 else None


def _luma(image: Image.Image, icc: bytes | None) -> Pixels | None:
    """Return luma as it is stored, where bringing colors to sRGB will have changed it."""
    if image.mode != "RGB" or is_srgb(icc):
        return None
    return as_pixels(cv2.cvtColor(np.asarray(image), cv2.COLOR_RGB2GRAY))


def _bit_depth(image: Image.Image, data: bytes) -> int:
    if "bit_depth" in image.info:  # HEIC
        return int(image.info["bit_depth"])
    if image.format == "PNG":
        return data[24]  # IHDR
    if image.format != "TIFF":
        return 8
    depths = image.tag_v2.get(258, 1)  # type: ignore[attr-defined]  # BitsPerSample and its default
    return int(depths[0] if isinstance(depths, tuple) else depths)
