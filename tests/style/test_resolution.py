from __future__ import annotations

from tests.style.tables import Case, found, table_of

PASSES = {
    "a camera's photo": Case(photo={"width": 4000, "height": 3000}),
    "exactly what is required": Case(photo={"width": 2000, "height": 1000}),
    "an upright photo": Case(photo={"width": 3000, "height": 4000}),
}
FAILS = {
    "a messenger's copy": Case(photo={"width": 800, "height": 600}),
    "one pixel too few": Case(photo={"width": 2000, "height": 999}),
    "a single pixel": Case(photo={"width": 1, "height": 1}),
    "a line": Case(photo={"width": 10_000, "height": 1}),
}

test_table = table_of("resolution", passes=PASSES, fails=FAILS)


def test_a_value_just_below_the_limit_is_not_rounded_up_to_it() -> None:
    message = found("resolution", Case(photo={"width": 1999, "height": 1000})).message
    assert "(knapp unter 2 Megapixel), verlangt sind 2 Megapixel" in message["de"]
    assert "(just under 2 megapixels), 2 megapixels are" in message["en"]
