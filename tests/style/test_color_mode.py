from __future__ import annotations

from tests.style.tables import Case, found, table_of

PASSES = {
    "RGB": Case(),
    "RGB with transparency": Case(photo={"mode": "RGBA", "has_alpha": True}),
    "16 bits": Case(photo={"mode": "RGB", "bit_depth": 16}),
    "gray scale": Case(photo={"mode": "L"}),
}
FAILS = {
    "printing colors": Case(photo={"mode": "CMYK"}),
    "a palette": Case(photo={"mode": "P"}),
    "a fax": Case(photo={"mode": "1", "bit_depth": 1}),
    "gray in 4 bits": Case(photo={"mode": "L", "bit_depth": 4}),
}

test_table = table_of("color-mode", passes=PASSES, fails=FAILS)


def test_the_message_says_it_in_words() -> None:
    message = found("color-mode", Case(photo={"mode": "P"})).message
    assert "Farbpalette" in message["de"]
    assert "palette" in message["en"]
