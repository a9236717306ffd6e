from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, strategies as st

from imagepool.search.words import STOPWORDS, fold, forms, stem, tokens, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mühlhausen", "Muehlhausen"),
        ("Mühlhausen", "Muhlhausen"),
        ("MÜHLHAUSEN", "Mu\u0308hlhausen"),
        ("Straße", "Strasse"),
        ("STRAẞE", "straße"),
        ("Häuser", "Haus"),
        ("Fachwerkhäuser", "Fachwerkhaus"),
        ("Fachwerkhaeusern", "Fachwerkhaus"),
        ("Märkte", "Markt"),
        ("Wälder", "Wald"),
        ("Schülerinnen", "Schüler"),
        ("Windraeder", "Windrad"),
        ("Museen", "Museum"),
        ("Wanderwege", "Wanderweg"),
        ("Café", "Cafe"),
        ("Müller’s", "Müllers"),
        ("E‑Bike", "E-Bike"),
    ],
)
def test_forms_of_one_word_meet(one: str, other: str) -> None:
    assert tokens(one) == tokens(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Haus", "Maus"),
        ("neue", "nü"),
        ("Quelle", "Kelle"),
        ("Kirche", "Kirsche"),
        ("1902", "1920"),
    ],
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert tokens(one) != tokens(other)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Co-Working in Nordhausen", ["co", "working", "coworking", "in", "nordhaus"]),
        ("A38", ["a", "38"]),
        ("DSC_0012.JPG", ["dsc", "0012", "jpg"]),
        ("20.11.2022", ["20", "11", "2022"]),
        ("„Altmark“ – (C++)", ["altmark", "c"]),
        ("🎄🎅 --- \"'", []),
        ("", []),
    ],
)
def test_a_text_is_cut_into_words_and_numbers(text: str, found: list[str]) -> None:
    assert tokens(text) == found


def test_what_a_hyphen_joins_is_looked_for_in_parts_or_as_a_whole() -> None:
    (word,) = words("Co-Working")
    assert word.readings == (("co", "working"), ("coworking",))
    assert all(set(reading) <= set(tokens("Co-Working")) for reading in word.readings)


def test_an_endless_word_is_cut() -> None:
    assert len(tokens("x" * 5000)[0]) <= 64


def test_without_is_no_word_to_leave_out() -> None:
    assert "ohne" not in STOPWORDS
    assert {"mit", "fur", "the"} <= STOPWORDS


def test_many_threads_get_the_same_stems() -> None:
    listed = [f"wanderungen{number}häuser" for number in range(400)] * 4
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(stem, map(fold, listed)))
    stem.cache_clear()
    assert found == [stem(fold(word)) for word in listed]


@given(st.text())
def test_folding_twice_changes_nothing_more_of_the_words(text: str) -> None:
    assert all(form.strip() == form and form for form in forms(text))
    assert tokens(text) == [stem(form) for form in forms(text)]


@given(st.text())
def test_a_text_answers_to_its_own_words(text: str) -> None:
    index = set(tokens(text))
    assert all(any(set(way) <= index for way in word.readings) for word in words(text))
