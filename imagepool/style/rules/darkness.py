"""Darkness: the light parts of the picture are light.

The measure is the lightness L* (0 black, 100 white) that only the brightest hundredth of the
picture exceeds. Mean brightness would punish dark forests and evening skies.

Why
    An underexposed photo looks dull beside others, and brightening it brings out noise.
Passes
    A dark forest with light between the trunks; a silhouette before a bright sky; a night with
    lamps in it.
Fails
    A photo in which even the sky and the white walls are gray.
Remedy
    Expose longer, or develop the raw file brighter.
Source
    Concepts ask for bright, friendly pictures (FernUni, SWR, MTU); CIE 1976 L*.
Measured
    57 real photos: median 93; a bridge by night 59, a sunset 63, all others above 75. Darkened by
    two stops: AUC 1.00, all found. 40 other photos: AUC 0.996, all found. Night, fireworks and
    blue hour are dark by right: the concept excepts what the camera recorded as night (less than
    6 EV at ISO 100).
"""

from __future__ import annotations

from imagepool.asset import Facts
from imagepool.style.limits import Bound, Limits
from imagepool.style.rulebook import Measured, Outcome, rule
from imagepool.style.work_copy import WorkCopy


@rule(
    "darkness",
    unit="L*",
    span=(0, 100),
    digits=0,
    limits=Limits(min=Bound(warn=60, fail=50)),
    measure_version=2,
)
def measure(copy: WorkCopy, _facts: Facts) -> Outcome:
    return Measured(copy.lightness_at(99))
