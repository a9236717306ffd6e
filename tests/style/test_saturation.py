from __future__ import annotations

import pytest

from imagepool.style.report import Verdict
from tests.style.pictures import plain, saturated, scene, toned
from tests.style.tables import Case, found, table_of

PASSES = {
    "natural colors": Case(),
    "restrained colors": Case(lambda: saturated(scene(), 0.6)),
}
FAILS = {
    "glaring colors": Case(lambda: saturated(scene(), 2.5)),
    "faded colors": Case(lambda: saturated(scene(), 0.1)),
    "no colors": Case(lambda: toned(scene(), 1, 1, 1)),
}

UNMEASURABLE = {
    "a leaf that fills the picture": Case(lambda: plain(60, 160, 20)),
    "red sand": Case(lambda: plain(200, 100, 50)),
}

test_table = table_of("saturation", passes=PASSES, fails=FAILS, unmeasurable=UNMEASURABLE)


def test_it_says_on_which_side_the_colors_leave_the_limits() -> None:
    strong = found("saturation", Case(lambda: saturated(scene(), 2.5)))
    pale = found("saturation", Case(lambda: saturated(scene(), 0.1)))
    assert "kräftig" in strong.message["de"]
    assert "blass" in pale.message["de"]
    assert strong.verdict is pale.verdict is Verdict.WARN


def test_the_value_follows_the_paper() -> None:
    # One color everywhere: no spread, so 0.3 times the distance from gray.
    value = found("saturation", Case(lambda: plain(150, 130, 130))).value
    assert value == pytest.approx(0.3 * (20**2 + 10**2) ** 0.5, abs=0.01)
