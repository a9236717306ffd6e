"""Bringing colors to sRGB, relative colorimetric, by the profile that the file carries."""

from __future__ import annotations

import io
from functools import lru_cache

import numpy as np
from PIL import Image, ImageCms

_SPACES = {"L": "GRAY", "RGB": "RGB", "CMYK": "CMYK", "LAB": "LAB"}
_CLOSE_ENOUGH = 4  # levels of 255; sRGB's many variants differ by 2, Display P3 by 80


def _srgb_profile() -> bytes:
    """Make the profile that renditions carry, with a fixed date so that bytes repeat."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = b"\x07\xe8\0\x01\0\x01\0\0\0\0\0\0"  # creation time (ICC.1, 7.2): 2024-01-01
    return bytes(profile)


SRGB: bytes = _srgb_profile()
"""The ICC profile of sRGB, some 600 bytes, the same on every machine."""


def profile_name(icc: bytes | None) -> str | None:
    """Return the name that a profile gives itself, None where there is none to read."""
    profile = _opened(icc) if icc else None
    return (profile.profile.profile_description or "").strip() or None if profile else None


def to_srgb(image: Image.Image, icc: bytes | None) -> Image.Image:
    """Return ``image`` (mode L, RGB, CMYK or LAB) as RGB in sRGB.

    Without a profile, or with one that is broken or belongs to another kind of picture, L and RGB
    are taken for sRGB, and CMYK is inverted plainly. CMYK is mapped with black point
    compensation, so that printed black becomes black.
    """
    if image.mode == "LAB":
        return _transformed(image, ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")), 0)
    profile = _opened(icc) if icc else None
    if profile and profile.profile.xcolor_space.strip() == _SPACES[image.mode]:
        if image.mode == "RGB" and is_srgb(icc):
            return image
        flags = ImageCms.Flags.BLACKPOINTCOMPENSATION if image.mode == "CMYK" else 0
        try:
            return _transformed(image, profile, flags)
        except (ImageCms.PyCMSError, ValueError, OSError):
            pass  # a profile that opens but does not hold together
    return image.convert("RGB")


def _opened(icc: bytes) -> ImageCms.ImageCmsProfile | None:
    try:
        return ImageCms.ImageCmsProfile(io.BytesIO(icc))
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None


def _transformed(
    image: Image.Image,
    profile: ImageCms.ImageCmsProfile,
    flags: int,
) -> Image.Image:
    transform = ImageCms.buildTransform(
        profile,
        ImageCms.ImageCmsProfile(io.BytesIO(SRGB)),
        image.mode,
        "RGB",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags(flags),
    )
    result = ImageCms.applyTransform(image, transform)
    assert result is not None  # only in-place transforms return None
    return result


@lru_cache(maxsize=64)
def is_srgb(icc: bytes | None) -> bool:
    """Tell whether pixels of this profile are sRGB already, or have to be taken for it.

    Told by what the profile does, not by its name: colors all over the cube stay in place.
    """
    steps = np.linspace(0, 255, 12).astype(np.uint8)
    cube = np.stack(np.meshgrid(steps, steps, steps), axis=-1).reshape(36, 48, 3)
    profile = _opened(icc) if icc else None
    if profile is None or profile.profile.xcolor_space.strip() != "RGB":
        return True
    try:
        moved = np.asarray(_transformed(Image.fromarray(cube), profile, 0))
    except (ImageCms.PyCMSError, ValueError, OSError):
        return True
    return int(np.abs(moved.astype(np.int16) - cube).max()) <= _CLOSE_ENOUGH
