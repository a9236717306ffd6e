from __future__ import annotations

import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from imagepool.asset import Description, Place, State
from imagepool.errors import IndexFailed, InvalidQuery
from imagepool.index import AssetIndex
from imagepool.region import load_region
from imagepool.search.document import document_of
from imagepool.search.facets import FACETS
from imagepool.search.query import Query
from tests.index.answers import find, numbers
from tests.search.assets import id_of, make_asset, make_document


def test_an_index_that_was_never_written_is_empty(index: AssetIndex) -> None:
    assert index.position == 0
    page = index.search(Query(text="Wald"))
    assert (page.total, page.hits, page.next) == (0, (), None)
    assert page.facets == {facet: [] for facet in FACETS}


def test_what_was_written_is_found_and_the_position_stands(
    index: AssetIndex, tmp_path: Path
) -> None:
    assert index.apply(7, [make_document(1, "Fachwerkhaus"), make_document(2, "Wald")])
    assert index.position == 7
    assert find(index, "Fachwerkhäuser") == [1]
    another = AssetIndex(tmp_path / "index")
    assert another.position == 7
    assert find(another, "WÄLDER") == [2]


def test_a_changed_asset_replaces_its_old_self(index: AssetIndex) -> None:
    index.apply(1, [make_document(1, "Kirche"), make_document(2, "Kirche")])
    index.apply(2, [make_document(1, "Museum")], removed=[id_of(2)])
    assert find(index, "Kirche") == []
    assert find(index, "Museum") == [1]
    assert index.search(Query()).total == 1


def test_only_the_states_asked_for_are_shown(index: AssetIndex) -> None:
    index.apply(1, [make_document(1, "See"), make_document(2, "See", state=State.IN_REVIEW)])
    assert find(index, "See") == [1]
    assert find(index, "See", states=(State.IN_REVIEW,)) == [2]
    assert find(index, "", states=(State.IN_REVIEW, State.PUBLISHED)) == [2, 1]
    assert index.search(Query()).facets["license"] == [("CC-BY-4.0", 1)]


def test_changes_read_from_an_older_position_are_not_applied(index: AssetIndex) -> None:
    assert index.apply(10, [make_document(1, "neu")], since=0)
    assert not index.apply(12, [make_document(2, "zwei")], since=0)
    assert not index.apply(9, [make_document(1, "alt")])
    assert index.position == 10
    assert index.search(Query()).total == 1
    assert index.apply(12, [make_document(2, "zwei")], since=10)
    assert index.apply(12, [make_document(3, "drei")])
    assert index.position == 12


def test_a_cleared_index_starts_again(index: AssetIndex) -> None:
    index.apply(3, [make_document(1, "Burg")])
    index.clear()
    assert index.position == 0
    assert find(index, "Burg") == []
    index.clear()
    index.apply(1, [make_document(1, "Burg")])
    assert find(index, "Burg") == [1]


def test_the_title_counts_more_than_the_caption(index: AssetIndex) -> None:
    index.apply(
        1,
        [
            make_document(1, "Altstadt", caption="Im Hintergrund der Dom"),
            make_document(2, "Dom", caption="Blick aus der Altstadt"),
        ],
    )
    assert find(index, "Dom") == [2, 1]
    assert find(index, "Altstadt") == [1, 2]


def test_all_words_count_and_those_that_match_most_follow_where_few_match_all(
    index: AssetIndex,
) -> None:
    index.apply(
        1,
        [
            make_document(1, "Kirche"),
            make_document(2, "Winter"),
            make_document(3, "Kirche im Winter"),
            make_document(4, "Mähdrescher"),
        ],
    )
    page = index.search(Query(text="Kirche im Winter"))
    assert numbers(page)[0] == 3
    assert set(numbers(page)) == {1, 2, 3}
    assert (page.total, page.exact) == (3, 1)


def test_where_enough_match_all_words_nothing_else_is_shown(index: AssetIndex) -> None:
    both = [make_document(number, "Kirche Winter") for number in range(1, 25)]
    index.apply(1, [*both, make_document(25, "Kirche")])
    page = index.search(Query(text="Winter Kirche"))
    assert page.total == page.exact == 24
    assert numbers(page) == [*range(24, 0, -1)]  # of equals the newest first


