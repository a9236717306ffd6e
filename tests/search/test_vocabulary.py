from __future__ import annotations

import pytest

from imagepool.search.vocabulary import EMPTY, Concept, Vocabulary
from imagepool.search.words import forms

VOCABULARY = Vocabulary(
    [
        Concept("people", "", ("Personen",)),
        Concept("none", "people", ("ohne Menschen", "menschenleer")),
        Concept("group", "people", ("Gruppe", "Bürger")),
        Concept("buildings", "", ("Gebäude",)),
        Concept("castle", "buildings", ("Burg & Schloss", "Burgen")),
        Concept("craft", "", ("Handwerker",)),
        Concept("energy", "", ("erneuerbare Energien", "Windrad")),
    ],
    names=["Bad Langensalza"],
)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Windräder bei Nordhausen", [("energy",)]),
        ("Erneuerbare Energie", [("energy",)]),
        ("Platz ohne Menschen", [("none",)]),  # the longest name wins
        ("Burgen und Schlösser", [("castle",), ("castle",)]),
        ("Bürger", [("group",)]),  # folded and stemmed it would be a castle
        ("Handwerkerinnen", [("craft",)]),
        ("nichts davon", []),
    ],
)
def test_concepts_are_named_in_whatever_words(text: str, named: list[tuple[str, ...]]) -> None:
    assert [mention.concepts for mention in VOCABULARY.mentions(forms(text))] == named


def test_above_and_beside() -> None:
    assert VOCABULARY.above("castle") == ("buildings",)
    assert VOCABULARY.above("unknown") == ()
    assert VOCABULARY.beside(["none"]) == ("group",)


def test_a_part_of_a_compound_hints_at_its_concept() -> None:
    assert VOCABULARY.hinted("burgfest") == ()  # "burg" is too short to be told from a beginning
    assert VOCABULARY.hinted("wasserschloss") == ("castle",)


def test_places_are_known_words_without_a_concept() -> None:
    assert VOCABULARY.speller.meant("langensaltza") == "langensalza"
    assert list(VOCABULARY.mentions(forms("Bad Langensalza"))) == []


def test_the_empty_vocabulary_knows_nothing() -> None:
    assert list(EMPTY.mentions(forms("Wald"))) == []
    assert EMPTY.hinted("waldweg") == ()
    assert "wood" not in EMPTY
