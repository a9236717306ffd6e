"""All views by name, and what may be wrong with a photo of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import cv2
import numpy as np

from imagepool.photo.scenery import countryside, towns
from imagepool.photo.scenery.canvas import Canvas

View = Callable[[Canvas], None]


def blurred(view: View) -> View:
    """Return the view as a camera sees it that is out of focus."""

    def draw(canvas: Canvas) -> None:
        view(canvas)
        canvas.pixels = np.asarray(cv2.GaussianBlur(canvas.pixels, (0, 0), 9), np.float32)

    return draw


def framed(view: View) -> View:
    """Return the view with a white border around it."""

    def draw(canvas: Canvas) -> None:
        view(canvas)
        edge = canvas.height // 16
        for part in (np.s_[:edge], np.s_[-edge:], np.s_[:, :edge], np.s_[:, -edge:]):
            canvas.pixels[part] = 255

    return draw


VIEWS: Mapping[str, View] = {
    "ridges": countryside.ridges_in_fog,
    "monument": towns.monument_on_its_hill,
    "timbered": towns.timbered_row,
    "rapeseed": countryside.rapeseed,
    "river": countryside.river,
    "market": towns.market,
    "church": towns.church_at_dusk,
    "winter": countryside.winter_forest,
    "potash": countryside.potash_heap,
    "lake": blurred(countryside.lake),
    "orchard": framed(countryside.orchard),
    "mill": towns.mill,
}
"""Name -> what draws it on a fresh canvas."""
