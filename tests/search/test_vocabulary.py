from __future__ import annotations

import pytest

from imagepool.search.vocabulary import EMPTY, Concept, Vocabulary
from imagepool.search.words import forms

SPA = "place:16064003"
VOCABULARY = Vocabulary(
    [
        Concept("people", "", ("Personen",)),
        Concept("group", "people", ("Gruppe", "Bürger")),
        Concept("buildings", "", ("Gebäude",)),
        Concept("castle", "buildings", ("Burg & Schloss", "Burgen")),
        Concept("craft", "", ("Handwerker",), foreign=("trade",)),
        Concept("energy", "", ("erneuerbare Energien", "Windrad")),
        Concept("inn", "", ("Gasthaus",), foreign=("inn",)),
        Concept("town", "", ("Stadt",)),
        Concept(SPA, "", ("Bad Langensalza",), "place", (SPA,)),
        Concept("house", "", ("Haus",)),
        Concept("water", "", ("SUP",)),
        Concept("landscape:kyff", "", ("Kyffhäuser",), "landscape", ("landscape:kyff",)),
    ]
)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Windräder bei Nordhausen", [("energy",)]),
        ("Erneuerbare Energie", [("energy",)]),
        ("Burgen und Schlösser", [("castle",), ("castle",)]),
        ("Bürger", [("group",)]),  # folded and stemmed it would be a castle
        ("Handwerkerinnen", [("craft",)]),
        ("trade", [("craft",)]),
        ("Rosen in Bad Langensalza", [(SPA,)]),
        ("mit dem SUP", [("water",)]),
        ("super Stimmung", []),  # its stem is "sup"
        ("nichts davon", []),
    ],
)
def test_concepts_are_named_in_whatever_words(text: str, named: list[tuple[str, ...]]) -> None:
    assert [mention.concepts for mention in VOCABULARY.mentions(forms(text))] == named


def test_above() -> None:
    assert VOCABULARY.above("castle") == ("buildings",)
    assert VOCABULARY.above("unknown") == ()


def test_a_part_of_a_compound_hints_at_its_concept() -> None:
    assert VOCABULARY.hinted("burgfest") == ()  # "burg" is too short to be told from a beginning
    assert VOCABULARY.hinted("wasserschloss") == ("castle",)


def test_words_of_other_languages_are_in_no_german_compound() -> None:
    assert VOCABULARY.hinted("innstadt") == ("town",)


def test_names_are_known_words_that_are_not_taken_apart() -> None:
    assert VOCABULARY.speller.meant("langensaltza") == "langensalza"
    assert VOCABULARY.splitter.parts("kyffhauser") == ()


def test_the_empty_vocabulary_knows_nothing() -> None:
    assert list(EMPTY.mentions(forms("Wald"))) == []
    assert EMPTY.hinted("waldweg") == ()
    assert "wood" not in EMPTY
