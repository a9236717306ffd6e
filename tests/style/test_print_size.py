from __future__ import annotations

import pytest

from tests.style.tables import Case, found, table_of

PASSES = {
    "12 megapixels": Case(photo={"width": 4000, "height": 3000}),
    "few pixels for a poster": Case(photo={"width": 1600, "height": 1200}, options={"dpi": 150}),
}
FAILS = {
    "1 megapixel": Case(photo={"width": 1200, "height": 900}),
    "a single pixel": Case(photo={"width": 1, "height": 1}),
}

test_table = table_of("print-size", passes=PASSES, fails=FAILS)


def test_the_value_is_the_long_side_in_centimeters() -> None:
    finding = found("print-size", Case(photo={"width": 3000, "height": 6000}))
    assert finding.value == pytest.approx(50.8)
    assert "51 × 25 cm" in finding.message["de"]
