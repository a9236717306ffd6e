from __future__ import annotations

from dataclasses import replace

import pytest

from imagepool.asset import Description, Place
from imagepool.index import AssetIndex, Pattern
from imagepool.search.document import Document, Known, document_of
from imagepool.search.query import Query, Sort
from imagepool.search.shades import cells_of
from imagepool.search.vocabulary import Concept, Vocabulary
from tests.index.answers import numbers, pages
from tests.search.assets import id_of, make_asset

VOCABULARY = Vocabulary([Concept("church", "", ("Kirche", "Dom")), Concept("wood", "", ("Wald",))])


def picture(number: int, title: str, ags: str, color: str, **known: object) -> Document:
    shown = Description(title=title, location_shown=(Place(ags=ags),))
    asset = make_asset(id_of(number), description=shown, number=number)
    facts = Known(shades=tuple(cells_of([(color, 0.4)])), **known)  # type: ignore[arg-type]
    return document_of(asset, {}, VOCABULARY, facts)


PICTURES = [
    picture(1, "Kirche am Markt", "16062041", "#b5472e", uses=3, style=500),
    picture(2, "Dom im Abendlicht", "16062041", "#b84a31", uses=9, style=900),
    picture(3, "Kirche im Dorf", "16064046", "#3f6b2f", uses=0, style=900),
    picture(4, "Wald im Nebel", "16062041", "#3f6b2f", uses=9, style=100),
]


@pytest.fixture
def filled(index: AssetIndex) -> AssetIndex:
    index.apply(1, PICTURES)
    return index


def test_what_has_more_in_common_comes_first_and_never_the_picture_itself(
    filled: AssetIndex,
) -> None:
    page = filled.search(Query(like=id_of(1)), pattern=Pattern(PICTURES[0]))
    assert numbers(page)[0] == 2
    assert 1 not in numbers(page)


def test_what_looks_the_same_comes_before_all(filled: AssetIndex) -> None:
    page = filled.search(Query(like=id_of(1)), pattern=Pattern(PICTURES[0], near=(id_of(4),)))
    assert numbers(page)[:2] == [4, 2]


def test_a_color_finds_what_has_it_and_joins_with_words_and_filters(filled: AssetIndex) -> None:
    assert set(numbers(filled.search(Query(shade="#b5472e")))) == {1, 2}
    assert set(numbers(filled.search(Query(shade="#3f6b2f")))) == {3, 4}
    assert numbers(filled.search(Query(text="Wald", shade="#3f6b2f"))) == [4]
    page = filled.search(Query(shade="#3f6b2f", filters={"municipality": ("16064046",)}))
    assert numbers(page) == [3]
    assert page.facets["municipality"] == [("16062041", 1), ("16064046", 1)]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        (Sort.NEWEST, [4, 3, 2, 1]),
        (Sort.MOST_USED, [4, 2, 1, 3]),
        (Sort.BEST_STYLE, [3, 2, 1, 4]),
    ],
)
@pytest.mark.parametrize("limit", [1, 3, 10])
def test_answers_are_sorted_and_pages_join(
    filled: AssetIndex, sort: Sort, order: list[int], limit: int
) -> None:
    for query in (Query(sort=sort), Query(text="im am", sort=sort)):
        found = [n for page in pages(filled, replace(query, limit=limit)) for n in numbers(page)]
        assert found == order
