from __future__ import annotations

from collections.abc import Mapping

from imagepool.asset import Description, Place, State
from imagepool.search.document import FIELDS, Known, document_of
from imagepool.search.facets import FACETS
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
    assert {facet: values for facet, values in document.facets.items() if values} == {
        "district": ("16062",),
        "municipality": ("16062041",),
        "theme": ("winter",),
        "license": ("CC-BY-4.0",),
        "orientation": ("landscape",),
        "year": ("2024",),
        "photographer": ("Jana Beyer",),
    }
    assert set(document.facets) == set(FACETS)


def test_season_people_and_perspective_are_what_is_named_else_what_is_known() -> None:
    vocabulary = Vocabulary(
        [
            Concept("winter", "seasons", ("Winter", "Schnee", "Dezember"), "season"),
            Concept("summer", "seasons", ("Sommer", "Juli"), "season"),
            Concept("nobody", "people", ("menschenleer",), "people"),
            Concept("one", "people", ("Porträt",), "people"),
            Concept("air", "views", ("Drohne",), "perspective"),
        ]
    )
    known = Known(people=("one",), colors=("green",), usable=("tourism",), style=900, uses=7)

    def facets(**words: object) -> Mapping[str, tuple[str, ...]]:
        description = Description(**words)  # type: ignore[arg-type]  # fields by name
        return document_of(make_asset(description=description), {}, vocabulary, known).facets

    by_date = facets(title="Markt", date_taken="2024-07-01")
    assert (by_date["season"], by_date["people"]) == (("summer",), ("one",))
    named = facets(title="Markt im Schnee, menschenleer", keywords=("Drohne",))
    assert (named["season"], named["people"], named["perspective"]) == (
        ("winter",),
        ("nobody",),
        ("air",),
    )
    assert (named["color"], named["use"], named["collection"]) == (("green",), ("tourism",), ())


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
