"""What becomes of a picture on its way through the world: copies, parts, frames, screenshots.

Chance comes from the photo's name and the kind's, so that a run can be repeated.
"""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Mapping

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFont, ImageOps

Picture = Image.Image
Copying = Callable[[Picture, random.Random], Picture]

_LINE = "Herbst im Kyffhäuser und die Gemeinde lädt ein zum Fest am Samstag mit Musik"
_PAGES = ((1440, 900), (1280, 1600), (1920, 1080), (780, 1688))  # px; the last is a telephone's
_QUALITY = {"recompressed": 30}
_USUAL_QUALITY = 85


def copied(picture: Picture, kind: str, name: str) -> bytes:
    """Return a copy of this kind, as a JPEG."""
    chance = random.Random(f"{name} {kind}")  # noqa: S311  (no secret)
    return _jpeg({**KINDS, **BURSTS}[kind](picture, chance), _QUALITY.get(kind, _USUAL_QUALITY))


def opened(data: bytes) -> Picture:
    """Return the upright picture in RGB."""
    return ImageOps.exif_transpose(Image.open(io.BytesIO(data))).convert("RGB")


def _same(picture: Picture, _: random.Random) -> Picture:
    return picture


def _resized(picture: Picture, _: random.Random) -> Picture:
    size = max(picture.width // 4, 1), max(picture.height // 4, 1)
    return picture.resize(size, Image.Resampling.LANCZOS)


def _brighter(picture: Picture, chance: random.Random) -> Picture:
    return ImageEnhance.Brightness(picture).enhance(chance.choice([0.6, 0.75, 1.25, 1.5]))


def _contrasted(picture: Picture, chance: random.Random) -> Picture:
    return ImageEnhance.Contrast(picture).enhance(chance.choice([0.6, 1.4]))


def _gray(picture: Picture, _: random.Random) -> Picture:
    return ImageOps.grayscale(picture).convert("RGB")


def _recolored(picture: Picture, _: random.Random) -> Picture:
    red, green, blue = ImageEnhance.Color(picture).enhance(1.6).split()
    return Image.merge("RGB", (red.point(lambda v: min(v * 1.15, 255)), green, blue))


def _mirrored(picture: Picture, _: random.Random) -> Picture:
    return ImageOps.mirror(picture)


def cropped(share: float) -> Copying:
    """Cut away this share of width and height, at a place that chance chooses."""

    def crop(picture: Picture, chance: random.Random) -> Picture:
        wide, high = (max(round(side * (1 - share)), 1) for side in picture.size)
        left, top = (
            chance.randint(0, picture.width - wide),
            chance.randint(0, picture.height - high),
        )
        return picture.crop((left, top, left + wide, top + high))

    return crop


def _below(picture: Picture, _: random.Random) -> Picture:
    high = max(picture.height // 16, 16)
    strip = Image.new("RGB", (picture.width, picture.height + high), "white")
    strip.paste(picture, (0, 0))
    _write(strip, (picture.width // 50, picture.height + high // 4), high // 2, "black")
    return strip


def _written_over(picture: Picture, _: random.Random) -> Picture:
    high = max(picture.height // 14, 16)
    strip = picture.copy()
    top = picture.height - high
    ImageDraw.Draw(strip).rectangle((0, top, picture.width, picture.height), fill="black")
    _write(strip, (picture.width // 50, top + high // 4), high // 2, "white")
    return strip


def _write(picture: Picture, place: tuple[int, int], size: int, ink: str) -> None:
    font = ImageFont.load_default(size=max(size, 8))
    line = "Foto: Jana Beispiel / Bilderpool, CC BY 4.0"
    ImageDraw.Draw(picture).text(place, line, fill=ink, font=font)


def _framed(picture: Picture, chance: random.Random) -> Picture:
    wide = round(max(picture.size) * chance.choice([0.03, 0.06, 0.1]))
    return ImageOps.expand(picture, wide, fill=chance.choice(["white", "black", "#a03030"]))


def _screenshot(picture: Picture, chance: random.Random) -> Picture:
    """Put the picture into a page with a head and columns of words, and leave some air."""
    wide, high = chance.choice(_PAGES)
    paper, ink = chance.choice([("white", "black"), ("#f4f4f0", "#222222"), ("#202020", "white")])
    page = Image.new("RGB", (wide, high), paper)
    draw, font = ImageDraw.Draw(page), ImageFont.load_default(size=16)
    draw.rectangle((0, 0, wide, 60), fill="#223344")
    draw.text((40, 20), "Start   Region   Kultur   Wandern   Kontakt", fill="white", font=font)
    for top in range(80, high - 20, 24):
        words = chance.choices(_LINE.split(), k=wide // 60)
        draw.text((20, top), " ".join(words), fill=ink, font=font)
    scale = min(wide * chance.uniform(0.4, 0.75) / picture.width, 0.7 * high / picture.height)
    size = max(round(picture.width * scale), 1), max(round(picture.height * scale), 1)
    left = chance.randint(20, max(21, wide - size[0] - 20))
    top = chance.randint(80, max(81, high - size[1] - 20))
    air = (left - 12, top - 12, left + size[0] + 12, top + size[1] + 12)
    draw.rectangle(air, fill=paper)
    page.paste(picture.resize(size, Image.Resampling.LANCZOS), (left, top))
    return page


def _then(*steps: Copying) -> Copying:
    def done(picture: Picture, chance: random.Random) -> Picture:
        for step in steps:
            picture = step(picture, chance)
        return picture

    return done


def _next_frame(picture: Picture, chance: random.Random) -> Picture:
    """Imagine the next frame of a burst: the hand and near things moved, and other noise.

    Turned by up to 1 degree and shifted by up to 2 %; everything drifts with its depth, by up to
    0.8 % of the width; a tenth of the picture moved on by itself.
    """
    pixels = np.asarray(picture.resize(_within(picture.size, 2000), Image.Resampling.LANCZOS))
    high, wide = pixels.shape[:2]
    noise = np.random.default_rng(chance.randrange(2**32))
    depth = cv2.resize(
        noise.random((4, 6), np.float32), (wide, high), interpolation=cv2.INTER_CUBIC
    )
    turn = cv2.getRotationMatrix2D(
        (wide / 2, high / 2), chance.choice([-1, 1]) * chance.uniform(0.4, 1), 1.02
    )
    turn[:, 2] += [wide * chance.uniform(-0.02, 0.02), high * chance.uniform(-0.02, 0.02)]
    y, x = np.mgrid[0:high, 0:wide].astype(np.float32)
    fromx = turn[0, 0] * x + turn[0, 1] * y + turn[0, 2] + depth * 0.008 * wide
    fromy = turn[1, 0] * x + turn[1, 1] * y + turn[1, 2]
    left, top = chance.randint(0, wide * 2 // 3), chance.randint(0, high * 2 // 3)
    moved = np.s_[top : top + high // 3, left : left + wide // 3]
    fromx[moved] += 0.02 * wide
    scene = cv2.remap(
        pixels,
        fromx.astype(np.float32),
        fromy.astype(np.float32),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REFLECT,
    )
    grain = noise.normal(0, 4, scene.shape)
    return Image.fromarray((scene + grain).clip(0, 255).astype(np.uint8))


def _within(size: tuple[int, int], longest: int) -> tuple[int, int]:
    scale = min(longest / max(size), 1)
    return max(round(size[0] * scale), 1), max(round(size[1] * scale), 1)


def _jpeg(picture: Picture, quality: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return out.getvalue()


KINDS: Mapping[str, Copying] = {
    "recompressed": _same,
    "resized": _resized,
    "credit_strip": _below,
    "credit_strip_over": _written_over,
    "brightness": _brighter,
    "contrast": _contrasted,
    "grayscale": _gray,
    "recolored": _recolored,
    "crop_10": cropped(0.1),
    "crop_20": cropped(0.2),
    "crop_30": cropped(0.3),
    "border": _framed,
    "mirrored": _mirrored,
    "mirrored_crop_20": _then(_mirrored, cropped(0.2)),
    "screenshot": _screenshot,
    "screenshot_of_crop_20": _then(cropped(0.2), _screenshot),
}

BURSTS: Mapping[str, Copying] = {"burst": _next_frame}
