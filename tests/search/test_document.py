from __future__ import annotations

from imagepool.asset import Description, Place, State
from imagepool.search.document import FIELDS, document_of
from imagepool.search.vocabulary import Concept, Vocabulary
from tests.search.assets import make_asset


def test_all_that_people_look_for_is_in_the_document() -> None:
    asset = make_asset(
        description=Description(
            title="Rathaus",
            headline="Altes Rathaus",
            caption="Im Winter",
            alt_text="Schnee auf dem Dach",
            keywords=("Fachwerk",),
            date_taken="2024-12-24T10:00:00+01:00",
            location_shown=(Place(sublocation="Markt", city="Nordhausen", ags="16062041"),),
            location_created=Place(city="Ellrich", district="16062"),
        )
    )
    document = document_of(
        asset,
        {
            "place": ("NDH",),
            "themes": ("winter",),
            "shape": ("quer",),
        },
    )
    assert document.words["title"] == ("rathaus", "altes")
    assert document.words["keywords"] == ("fachwerk",)
    assert {"markt", "nordhausen", "ellrich", "ndh"} <= set(document.words["place"])
    assert {"winter", "schnee"} <= set(document.words["caption"])
    assert {"jana", "beyer", "quer", "dsc", "0042", "2024"} <= set(document.words["rest"])
    assert "jpg" not in document.words["rest"]
    assert document.stems("title") == ("rathaus", "alt")
    assert set(document.words) == set(FIELDS)
    assert document.facets == {
        "district": ("16062",),
        "theme": ("winter",),
        "license": ("CC-BY-4.0",),
        "orientation": ("landscape",),
        "year": ("2024",),
    }


def test_what_a_picture_is_of_is_known_by_its_words_its_compounds_and_its_date() -> None:
    vocabulary = Vocabulary(
        [
            Concept("nature", "", ("Natur",)),
            Concept("wood", "nature", ("Wald", "Buchenwald")),
            Concept("church", "", ("Kirche",)),
            Concept("winter", "", ("Winter", "Dezember")),
        ]
    )
    asset = make_asset(
        description=Description(
            title="Buchenwälder", caption="Wald an der Klosterkirche", date_taken="2024-12-24"
        )
    )
    document = document_of(asset, {}, vocabulary)
    assert document.meanings == {
        "named": ("wood", "wood"),
        "hinted": ("church",),
        "broader": ("nature", "nature"),
        "season": ("winter",),
    }
    assert document.words["parts"] == ("kirche",)


def test_an_asset_that_says_nothing_is_a_document_all_the_same() -> None:
    document = document_of(make_asset(state=State.DRAFT, number=7, name="ohne-endung"))
    assert (document.state, document.number) == ("draft", 7)
    assert document.facets["district"] == document.facets["year"] == ()
    assert "endung" in document.words["rest"]


def test_a_date_that_is_none_has_no_year() -> None:
    asset = make_asset(description=Description(date_taken="gestern"))
    assert document_of(asset).facets["year"] == ()
