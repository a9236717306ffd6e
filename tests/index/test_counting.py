from __future__ import annotations

from dataclasses import replace

import pytest

from imagepool.asset import Place
from imagepool.index import AssetIndex
from imagepool.search.document import Document, document_of
from imagepool.search.query import Query
from tests.search.assets import id_of, make_asset, make_document


def taken(number: int, district: str, year: str, theme: str) -> Document:
    place = Place(city="Ort", district=district)
    themes = (theme,)
    return make_document(
        number, "Bild am See", date_taken=year, location_shown=(place,), themes=themes
    )


@pytest.fixture
def lake(index: AssetIndex) -> AssetIndex:
    index.apply(
        1,
        [
            taken(1, "16062", "2023", "natur"),
            taken(2, "16062", "2024", "natur"),
            taken(3, "16064", "2024", "natur"),
            taken(4, "16065", "2024", "fest"),
        ],
    )
    return index


def test_each_value_is_counted_most_first_and_years_newest_first(lake: AssetIndex) -> None:
    facets = lake.search(Query(text="See")).facets
    assert facets["district"] == [("16062", 2), ("16064", 1), ("16065", 1)]
    assert facets["theme"] == [("natur", 3), ("fest", 1)]
    assert facets["year"] == [("2024", 3), ("2023", 1)]
    assert facets["orientation"] == [("landscape", 4)]


@pytest.mark.parametrize("text", ["See", ""])
def test_a_filter_does_not_count_for_its_own_facet(lake: AssetIndex, text: str) -> None:
    page = lake.search(Query(text=text, filters={"district": ("16062",)}))
    assert page.total == 2
    assert dict(page.facets["district"]) == {"16062": 2, "16064": 1, "16065": 1}
    assert page.facets["year"] == [("2024", 1), ("2023", 1)]


def test_what_a_count_promises_is_what_the_filter_brings(lake: AssetIndex) -> None:
    chosen = {"year": ("2024",)}
    promised = dict(lake.search(Query(text="See", filters=chosen)).facets["theme"])
    for theme, count in promised.items():
        page = lake.search(Query(text="See", filters={**chosen, "theme": (theme,)}))
        assert page.total == count


def test_values_of_one_facet_are_alternatives_and_facets_add_up(lake: AssetIndex) -> None:
    both = Query(filters={"district": ("16062", "16064"), "year": ("2024",)})
    assert lake.search(both).total == 2


def test_a_chosen_value_without_an_answer_is_still_listed(lake: AssetIndex) -> None:
    page = lake.search(Query(filters={"year": ("1999",)}))
    assert page.total == 0
    assert ("1999", 0) in page.facets["year"]
    assert ("2024", 3) in page.facets["year"]


@pytest.mark.parametrize("name", ['Max "Foto" Muster', "Zwei  Leer\x1fzeichen", "x" * 70_000, "-"])
def test_whatever_a_photographer_is_called_the_filter_finds_the_picture(
    index: AssetIndex, name: str
) -> None:
    asset = replace(make_asset(id_of(1)), creator=(name, "Jana Beyer"))
    index.apply(1, [document_of(asset), make_document(2)])
    counts = dict(index.search(Query()).facets["photographer"])
    assert counts.pop("Jana Beyer") == 2
    [value] = counts
    page = index.search(Query(filters={"photographer": (value,)}))
    assert page.total == counts[value] == 1


def test_what_is_not_stated_is_counted_and_found(lake: AssetIndex) -> None:
    facets = lake.search(Query()).facets
    assert facets["people"] == [("-", 4)]
    assert lake.search(Query(filters={"people": ("-",)})).total == 4
    assert lake.search(Query(filters={"year": ("-",)})).total == 0
