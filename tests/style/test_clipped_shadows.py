from __future__ import annotations

import pytest

from imagepool.style.report import Verdict
from tests.style.pictures import Pixels, plain, scene
from tests.style.tables import Case, found, table_of


def silhouette(share: float) -> Pixels:
    picture = scene()
    picture[round(480 * (1 - share)) :] = 0
    return picture


PASSES = {
    "a well exposed scene": Case(),
    "a black doorway": Case(lambda: silhouette(0.05)),
    "dark gray": Case(lambda: plain(12, 12, 12)),
    "pure white": Case(lambda: plain(255, 255, 255)),
}
FAILS = {
    "a silhouette that fills the picture's half": Case(lambda: silhouette(0.5)),
    "pure black": Case(lambda: plain(0, 0, 0)),
    "a single black pixel": Case(lambda: plain(0, 0, 0, 1, 1)),
}

test_table = table_of("clipped-shadows", passes=PASSES, fails=FAILS)


def test_the_value_is_the_share_of_the_picture_and_no_verdict() -> None:
    finding = found("clipped-shadows", Case(lambda: silhouette(0.5)))
    assert finding.value == pytest.approx(50, abs=0.5)
    assert finding.verdict is Verdict.PASS


def test_what_counts_as_black_can_be_set() -> None:
    case = Case(lambda: plain(12, 12, 12), options={"black_to": 15})
    assert found("clipped-shadows", case).value == 100
