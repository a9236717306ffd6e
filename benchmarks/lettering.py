"""What is written over photos: the camera's date, the photographer's name, a watermark."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Pixels = NDArray[np.uint8]
Mask = NDArray[np.float32]  # how much of the writing covers a pixel, 0 to 1

WARM = ((255, 140, 30), (255, 90, 40), (255, 190, 40), (240, 60, 40))
GREEN = ((80, 255, 80), (120, 240, 60), (60, 220, 100))
WHITE = ((255, 255, 255), (240, 240, 240))
_NAMES = ("© Jana Beispiel", "Foto: K. Muster", "M. Probst 2024", "www.beispiel-foto.de")
_MARKS = ("BEISPIEL", "© MUSTERBILD", "VORSCHAU", "muster-foto.de")
_LIT = "abcdef bc abged abgcd fgbc afgcd afgedc abc abcdefg abcdfg"
_SEGMENTS = {str(digit): lit for digit, lit in enumerate(_LIT.split())}  # of a display, a to g


def date_stamped(
    colors: Sequence[tuple[int, int, int]] = WARM, *, sideways: bool = False
) -> Callable[[Pixels, np.random.Generator], Pixels]:
    """As cameras burn it in: glowing digits in a lower corner, now and then an upper one.

    ``sideways``: by a camera that was held upright, so that they stand along a side.
    """

    def spoil(pixels: Pixels, chance: np.random.Generator) -> Pixels:
        turn = (1 if chance.random() < 0.5 else -1) if sideways else 0
        stamped = _date_stamped(np.rot90(pixels, turn), chance, colors)
        return np.ascontiguousarray(np.rot90(stamped, -turn))

    return spoil


def _date_stamped(
    pixels: Pixels, chance: np.random.Generator, colors: Sequence[tuple[int, int, int]]
) -> Pixels:
    year, month, day = chance.integers(1998, 2016), chance.integers(1, 13), chance.integers(1, 29)
    forms = (
        f"{year} {month:>2} {day:>2}",
        f"{day:02}.{month:02}.{year}",
        f"{month:02}/{day:02}/{year}",
    )
    height = max(10, round(min(pixels.shape[:2]) * chance.uniform(0.028, 0.045)))
    text = forms[chance.integers(len(forms))]
    mask = _display(text, height) if chance.random() < 0.5 else _written(text, height)
    corner = (chance.random() < 0.9, chance.random() < 0.8)  # bottom, right
    color = colors[int(chance.integers(len(colors)))]
    glow = np.maximum(mask, np.asarray(cv2.GaussianBlur(mask, (0, 0), 0.8), np.float32))
    return _laid(pixels, glow, color, 0.95, corner)


def signed(pixels: Pixels, chance: np.random.Generator) -> Pixels:
    """A name in a corner, small, white or black, nearly opaque."""
    height = max(11, round(min(pixels.shape[:2]) * chance.uniform(0.026, 0.042)))
    text = _NAMES[chance.integers(len(_NAMES))]
    mask = _written(text, height) if chance.random() < 0.6 else _by_hand(text, height)
    corner = (chance.random() < 0.9, chance.random() < 0.75)
    light = 255 if chance.random() < 0.75 else 0
    return _laid(pixels, mask, (light, light, light), chance.uniform(0.75, 1.0), corner)


def watermarked(
    opacity: float, *, tiled: bool = False
) -> Callable[[Pixels, np.random.Generator], Pixels]:
    """Large transparent letters across the middle, or small ones again and again."""

    def spoil(pixels: Pixels, chance: np.random.Generator) -> Pixels:
        height, width = pixels.shape[:2]
        text = _MARKS[chance.integers(len(_MARKS))]
        mask = _tiles(text, width, height) if tiled else _across(text, width, height)
        alpha = mask[:, :, None] * np.float32(opacity)
        return _rounded(pixels * (1 - alpha) + 255 * alpha)

    return spoil


def _across(text: str, width: int, height: int) -> Mask:
    line = _written(text, max(20, round(height * 0.16)))
    scale = min(0.7 * width / line.shape[1], 1.0)
    size = (max(1, round(line.shape[1] * scale)), max(1, round(line.shape[0] * scale)))
    line = np.asarray(cv2.resize(line, size, interpolation=cv2.INTER_AREA), np.float32)
    mask = np.zeros((height, width), np.float32)
    top, left = (height - line.shape[0]) // 2, (width - line.shape[1]) // 2
    mask[top : top + line.shape[0], left : left + line.shape[1]] = line
    return mask


def _tiles(text: str, width: int, height: int) -> Mask:
    line = _written(text, max(12, round(min(width, height) * 0.04)))
    gap_y, gap_x = round(line.shape[0] * 2.5), round(line.shape[0] * 1.5)
    tile = np.pad(line, ((0, gap_y), (0, gap_x)))
    side = int(np.hypot(width, height)) + 1
    times = (side // tile.shape[0] + 1, side // tile.shape[1] + 1)
    whole = np.tile(tile, times)[:side, :side]
    turn = cv2.getRotationMatrix2D((side / 2, side / 2), 30, 1)
    turned = np.asarray(cv2.warpAffine(whole, turn, (side, side)), np.float32)
    top, left = (side - height) // 2, (side - width) // 2
    return turned[top : top + height, left : left + width]


def _written(text: str, height: int) -> Mask:
    """Return the text in Pillow's own font; letters of about this height, px."""
    font = ImageFont.load_default(size=height * 1.35)
    left, top, right, bottom = font.getbbox(text)
    sheet = Image.new("L", (int(right - left) + 4, int(bottom - top) + 4))
    ImageDraw.Draw(sheet).text((2 - left, 2 - top), text, fill=255, font=font)
    return np.asarray(sheet, np.float32) / np.float32(255)


