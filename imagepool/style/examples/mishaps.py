"""What can happen to a picture: each mishap takes pixels (h x w x 3, RGB) and returns others.

They are drawn as strongly as a reader must see at a glance, not as faintly as a rule may notice.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

__all__ = [
    "blurred",
    "burnt_out",
    "crushed",
    "cut_to_a_strip",
    "dated",
    "enlarged",
    "framed",
    "glaring",
    "grainy",
    "gray",
    "hazy",
    "saved_coarsely",
    "shaken",
    "shrunk",
    "signed",
    "tilted",
    "tone_mapped",
    "underexposed",
    "watermarked",
    "yellowish",
]

Pixels = NDArray[np.uint8]

_BY_HAND = cv2.FONT_HERSHEY_SCRIPT_SIMPLEX
_SEED = 3  # chance, too, is the same every time


def blurred(pixels: Pixels) -> Pixels:
    """As a lens draws that is focused on nothing."""
    return np.asarray(cv2.GaussianBlur(pixels, (0, 0), 5), np.uint8)


def grainy(pixels: Pixels) -> Pixels:
    """As a phone records a dim room."""
    chance = np.random.default_rng(_SEED)
    return _clipped(pixels * 0.85 + chance.normal(0, 26, pixels.shape))


def burnt_out(pixels: Pixels) -> Pixels:
    """As a camera records that was left open for much too long."""
    return _clipped(pixels * 1.8)


def underexposed(pixels: Pixels) -> Pixels:
    return _clipped(pixels * 0.3)


def crushed(pixels: Pixels) -> Pixels:
    """With the black point set much too high."""
    return _clipped((pixels.astype(np.float32) - 120) * 1.9)


def tone_mapped(pixels: Pixels) -> Pixels:
    """With the contrast of every small area at the right end of its slider."""
    lab = cv2.cvtColor(pixels, cv2.COLOR_RGB2LAB)
    light = cv2.createCLAHE(clipLimit=5, tileGridSize=(8, 8)).apply(lab[:, :, 0])
    soft = cv2.GaussianBlur(light, (0, 0), 30)
    lab[:, :, 0] = _clipped(light + 0.9 * (light.astype(np.float32) - soft))
    return glaring(np.asarray(cv2.cvtColor(lab, cv2.COLOR_LAB2RGB), np.uint8), 1.3)


def yellowish(pixels: Pixels) -> Pixels:
    """As a camera records lamplight that was told it was daylight."""
    return _clipped(pixels * (1.12, 0.97, 0.62))


def greenish(pixels: Pixels) -> Pixels:
    """As a camera records old fluorescent tubes that it was told were daylight."""
    return _clipped(pixels * (0.83, 1.02, 0.83))


def hazy(pixels: Pixels) -> Pixels:
    """As through a dirty window."""
    return _clipped(pixels * 0.25 + 125)


def glaring(pixels: Pixels, times: float = 2.6) -> Pixels:
    """With the saturation at the right end of its slider."""
    mean = pixels.mean(axis=2, keepdims=True)
    return _clipped(mean + (pixels - mean) * times)


def shaken(pixels: Pixels) -> Pixels:
    """As held in one hand, in a hurry."""
    path = np.full((1, 25), 1 / 25, np.float32)
    return np.asarray(cv2.filter2D(pixels, -1, path), np.uint8)


def enlarged(pixels: Pixels) -> Pixels:
    """As from a picture of a quarter of the size."""
    height, width = pixels.shape[:2]
    small = cv2.resize(pixels, (width // 4, height // 4), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC), np.uint8)


def saved_coarsely(pixels: Pixels) -> Pixels:
    """As a messenger sends it."""
    bgr = cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR)
    _, data = cv2.imencode(".jpg", bgr, (cv2.IMWRITE_JPEG_QUALITY, 15))
    again = np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR))
    return np.asarray(cv2.cvtColor(again, cv2.COLOR_BGR2RGB), np.uint8)


def gray(pixels: Pixels) -> Pixels:
    """In black and white."""
    plane = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    return np.asarray(cv2.cvtColor(plane, cv2.COLOR_GRAY2RGB), np.uint8)


def framed(pixels: Pixels) -> Pixels:
    """In a black border."""
    edge = pixels.shape[0] // 14
    inner = pixels[edge:-edge, edge:-edge]
    return np.asarray(
        cv2.copyMakeBorder(inner, edge, edge, edge, edge, cv2.BORDER_CONSTANT, value=(12, 12, 12)),
        np.uint8,
    )


def dated(pixels: Pixels) -> Pixels:
    """With the day burned in, as cameras did it."""
    place, scale = (round(pixels.shape[1] * 0.72), round(pixels.shape[0] * 0.94)), 1.5
    stamped, color = pixels.copy(), (255, 140, 30)
    cv2.putText(
        stamped, "2004  7 16", place, cv2.FONT_HERSHEY_SIMPLEX, scale, color, 4, cv2.LINE_AA
    )
    return stamped


def signed(pixels: Pixels) -> Pixels:
    """With a name in the corner."""
    place, font = (round(pixels.shape[1] * 0.6), round(pixels.shape[0] * 0.95)), _BY_HAND
    named = pixels.copy()
    cv2.putText(named, "Foto: K. Muster", place, font, 1.5, (255, 255, 255), 3, cv2.LINE_AA)
    return named


def watermarked(pixels: Pixels) -> Pixels:
    """With the stamp of a preview across it."""
    height, width = pixels.shape[:2]
    mask = np.zeros((height, width), np.float32)
    place, scale = (round(width * 0.08), round(height * 0.58)), width / 190
    cv2.putText(mask, "VORSCHAU", place, cv2.FONT_HERSHEY_DUPLEX, scale, (1.0,), 26, cv2.LINE_AA)
    veil = 0.3 * mask[:, :, None]
    return _clipped(pixels * (1 - veil) + 255 * veil)


def tilted(pixels: Pixels) -> Pixels:
    """As held by somebody in a hurry, and cropped so that no corner shows."""
    height, width = pixels.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -6, 1.2)
    return np.asarray(cv2.warpAffine(pixels, turn, (width, height)), np.uint8)


def cut_to_a_strip(pixels: Pixels) -> Pixels:
    """Cropped to a banner."""
    height, width = pixels.shape[:2]
    tall = width // 6
    top = height // 2 - tall // 2
    return np.ascontiguousarray(pixels[top : top + tall])


def shrunk(pixels: Pixels) -> Pixels:
    """As a messenger passes it on."""
    return np.asarray(cv2.resize(pixels, None, fx=0.13, fy=0.13, interpolation=cv2.INTER_AREA))


def _clipped(values: NDArray[Any]) -> Pixels:
    clipped: Pixels = np.clip(values, 0, 255).astype(np.uint8)
    return clipped
