"""Monochrome: the picture is in color, neither black-and-white nor toned.

The measure is the color that is left when each tone's mean color is taken away: 0 for gray, and
for sepia too, whose color follows from its lightness alone.

Why
    Black-and-white pictures stand out in a series about today, and say "long ago".
Passes
    A gray winter day; fog; a picture with little color, as long as it is color.
Fails
    Black-and-white conversion; sepia; a blue-toned print.
Remedy
    Deliver the picture in color. Historic pictures carry the keyword "Archiv".
Source
    Stadt Zürich: black-and-white for historic material only; agencies refuse such duplicates.
Measured
    58 real photos, CIELAB difference: the only black-and-white one 0.0, all others above 1.1,
    median 12. Gray versions: AUC 0.99, all found; sepia: AUC 0.98, all found. Very gray scenes
    lie between 1 and 2, where the rule only warns.
"""

from __future__ import annotations

import numpy as np

from imagepool.asset import Facts
from imagepool.style.limits import Bound, Limits
from imagepool.style.rulebook import Measured, Outcome, rule
from imagepool.style.work_copy import WorkCopy

_TONES = 32  # steps of lightness


@rule("monochrome", unit="ΔE", limits=Limits(min=Bound(warn=1.2, fail=0.5)))
def measure(copy: WorkCopy, _facts: Facts) -> Outcome:
    lab = copy.lab[::2, ::2].reshape(-1, 3).astype(np.float64)
    tone = np.clip(lab[:, 0] * (_TONES / 100), 0, _TONES - 1).astype(np.intp)
    count = np.maximum(np.bincount(tone, minlength=_TONES), 1)
    variance = 0.0
    for axis in (1, 2):
        chroma = lab[:, axis]
        mean = np.bincount(tone, chroma, _TONES) / count
        variance += float(np.mean((chroma - mean[tone]) ** 2))
    return Measured(float(np.sqrt(variance)))