def test_a_long_word_is_found_by_its_beginning_behind_the_word_itself(index: AssetIndex) -> None:
    index.apply(1, [make_document(1, "Fachwerk"), make_document(2, "Fachwerkfassade")])
    assert find(index, "Fachwerk") == [1, 2]
    assert find(index, "Fachwerkfa") == [2]
    assert find(index, "Fa") == []
    assert find(index, "Fa", typing=True) == [2, 1]


def test_hyphens_make_no_difference(index: AssetIndex) -> None:
    index.apply(1, [make_document(1, "Co-Working"), make_document(2, "Coworking")])
    assert set(find(index, "Coworking")) == set(find(index, "Co-Working")) == {1, 2}


def test_an_asset_is_found_by_its_id_and_by_its_file_name(index: AssetIndex) -> None:
    asset = make_asset("0123456789abcdef", name="IMG_7731.jpg")
    index.apply(1, [document_of(asset), make_document(2)])
    assert index.search(Query(text="0123456789ABCDEF")).hits[0][0] == asset.id
    assert index.search(Query(text="IMG_7731")).hits[0][0] == asset.id


def test_a_place_is_found_by_every_name_it_has(index: AssetIndex) -> None:
    region = load_region("nordthueringen")
    place = Place(city="Mühlhausen", ags="16064046", district="16064")
    asset = make_asset(id_of(1), description=Description(location_shown=(place,), themes=("fest",)))
    index.apply(1, [document_of(asset, region.words_of(asset))])
    for text in ("Muehlhausen", "MHL", "99974", "Unstrut-Hainich-Kreis", "quer"):
        assert find(index, text) == [1], text
    assert find(index, "theme:kultur district:16064") == [1]


_INDEXED = [make_document(number, f"Wald {number} Haus", keywords=("a:b",)) for number in range(30)]
_ODD = st.text(st.sampled_from(" \"'*~^()[]{}:\\+-!&|?aeW1ßü😀\x00\ud7ff"), max_size=40) | st.text()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> AssetIndex:
    index = AssetIndex(tmp_path_factory.mktemp("filled"))
    index.apply(1, _INDEXED)
    return index


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_ODD, st.booleans())
def test_whatever_is_typed_gets_an_answer(filled: AssetIndex, text: str, typing: bool) -> None:
    page = filled.search(Query(text=text[:300], typing=typing))
    assert page.total >= len(page.hits)
    assert page.exact <= page.total


@pytest.mark.parametrize("text", ["🎄🎅", "???", "--", '""'])
def test_a_text_without_a_word_finds_nothing(filled: AssetIndex, text: str) -> None:
    page = filled.search(Query(text=text))
    assert (page.total, page.hits) == (0, ())


@pytest.mark.parametrize(
    "cursor", ["", "x", "1-2-3", "1-ffffffff-3", "24-00000000-99999999999999999999"]
)
def test_a_cursor_that_is_none_is_refused(filled: AssetIndex, cursor: str) -> None:
    if not cursor:
        assert filled.search(Query(after=cursor)).total == 30
        return
    with pytest.raises(InvalidQuery):
        filled.search(Query(after=cursor))


def test_readers_and_a_writer_do_not_disturb_each_other(index: AssetIndex) -> None:
    index.apply(1, [make_document(0, "Wald")])
    stop, troubles = threading.Event(), []

    def read() -> None:
        while not stop.is_set():
            page = index.search(Query(text="Wald"))
            if page.total < index.position - 100:
                troubles.append(page)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(2, 12):
        index.apply(number, [make_document(number, "Wald")])
    stop.set()
    for reader in readers:
        reader.join()
    assert not troubles
    assert index.search(Query(text="Wald")).total == 11


def test_a_folder_that_cannot_be_made_is_an_error_of_the_index(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(IndexFailed) as refused:
        AssetIndex(tmp_path / "file" / "index").apply(1, [])
    assert refused.value.hint
