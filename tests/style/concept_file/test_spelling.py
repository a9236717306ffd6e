from __future__ import annotations

import pytest

from imagepool.style.concept_file.spelling import did_you_mean

KNOWN = ("clipped-lights", "color-profile", "noise")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("clipped_lights", "clipped-lights"),
        ("Clipped Lights", "clipped-lights"),
        ("colour-profile", "color-profile"),
        ("nois", "noise"),
    ],
)
def test_a_misspelled_word_is_guessed(word: str, meant: str) -> None:
    assert did_you_mean(word, KNOWN) == f"did you mean {meant!r}?"


def test_without_a_likely_guess_all_words_are_listed() -> None:
    assert did_you_mean("zzz", KNOWN) == "known are: clipped-lights, color-profile, noise"
    assert did_you_mean("zzz", ()) == ""
