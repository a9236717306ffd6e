from __future__ import annotations

import pytest

from imagepool.style.measuring.color_names import color_name, color_names


@pytest.mark.parametrize(
    ("color", "name"),
    [
        ("#000000", "schwarz"),
        ("#808080", "grau"),
        ("#ffffff", "weiß"),
        ("#ff0000", "rot"),
        ("#ff8800", "orange"),
        ("#ffe000", "gelb"),
        ("#6b4a35", "braun"),
        ("#cdb47c", "beige"),
        ("#808000", "oliv"),
        ("#1f5b4a", "dunkelgrün"),
        ("#009a9a", "türkis"),
        ("#8fb3d4", "hellblau"),
        ("#0000ff", "dunkelblau"),
        ("#8a4fd0", "violett"),
        ("#ffb0c8", "hellrosa"),
    ],
)
def test_colors_bear_the_names_that_people_give_them(color: str, name: str) -> None:
    assert color_name(color)["de"] == name


def test_every_color_has_a_name_in_both_languages() -> None:
    steps = range(0, 256, 17)
    for red in steps:
        for green in steps:
            for blue in steps:
                assert set(color_name(f"#{red:02x}{green:02x}{blue:02x}")) == {"de", "en"}


def test_each_name_is_said_once() -> None:
    assert color_names(["#000000", "#808080", "#0a0a0a"]) == {
        "de": "schwarz, grau",
        "en": "black, gray",
    }
