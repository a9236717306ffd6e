"""Pictures for the rules: a drawn scene, and what can go wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from imagepool.asset import Fact, Facts, FactValue
from imagepool.photo.decoding import Photo
from tests.making import make_pixels

Pixels = NDArray[np.uint8]


def scene(width: int = 640, height: int = 480, *, seed: int = 1) -> Pixels:
    """A colorful scene that every rule passes: soft clouds and clear edges, without grain."""
    return _scene(width, height, seed).copy()


@cache
def _scene(width: int, height: int, seed: int) -> Pixels:
    return np.asarray(cv2.medianBlur(make_pixels(width, height, seed=seed), 5), np.uint8)


def plain(red: int, green: int, blue: int, width: int = 640, height: int = 480) -> Pixels:
    return np.full((height, width, 3), (red, green, blue), np.uint8)


def blurred(pixels: Pixels, sigma: float) -> Pixels:
    return np.asarray(cv2.GaussianBlur(pixels, (0, 0), sigma), np.uint8)


def sharp_in_the_middle(pixels: Pixels) -> Pixels:
    """As a lens with shallow depth of field draws it."""
    height, width = pixels.shape[:2]
    mask = np.zeros((height, width), np.float32)
    middle, axes = (width // 2, height // 2), (width // 5, height // 5)
    cv2.ellipse(mask, middle, axes, 0, 0, 360, (1.0,), -1)
    soft = cv2.GaussianBlur(mask, (0, 0), 4)[:, :, None]
    return _clipped(pixels * soft + blurred(pixels, 6) * (1 - soft))


def shaken(pixels: Pixels, distance: int) -> Pixels:
    """As a camera draws that moves to and fro while the shutter is open."""
    kernel = np.ones((distance, distance), np.float32) / distance**2
    return np.asarray(cv2.filter2D(pixels, -1, kernel), np.uint8)


def noisy(pixels: Pixels, sigma: float, *, seed: int = 2) -> Pixels:
    grain = np.random.default_rng(seed).normal(0, sigma, pixels.shape)
    return _clipped(pixels + grain)


def exposed(pixels: Pixels, stops: float) -> Pixels:
    """As if the shutter had been open 2 ** stops times as long."""
    return _clipped(pixels * 2 ** (stops / 2.2))


def saturated(pixels: Pixels, times: float) -> Pixels:
    gray = pixels.mean(axis=2, keepdims=True)
    return _clipped(gray + (pixels - gray) * times)


def toned(pixels: Pixels, red: float, green: float, blue: float) -> Pixels:
    gray = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)[:, :, None] / 255.0
    return _clipped(gray * (red, green, blue) * 255)


def flattened(pixels: Pixels, contrast: float, light: int) -> Pixels:
    """As haze does it."""
    return _clipped(pixels * contrast + light)


def bordered(
    pixels: Pixels, color: int, *, top: int = 0, bottom: int = 0, left: int = 0, right: int = 0
) -> Pixels:
    framed = pixels.copy()
    height, width = pixels.shape[:2]
    framed[:top] = framed[height - bottom :] = color
    framed[:, :left] = framed[:, width - right :] = color
    return framed


def photo_of(pixels: Pixels, **fields: Any) -> Photo:
    """The photo that decodes to these pixels, unless ``fields`` say otherwise."""
    height, width = pixels.shape[:2]
    given: dict[str, Any] = {
        "format": "JPEG",
        "width": width,
        "height": height,
        "mode": "RGB",
        "bit_depth": 8,
        "has_alpha": False,
        "icc_name": None,
        "frames": 1,
        "quantization": None,
    }
    return Photo(pixels=pixels, **(given | fields))


def facts_of(**values: FactValue) -> Facts:
    fields: Mapping[str, Fact] = {name: Fact(value, "xmp") for name, value in values.items()}
    return Facts(fields)


def _clipped(values: NDArray[Any]) -> Pixels:
    clipped: Pixels = np.clip(values, 0, 255).astype(np.uint8)
    return clipped
