from __future__ import annotations

from tests.style.pictures import plain, saturated, scene, toned
from tests.style.tables import Case, table_of

PASSES = {
    "a colorful scene": Case(),
    "a scene with little color": Case(lambda: saturated(scene(), 0.25)),
    "an upright scene": Case(lambda: scene(300, 500)),
}
FAILS = {
    "black and white": Case(lambda: toned(scene(), 1, 1, 1)),
    "sepia": Case(lambda: toned(scene(), 1.07, 0.95, 0.75)),
    "a blue tone": Case(lambda: toned(scene(), 0.85, 0.95, 1.1)),
    "a plain wall": Case(lambda: plain(120, 130, 140)),
    "pure black": Case(lambda: plain(0, 0, 0)),
    "pure white": Case(lambda: plain(255, 255, 255)),
    "a single pixel": Case(lambda: scene(1, 1)),
}

test_table = table_of("monochrome", passes=PASSES, fails=FAILS)
