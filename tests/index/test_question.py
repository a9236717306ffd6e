from __future__ import annotations

import pytest

from imagepool.asset import Description
from imagepool.index import AssetIndex
from imagepool.search.document import document_of
from imagepool.search.query import Query
from imagepool.search.understanding import understand
from imagepool.search.vocabulary import Concept, Vocabulary
from tests.index.answers import numbers
from tests.search.assets import id_of, make_asset

VOCABULARY = Vocabulary(
    [
        Concept("people", "", ("Personen",)),
        Concept("none", "people", ("ohne Menschen",)),
        Concept("children", "people", ("Kinder", "Schulkinder")),
        Concept("energy", "", ("Windrad", "Rotor", "Solarpark")),
        Concept("fair", "", ("Weihnachtsmarkt", "Adventsmarkt")),
        Concept("church", "", ("Kirche",)),
    ]
)
SCENES = {
    1: "Rotoren vor Abendrot",
    2: "Solarpark mit Schulkindern",
    3: "Adventsmarkt am Dom",
    4: "Marktkirche",
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Windraeder", {1, 2}),  # by concept, in other words
        ("Weinachtsmarkt", {3}),  # by what was meant
        ("Windrad ohne Kinder", {1}),
        ("Windrad ohne Menschen", {1}),
        ("Kirche", {4}),  # by the part of a compound
        ("ohne Kinder", {1, 3, 4}),
        ("Abendrott", {1}),  # an error in a word that only the pictures know
    ],
)
def test_pictures_are_found_by_what_is_meant(index: AssetIndex, text: str, found: set[int]) -> None:
    assets = (
        make_asset(id_of(n), description=Description(title=title), number=n)
        for n, title in SCENES.items()
    )
    index.apply(1, [document_of(asset, {}, VOCABULARY) for asset in assets])
    assert set(numbers(index.search(Query(text=text), understand(text, VOCABULARY)))) == found
