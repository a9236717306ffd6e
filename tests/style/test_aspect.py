from __future__ import annotations

import pytest

from tests.style.tables import Case, found, table_of

PASSES = {
    "3 to 2": Case(photo={"width": 3000, "height": 2000}),
    "upright": Case(photo={"width": 2000, "height": 3000}),
    "square": Case(photo={"width": 2000, "height": 2000}),
    "16 to 9": Case(photo={"width": 1920, "height": 1080}),
}
FAILS = {
    "a panorama": Case(photo={"width": 9000, "height": 2000}),
    "a tower": Case(photo={"width": 1000, "height": 2500}),
    "a line": Case(photo={"width": 1, "height": 10_000}),
}

test_table = table_of("aspect", passes=PASSES, fails=FAILS)


def test_the_value_is_long_to_short() -> None:
    assert found("aspect", Case(photo={"width": 600, "height": 900})).value == pytest.approx(1.5)
