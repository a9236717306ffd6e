from __future__ import annotations

import pytest

from tests.style.pictures import bordered, plain, scene
from tests.style.tables import Case, found, table_of

PASSES = {
    "a scene to its edges": Case(),
    "a plain wall": Case(lambda: plain(120, 130, 140)),
    "pure black": Case(lambda: plain(0, 0, 0)),
    "pure white": Case(lambda: plain(255, 255, 255)),
    "a single pixel": Case(lambda: scene(1, 1)),
    "a line of pixels": Case(lambda: scene(1, 800)),
    "a dark floor below and nothing above": Case(lambda: bordered(scene(), 0, bottom=60)),
    "a black sky and a white road": Case(
        lambda: bordered(bordered(scene(), 0, top=60), 255, bottom=60)
    ),
}
FAILS = {
    "a white frame": Case(lambda: bordered(scene(), 255, top=15, bottom=15, left=15, right=15)),
    "a thin black frame": Case(lambda: bordered(scene(), 0, top=4, bottom=4, left=4, right=4)),
    "bars of a film": Case(lambda: bordered(scene(), 0, top=60, bottom=60)),
    "bars beside an upright photo": Case(lambda: bordered(scene(), 0, left=150, right=150)),
    "an instant photo, wider below": Case(
        lambda: bordered(scene(), 250, top=15, bottom=80, left=15, right=15)
    ),
    "a black frame around the night": Case(
        lambda: bordered(scene() // 12 * 2, 0, top=9, bottom=9, left=9, right=9)
    ),
}

test_table = table_of("frame", passes=PASSES, fails=FAILS)


def test_value_and_region_are_those_of_the_widest_side() -> None:
    finding = found("frame", Case(lambda: bordered(scene(), 250, top=24, bottom=96)))
    assert finding.value == pytest.approx(20)
    assert finding.region == pytest.approx((0, 0.8, 1, 0.2))


def test_the_sides_are_named_in_both_languages() -> None:
    finding = found("frame", Case(lambda: bordered(scene(), 0, left=30, right=30)))
    assert "links, rechts" in finding.message["de"]
    assert "left, right" in finding.message["en"]
