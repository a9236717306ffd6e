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
            Concept("winter", "seasons", ("Winter", "Schnee", "Dezember"), facet="season"),
            Concept("summer", "seasons", ("Sommer", "Juli"), facet="season"),
            Concept("nobody", "people", ("menschenleer",), facet="people"),
            Concept("one", "people", ("Porträt",), facet="people"),
            Concept("air", "views", ("Drohne",), facet="perspective"),
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
        "facts": (
            "year:2024",
            "month:12",
            "time:2024-12",
            "orientation:landscape",
            "license:CC-BY-4.0",
        ),
    }
    assert document.words["parts"] == ("kirche",)


SPOT, SIGHT = "place:16064071/sollstedt", "place:16064071/tower"
PLACES = Vocabulary(
    [
        Concept("place:16062049", "", ("Sollstedt",), "place", ("place:16062049",)),
        Concept(SPOT, "", ("Sollstedt",), "spot", (SPOT,), ("place:16064071",)),
        Concept(SIGHT, "", ("Roter Turm",), "sight", (SIGHT,), ("place:16064071",)),
        Concept("children", "", ("Kinder",), shows="people"),
    ]
)


def facts_at(ags: str, title: str, city: str = "Sollstedt") -> set[str]:
    place = Place(city=city, ags=ags, district=ags[:5])
    description = Description(title=title, location_shown=(place,))
    return set(document_of(make_asset(description=description), {}, PLACES).meanings["facts"])


def test_of_namesakes_a_picture_is_at_the_one_whose_key_it_has() -> None:
    there = facts_at("16064071", "Roter Turm")
    assert {"place:16064071", "place:16064", SPOT, SIGHT} <= there
    elsewhere = facts_at("16062049", "Roter Turm")
    assert {"place:16062049", "place:16062"} <= elsewhere
    assert not {SPOT, SIGHT, "place:16064071"} & elsewhere


def test_a_picture_states_whether_people_are_named() -> None:
    assert "people:some" in facts_at("16062049", "Kinder")
    assert "people:some" not in facts_at("16062049", "Turm")


def test_what_tells_a_town_from_its_namesakes_is_not_its_name() -> None:
    names = ("Werben (Elbe)", "Saalfeld/Saale", "Nohra (Sollstedt)")
    described = Description(location_shown=tuple(Place(city=name) for name in names))
    words = document_of(make_asset(description=described), {}, PLACES).words
    assert words["place"] == ("werben", "saalfeld", "nohra", "sollstedt")
    assert {"elbe", "saale"} <= set(words["rest"])


def test_what_is_said_keeps_its_order_and_its_gaps() -> None:
    described = Description(title="Alter Turm", keywords=("Alter Turm",))
    said = document_of(make_asset(description=described)).said
    assert [word for word in said if word != "|"] == ["alt", "turm", "alt", "turm"]
    assert "|" in said[2:-2]


def test_an_asset_that_says_nothing_is_a_document_all_the_same() -> None:
    document = document_of(make_asset(state=State.DRAFT, number=7, name="ohne-endung"))
    assert (document.state, document.number) == ("draft", 7)
    assert document.facets["district"] == document.facets["year"] == ()
    assert "endung" in document.words["rest"]


def test_a_date_that_is_none_has_no_year() -> None:
    asset = make_asset(description=Description(date_taken="gestern"))
    assert document_of(asset).facets["year"] == ()
