"""What can go wrong with a photo, done to real ones: each kind spoils one thing.

It says which rule ought to notice.

A kind works either on the work copy (1024 px on the long edge, where "blur of 2 px" means the same
for every camera) or on the native pixels (what is done to a file: enlarging, saving badly). Chance
comes from the photo's name and the kind's, so that a run can be repeated.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import simplejpeg
from numpy.typing import NDArray

from benchmarks.lettering import GREEN, WHITE, date_stamped, signed, watermarked

Pixels = NDArray[np.uint8]
Chance = np.random.Generator
Spoil = Callable[[Pixels, Chance], Pixels]

_WORK_QUALITY = 97  # hardly changes a pixel
_FILE_QUALITY = 95


@dataclass(frozen=True, slots=True)
class Kind:
    """One way of spoiling a photo."""

    rule: str  # that ought to notice; "" where nothing claims to
    spoil: Spoil
    native: bool = False  # done to the native pixels, not to the work copy
    side: str = ""  # "below" or "above" where the rule's limits have two sides
    control: bool = False  # a good picture: the rule ought not to notice
    degrees: float = 0.0  # how far it is turned

    def bytes_of(self, pixels: Pixels, name: str, kind: str) -> bytes:
        """Return the spoiled photo as a JPEG."""
        spoiled = self.spoil(pixels, chance_of(name, kind))
        return _jpeg(spoiled, _FILE_QUALITY if self.native else _WORK_QUALITY)


def chance_of(name: str, kind: str) -> Chance:
    """Return the chance that spoils this photo in this way: the same in every run."""
    return np.random.default_rng([zlib.crc32(one.encode()) for one in (name, kind)])


def direction(chance: Chance) -> int:
    """Return 1 for counterclockwise, -1 for clockwise."""
    return 1 if chance.random() < 0.5 else -1


def blurred(sigma: float) -> Spoil:
    return lambda pixels, _: _bytes(cv2.GaussianBlur(pixels, (0, 0), sigma))


def shallow(pixels: Pixels, _: Chance) -> Pixels:
    """Blur everything but the middle fifth, as a fast lens does."""
    height, width = pixels.shape[:2]
    mask = np.zeros((height, width), np.float32)
    half = 0.5 * (0.2 * 4 / np.pi) ** 0.5  # of each side: an ellipse of a fifth of the picture
    axes = (max(1, round(width * half)), max(1, round(height * half)))
    cv2.ellipse(mask, (width // 2, height // 2), axes, 0, 0, 360, (1.0,), -1)
    soft = cv2.GaussianBlur(mask, (0, 0), 8)[:, :, None]
    return _bytes(pixels * soft + cv2.GaussianBlur(pixels, (0, 0), 6) * (1 - soft))


def shaken(length: int) -> Spoil:
    """Draw every point as a straight line, in a direction left to chance."""

    def spoil(pixels: Pixels, chance: Chance) -> Pixels:
        kernel = np.zeros((length, length), np.float32)
        kernel[length // 2] = 1
        middle = ((length - 1) / 2, (length - 1) / 2)
        turn = cv2.getRotationMatrix2D(middle, float(chance.uniform(0, 180)), 1)
        kernel = np.asarray(cv2.warpAffine(kernel, turn, (length, length)), np.float32)
        return _bytes(cv2.filter2D(pixels, -1, kernel / kernel.sum()))

    return spoil


def noisy(sigma: float) -> Spoil:
    def spoil(pixels: Pixels, chance: Chance) -> Pixels:
        grain = chance.standard_normal(pixels.shape, dtype=np.float32) * np.float32(sigma)
        return _bytes(pixels + grain)

    return spoil


def framed(share: float, light: int, *, letterbox: bool = False) -> Spoil:
    """Paint bars over the edges: a share of the short side, or of the height for a letterbox."""

    def spoil(pixels: Pixels, _: Chance) -> Pixels:
        painted = pixels.copy()
        bar = max(2, round(share * (pixels.shape[0] if letterbox else min(pixels.shape[:2]))))
        painted[:bar] = painted[-bar:] = light
        if not letterbox:
            painted[:, :bar] = painted[:, -bar:] = light
        return painted

    return spoil


def barred(share: float, light: int) -> Spoil:
    """Paint one bar, left to chance on which side: a share of the short side."""

    def spoil(pixels: Pixels, chance: Chance) -> Pixels:
        turns = int(chance.integers(4))
        painted = np.rot90(pixels, turns).copy()
        painted[: max(2, round(share * min(pixels.shape[:2])))] = light
        return np.ascontiguousarray(np.rot90(painted, -turns))

    return spoil


def exposed(stops: float) -> Spoil:
    """Let 2 ** stops times as much light in, computed in linear light."""

    def spoil(pixels: Pixels, _: Chance) -> Pixels:
        curve = _gamma(np.clip(_linear(np.arange(256) / 255) * 2**stops, 0, 1))
        return _bytes(cv2.LUT(pixels, _bytes(curve * 255)))

    return spoil


def gray(pixels: Pixels, _: Chance) -> Pixels:
    return _bytes(cv2.cvtColor(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB))


def sepia(pixels: Pixels, _: Chance) -> Pixels:
    rows = [[0.393, 0.769, 0.189], [0.349, 0.686, 0.168], [0.272, 0.534, 0.131]]
    return _bytes(cv2.transform(pixels.astype(np.float32), np.array(rows, np.float32)))


def saturated(times: float) -> Spoil:
    return lambda pixels, _: _saturated(pixels, times)


def tinted(red: float, blue: float, green: float = 1.0) -> Spoil:
    """Balance the white wrongly: gains of the channels in linear light, lightness kept."""

    def spoil(pixels: Pixels, _: Chance) -> Pixels:
        gains = np.array([red, green, blue])
        gains /= gains @ (0.2126, 0.7152, 0.0722)
        ramp = _linear(np.arange(256) / 255)
        curves = _gamma(np.clip(ramp[:, None] * gains, 0, 1)) * 255
        return _bytes(cv2.LUT(pixels, _bytes(curves)[:, None, :]))

    return spoil


def tone_mapped(pixels: Pixels, _: Chance) -> Pixels:
    """The HDR look: local contrast at every scale, and colors turned up."""
    lab = cv2.cvtColor(pixels, cv2.COLOR_RGB2LAB)
    light = cv2.createCLAHE(clipLimit=3.0, tileGridSize=(8, 8)).apply(lab[:, :, 0])
    soft = cv2.GaussianBlur(light, (0, 0), 24)
    lab[:, :, 0] = _bytes(light + 0.6 * (light.astype(np.float32) - soft))
    return _saturated(_bytes(cv2.cvtColor(lab, cv2.COLOR_LAB2RGB)), 1.3)


def filtered(pixels: Pixels, chance: Chance) -> Pixels:
    """What an app's filter does: lifted blacks, a warm tint, stronger colors, dark corners."""
    tinted_ = tinted(1.3, 0.75)(_saturated(pixels, 1.35), chance)
    return vignetted(1.0)(_bytes(28 + tinted_.astype(np.float32) * (225 / 255)), chance)


