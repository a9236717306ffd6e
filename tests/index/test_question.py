from __future__ import annotations

import random

import pytest

from benchmarks.synthetic_assets import SyntheticAssets
from imagepool.asset import Asset, Description, Place
from imagepool.index import AssetIndex
from imagepool.region import load_region
from imagepool.search.document import document_of
from imagepool.search.query import Query
from imagepool.search.understanding import understand
from imagepool.search.vocabulary import Concept, Vocabulary
from imagepool.workflows.vocabulary import vocabulary_of
from tests.index.answers import numbers
from tests.search.assets import id_of, make_asset

VOCABULARY = Vocabulary(
    [
        Concept("people", "", ("Personen",), shows="people"),
        Concept("none", "people", ("ohne Menschen", "menschenleer"), shows="nobody"),
        Concept("children", "people", ("Kinder", "Schulkinder"), shows="people"),
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
        ("menschenleer", {1, 3, 4}),
        ('"Rotoren vor"', {1}),
        ('"vor Rotoren"', set()),
        ("Windrad -solarpark", {1}),
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


TOWN, VILLAGE = "place:16062049", "place:16064071/sollstedt"
PLACES = Vocabulary(
    [
        Concept(TOWN, "", ("Sollstedt",), "place", (TOWN,), ("place:16062",)),
        Concept(VILLAGE, "", ("Sollstedt", "Sollstedt Unstruttal"), "spot", (VILLAGE,),
                ("place:16064071",)),
        Concept("orientation:portrait", "", ("hochkant",), "orientation",
                ("orientation:portrait",)),
    ]
)  # fmt: skip
STATED = {
    1: ("Kirche in Sollstedt", "16062049", "2019-05-02", (3000, 2000)),
    2: ("Kirche in Sollstedt", "16064071", "2021-10-02", (2000, 3000)),
    3: ("Kirche", "16062041", "2022-10-02", (3000, 2000)),
}


@pytest.mark.parametrize(
    ("text", "best", "exact"),
    [
        ("Kirche Sollstedt", {1, 2}, 2),  # namesakes: both
        ("Kirche Sollstedt Unstruttal", {2}, 1),
        ("Kirche 2021", {2}, 1),
        ("Kirche 2019-2021", {1, 2}, 2),
        ("Kirche Oktober", {2, 3}, 2),
        ("Kirche hochkant", {2}, 1),
        ("Kirche 2020", {1, 2}, 0),  # the years beside it, and it is said that they are not it
    ],
)
def test_what_pictures_state_comes_first_and_what_is_near_follows(
    index: AssetIndex, text: str, best: set[int], exact: int
) -> None:
    def stated(number: int, title: str, ags: str, date: str, size: tuple[int, int]) -> Asset:
        place = Place(ags=ags, district=ags[:5])
        description = Description(title=title, date_taken=date, location_shown=(place,))
        return make_asset(id_of(number), description=description, number=number, size=size)

    assets = [stated(number, *facts) for number, facts in STATED.items()]
    index.apply(1, [document_of(asset, {}, PLACES) for asset in assets])
    page = index.search(Query(text=text), understand(text, PLACES))
    assert page.exact == exact
    assert set(numbers(page)[: len(best)]) == best
    assert set(numbers(page)) == {1, 2, 3}  # nothing is lost for asking too much


def test_a_format_or_a_year_alone_makes_no_picture_near(index: AssetIndex) -> None:
    tower = make_asset(id_of(1), description=Description(title="Turm"), size=(2000, 3000))
    index.apply(1, [document_of(tower, {}, PLACES)])
    for text, found in (("Kirche hochkant", []), ("hochkant", [1]), ("Turm hochkant 1950", [1])):
        assert numbers(index.search(Query(text=text), understand(text, PLACES))) == found


def test_what_is_merely_near_follows_only_where_nothing_matches(index: AssetIndex) -> None:
    def taken(number: int, date: str) -> Asset:
        description = Description(title="Turm", date_taken=date)
        return make_asset(id_of(number), description=description, number=number)

    towers = [taken(1, "2020-05-02"), taken(2, "2021-05-02")]
    index.apply(1, [document_of(tower, {}, PLACES) for tower in towers])
    for text, found in (("2021", [2]), ("2022", [2])):
        assert numbers(index.search(Query(text=text), understand(text, PLACES))) == found


def test_what_is_ranked_is_what_is_counted(index: AssetIndex) -> None:
    """Both are asked in different ways, so that ranking a million takes less."""
    region = load_region("nordthueringen")
    made, vocabulary = SyntheticAssets(region), vocabulary_of(region)
    assets = made.make(300)
    index.apply(1, (document_of(each, region.words_of(each), vocabulary) for each in assets))
    dice = random.Random(5)
    texts = [" ".join(made.draw_words(dice, 1 + number % 3)) for number in range(60)]
    for text in [*texts, "Sondershausen", "Wald ohne Menschen", "Fachwerkhaus Herbst", "Kyff"]:
        parts, cursor, ranked = understand(text, vocabulary), None, []
        while True:
            page = index.search(Query(text=text, limit=200, after=cursor), parts)
            ranked += [id_ for id_, _ in page.hits]
            cursor = page.next
            if cursor is None:
                break
        assert len(set(ranked)) == len(ranked) == page.total, text