def _by_hand(text: str, height: int) -> Mask:
    """Return the text in a script font."""
    plain = text.replace("© ", "(c) ")
    face, scale = cv2.FONT_HERSHEY_SCRIPT_SIMPLEX, height / 20
    (width, above), below = cv2.getTextSize(plain, face, scale, 1)
    sheet = np.zeros((above + below + 8, width + 8), np.uint8)
    cv2.putText(
        sheet, plain, (4, above + 4), face, scale, (255,), max(1, height // 16), cv2.LINE_AA
    )
    return sheet.astype(np.float32) / np.float32(255)


def _display(text: str, height: int) -> Mask:
    """Return the text in the seven segments of a display; other signs become dots."""
    width, stroke = round(height * 0.55), max(2, round(height * 0.13))
    signs = [_digit(sign, width, height, stroke) for sign in text]
    return np.concatenate(signs, axis=1)


def _digit(sign: str, width: int, height: int, stroke: int) -> Mask:
    cell = np.zeros((height, width + 2 * stroke), np.float32)
    middle = (height - stroke) // 2
    places = {
        "a": np.s_[:stroke, :width],
        "g": np.s_[middle : middle + stroke, :width],
        "d": np.s_[height - stroke :, :width],
        "f": np.s_[: height // 2, :stroke],
        "b": np.s_[: height // 2, width - stroke : width],
        "e": np.s_[height // 2 :, :stroke],
        "c": np.s_[height // 2 :, width - stroke : width],
    }
    for segment in _SEGMENTS.get(sign, ""):
        cell[places[segment]] = 1
    if sign in "./":
        cell[height - stroke :, width // 2 : width // 2 + stroke] = 1
    return cell


def _laid(
    pixels: Pixels,
    mask: Mask,
    color: tuple[int, int, int],
    opacity: float,
    corner: tuple[bool, bool],
) -> Pixels:
    """Lay the writing into a corner (bottom? right?), 3 % of the short side from the edges."""
    height, width = pixels.shape[:2]
    mask = mask[: height // 2, : width * 9 // 10]
    margin = round(0.03 * min(height, width))
    top = height - margin - mask.shape[0] if corner[0] else margin
    left = width - margin - mask.shape[1] if corner[1] else margin
    place = np.s_[
        max(top, 0) : max(top, 0) + mask.shape[0], max(left, 0) : max(left, 0) + mask.shape[1]
    ]
    laid = pixels.copy()
    alpha = mask[:, :, None] * np.float32(opacity)
    laid[place] = _rounded(pixels[place] * (1 - alpha) + np.array(color, np.float32) * alpha)
    return laid


def _rounded(values: NDArray[np.floating]) -> Pixels:
    rounded: Pixels = np.clip(values + 0.5, 0, 255).astype(np.uint8)
    return rounded