def vignetted(stops: float) -> Spoil:
    """Darken towards the corners, where it is ``stops`` darker than in the middle."""

    def spoil(pixels: Pixels, _: Chance) -> Pixels:
        height, width = pixels.shape[:2]
        y, x = np.ogrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
        fall = 2.0 ** (-stops * ((x**2 + y**2) / 2) / 2.2)
        return _bytes(pixels * fall[:, :, None])

    return spoil


def turned(degrees: float) -> Spoil:
    """Turn to either side, and crop what is left of the picture."""

    def spoil(pixels: Pixels, chance: Chance) -> Pixels:
        height, width = pixels.shape[:2]
        angle = degrees * direction(chance)
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
        whole = cv2.warpAffine(pixels, turn, (width, height), flags=cv2.INTER_CUBIC)
        inner_w, inner_h = _inside(width, height, np.radians(degrees))
        top, left = (height - inner_h) // 2, (width - inner_w) // 2
        return _bytes(whole[top : top + inner_h, left : left + inner_w])

    return spoil


def enlarged(pixels: Pixels, _: Chance) -> Pixels:
    """Twice as many pixels a side as there is detail for."""
    height, width = pixels.shape[:2]
    half = cv2.resize(pixels, (width // 2, height // 2), interpolation=cv2.INTER_AREA)
    return _bytes(
        cv2.resize(half, (width // 2 * 2, height // 2 * 2), interpolation=cv2.INTER_CUBIC)
    )


def saved_badly(quality: int) -> Spoil:
    """Save once at a low quality; the file that is written at the end hides it."""
    return lambda pixels, _: _bytes(simplejpeg.decode_jpeg(_jpeg(pixels, quality)))


KINDS: Mapping[str, Kind] = {
    "blur-2": Kind("sharpness", blurred(2)),
    "blur-4": Kind("sharpness", blurred(4)),
    "shallow-focus": Kind("sharpness", shallow, control=True),
    "motion-15": Kind("motion", shaken(15)),
    "noise-10": Kind("noise", noisy(10)),
    "noise-25": Kind("noise", noisy(25)),
    "noise-10-native": Kind("noise", noisy(10), native=True),
    "noise-25-native": Kind("noise", noisy(25), native=True),
    "frame-white": Kind("frame", framed(0.03, 255)),
    "frame-black": Kind("frame", framed(0.03, 0)),
    "letterbox": Kind("frame", framed(0.11, 0, letterbox=True)),
    "bar-white": Kind("frame", barred(0.06, 255)),
    "bar-black": Kind("frame", barred(0.06, 0)),
    "ev+2": Kind("clipped-lights", exposed(2)),
    "ev-2": Kind("darkness", exposed(-2)),
    "black-and-white": Kind("monochrome", gray),
    "sepia": Kind("monochrome", sepia),
    "desaturated": Kind("saturation", saturated(0.4), side="below"),
    "oversaturated": Kind("saturation", saturated(1.8), side="above"),
    "warm": Kind("color-cast", tinted(1.45, 0.55), side="above"),
    "cool": Kind("color-cast", tinted(0.69, 1.45), side="below"),
    "soft-background": Kind("color-cast", shallow, side="above", control=True),
    "greenish": Kind("color-tint", tinted(0.8, 0.8, 1.2), side="below"),
    "purplish": Kind("color-tint", tinted(1.2, 1.2, 0.8), side="above"),
    "hdr-look": Kind("hdr-look", tone_mapped),
    "date-stamp": Kind("date-stamp", date_stamped()),
    "date-stamp-sideways": Kind("date-stamp", date_stamped(sideways=True)),
    "date-stamp-green": Kind("date-stamp", date_stamped(GREEN)),
    "date-stamp-white": Kind("date-stamp", date_stamped(WHITE)),
    "signature": Kind("lettering", signed),
    "watermark-centered": Kind("watermark", watermarked(0.3)),
    "watermark-tiled": Kind("watermark", watermarked(0.2, tiled=True)),
    "tilt-3": Kind("tilt", turned(3), degrees=3),
    "tilt-6": Kind("tilt", turned(6), degrees=6),
    "upscaled-2x": Kind("fine-detail", enlarged, native=True),
    "q30-under-q95": Kind("recompression", saved_badly(30), native=True),
    "q60-under-q95": Kind("recompression", saved_badly(60), native=True),
    "filter": Kind("saturation", filtered, side="above"),
    "vignette": Kind("vignette", vignetted(2)),
}


def _saturated(pixels: Pixels, times: float) -> Pixels:
    light = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)[:, :, None].astype(np.float32)
    return _bytes(light + (pixels - light) * np.float32(times))


def _inside(width: int, height: int, angle: float) -> tuple[int, int]:
    """Return the largest upright rectangle of the same shape inside the turned picture."""
    sine, cosine = np.sin(angle), np.cos(angle)
    scale = min(width / (width * cosine + height * sine), height / (width * sine + height * cosine))
    return int(width * scale) - 2, int(height * scale) - 2


def _linear(value: NDArray[Any]) -> NDArray[Any]:
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def _gamma(value: NDArray[Any]) -> NDArray[Any]:
    return np.where(value <= 0.0031308, value * 12.92, 1.055 * value ** (1 / 2.4) - 0.055)


def _jpeg(pixels: Pixels, quality: int) -> bytes:
    fine = "444" if quality == _WORK_QUALITY else "420"
    data: bytes = simplejpeg.encode_jpeg(
        np.ascontiguousarray(pixels), quality=quality, colorsubsampling=fine
    )
    return data


def _bytes(values: Any) -> Pixels:
    clipped: Pixels = np.clip(np.asarray(values) + 0.5 * (values.dtype.kind == "f"), 0, 255).astype(
        np.uint8
    )
    return clipped
