"""Which scene shows what a rule is about, and what is wrong with it in the bad example.

The words below the examples lie among the rule's own, in its TOML: ``[example]`` with ``good``
and ``bad`` for those who do not see them, or ``none``, why no picture could show it. A test
proves that each rule passes its good example and notices its bad one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from threading import Lock

import cv2
import numpy as np
from numpy.typing import NDArray

from imagepool.errors import NotFound
from imagepool.photo.scenes import develop_scene, scene_pixels
from imagepool.style.examples import mishaps

__all__ = ["EXAMPLES", "Example", "draw_example"]

Pixels = NDArray[np.uint8]
Mishap = Callable[[Pixels], Pixels]

_SIZE = 1152, 768  # enough for every rule, and for a page of paper
_QUALITY = 84
_DRAWING = Lock()  # whoever asks at the same time waits instead of drawing the same again


@dataclass(frozen=True, slots=True)
class Example:
    """A drawn scene, and what spoils it."""

    scene: str
    mishap: Mishap
    quality: int = _QUALITY  # of the bad file


_MARKET, _TIMBERED, _RIVER = "markt-sondershausen", "fachwerk-muehlhausen", "unstrut-bei-artern"
_FIELD, _HEAP, _TOWER = "raps-bei-schlotheim", "kalihalde-bleicherode", "kyffhaeuserdenkmal"

EXAMPLES: Mapping[str, Example] = {
    "resolution": Example(_TIMBERED, mishaps.shrunk),
    "aspect": Example(_TOWER, mishaps.cut_to_a_strip),
    "frame": Example(_RIVER, mishaps.framed),
    "tilt": Example(_TIMBERED, mishaps.tilted),
    "date-stamp": Example(_MARKET, mishaps.dated),
    "lettering": Example(_RIVER, mishaps.signed),
    "watermark": Example(_MARKET, mishaps.watermarked),
    "sharpness": Example(_MARKET, mishaps.blurred),
    "motion": Example(_MARKET, mishaps.shaken),
    "fine-detail": Example(_TIMBERED, mishaps.enlarged),
    "noise": Example(_TOWER, mishaps.grainy),
    "clipped-lights": Example(_HEAP, mishaps.burnt_out),
    "clipped-shadows": Example(_RIVER, mishaps.crushed),
    "darkness": Example(_RIVER, mishaps.underexposed),
    "contrast": Example(_TIMBERED, mishaps.hazy),
    "hdr-look": Example(_TOWER, mishaps.tone_mapped),
    "color-cast": Example(_MARKET, mishaps.yellowish),
    "color-tint": Example(_MARKET, mishaps.greenish),
    "saturation": Example(_MARKET, mishaps.glaring),
    "monochrome": Example(_RIVER, mishaps.gray),
    "jpeg-quality": Example(_TOWER, np.copy, quality=8),
    "recompression": Example(_TOWER, mishaps.saved_coarsely),
}


def draw_example(rule: str, *, good: bool) -> bytes:
    """Return the rule's good or bad example as JPEG, always the same.

    It is drawn when first asked for. Raises ``NotFound`` where no picture shows the rule.
    """
    if rule not in EXAMPLES:
        raise NotFound("example", rule)
    example = EXAMPLES[rule]
    with _DRAWING:
        return _good(example.scene) if good else _bad(example)


@cache
def _good(scene: str) -> bytes:
    return develop_scene(scene, _pixels(scene), quality=_QUALITY)


@cache
def _bad(example: Example) -> bytes:
    spoiled = example.mishap(_pixels(example.scene))
    return develop_scene(example.scene, spoiled, quality=example.quality)


@lru_cache(maxsize=6)
def _pixels(name: str) -> Pixels:
    drawn = cv2.resize(scene_pixels(name), _SIZE, interpolation=cv2.INTER_AREA)
    pixels = np.asarray(drawn, np.uint8)
    pixels.flags.writeable = False
    return pixels
