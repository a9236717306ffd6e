"""Photos for tests, drawn in memory: textured, deterministic, no two seeds alike."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
from PIL import Image

Pixels = np.ndarray[Any, np.dtype[np.uint8]]


def make_pixels(width: int = 640, height: int = 480, *, seed: int = 0) -> Pixels:
    """RGB, HxWx3: a colorful sky of soft clouds above a field with edges and fine texture."""
    draw = np.random.default_rng(seed)
    coarse = draw.random((7, 9, 3), dtype=np.float32)
    soft = _stretch(coarse, width, height)
    edges = _stretch(draw.random((23, 31, 1), dtype=np.float32), width, height) > 0.55
    grain = draw.random((height, width, 1), dtype=np.float32)
    light = np.linspace(1.0, 0.55, height, dtype=np.float32)[:, None, None]
    picture = (0.25 + 0.55 * soft) * light + 0.16 * edges + 0.05 * (grain - 0.5)
    pixels: Pixels = np.clip(picture * 255, 0, 255).astype(np.uint8)
    return pixels


def _stretch(small: np.ndarray[Any, np.dtype[np.float32]], width: int, height: int) -> Any:
    bands = [
        np.asarray(
            Image.fromarray(small[:, :, band]).resize((width, height), Image.Resampling.BICUBIC)
        )
        for band in range(small.shape[2])
    ]
    return np.stack(bands, axis=2)


def make_image(
    width: int = 640, height: int = 480, *, seed: int = 0, mode: str = "RGB"
) -> Image.Image:
    """The same picture as Pillow holds it; RGBA and LA get a soft transparent edge."""
    image = Image.fromarray(make_pixels(width, height, seed=seed))
    if mode in {"RGBA", "LA"}:
        image = image.convert("RGB" if mode == "RGBA" else "L")
        ramp = np.linspace(0, 255, width).astype(np.uint8)[None, :].repeat(height, axis=0)
        image.putalpha(Image.fromarray(ramp))
        return image
    if mode == "I;16":
        gray = np.asarray(image.convert("L")).astype(np.uint16) * 257
        return Image.fromarray(gray)
    return image.convert(mode)


def make_photo(
    width: int = 640,
    height: int = 480,
    format: str = "JPEG",  # noqa: A002 -- the word of Pillow and of FORMATS
    *,
    seed: int = 0,
    mode: str = "RGB",
    quality: int = 90,
    orientation: int = 1,
    exif: bytes = b"",
    **save: Any,
) -> bytes:
    """The bytes of one photo.

    ``format`` is a key of ``FORMATS`` or any that Pillow writes. ``exif`` is an EXIF block as
    Pillow's ``save`` takes it; without it ``orientation`` makes one. All other keywords (``xmp``,
    ``icc_profile``, ``progressive``, ``compression``, ``subsampling`` ...) go to ``save``.
    """
    if format == "HEIC":
        import pillow_heif  # noqa: PLC0415 -- an extra

        pillow_heif.register_heif_opener()
        format = "HEIF"  # noqa: A001
    image = make_image(width, height, seed=seed, mode=mode)
    if not exif and orientation != 1:
        tags = Image.Exif()
        tags[0x0112] = orientation
        exif = tags.tobytes()
    if exif:
        save["exif"] = exif
    if format in {"JPEG", "WEBP", "AVIF", "HEIF", "MPO"}:
        save["quality"] = quality
    stream = io.BytesIO()
    image.save(stream, format, **save)
    return stream.getvalue()
