from __future__ import annotations

import pytest

from imagepool.style.rules import RULES
from imagepool.style.sentences import number, placeholders


@pytest.mark.parametrize(
    ("value", "digits", "german", "english"),
    [
        (0.86, 2, "0,86", "0.86"),
        (6.0, 1, "6", "6"),
        (1024, 1, "1024", "1024"),
        (100.0, 0, "100", "100"),
        (-0.001, 1, "0", "0"),
        (12.34, 1, "12,3", "12.3"),
    ],
)
def test_numbers_are_written_as_people_write_them(
    value: float, digits: int, german: str, english: str
) -> None:
    assert number(value, digits, "de") == german
    assert number(value, digits) == english


def test_placeholders_are_plain_names() -> None:
    assert placeholders("from {value} to {limit}, {{not this}}") == {"value", "limit"}


@pytest.mark.parametrize("text", ["{value", "{value.real}", "{0}", "{value!r}", "{value:.2f}"])
def test_anything_else_in_braces_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        placeholders(text)


def test_words_are_looked_up_in_each_language() -> None:
    words = RULES.named("frame").words
    filled = words.fill(
        {"de": "{sides}: {n}", "en": "{sides}: {n}"}, {"sides": ("top", "x"), "n": 0.5}
    )
    assert filled == {"de": "oben, x: 0,5", "en": "top, x: 0.5"}
