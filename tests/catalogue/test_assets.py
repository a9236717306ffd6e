from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from imagepool.asset import Asset, Description, State
from imagepool.catalogue import Catalogue
from imagepool.errors import (
    CatalogueFailed,
    ChangedMeanwhile,
    InvalidRequest,
    NotFound,
)
from tests.catalogue.counting import statements
from tests.catalogue.made import REPORT, digest, make_asset, make_event, put


def _many(catalogue: Catalogue, count: int, state: State = State.IN_REVIEW) -> list[Asset]:
    with catalogue.transaction() as books:
        return [put(books, f"{state} {number}", state=state) for number in range(count)]


def test_assets_are_numbered_in_the_order_they_come(catalogue: Catalogue) -> None:
    assert [asset.number for asset in _many(catalogue, 3)] == [1, 2, 3]


def test_the_same_digest_gives_the_asset_that_stands_and_writes_nothing(
    catalogue: Catalogue,
) -> None:
    with catalogue.transaction() as books:
        first = put(books, "a")
    with catalogue.transaction() as books:
        again = put(books, "a", added_at="later", creator=("Somebody Else",))
        other = put(books, "b")
    assert again == first
    assert other.number == 2
    with catalogue.reading() as books:
        assert books.changes.last() == 2
        assert len(books.events.of_asset(first.id)) == 1


def test_an_asset_is_found_by_its_digest(catalogue: Catalogue) -> None:
    with catalogue.transaction() as books:
        asset = put(books, "a")
        assert books.assets.by_digest(digest("a")) == asset
        assert books.assets.by_digest(digest("b")) is None


def test_an_unknown_asset_is_named(catalogue: Catalogue) -> None:
    with catalogue.reading() as books, pytest.raises(NotFound, match="no asset 'nobody'"):
        books.assets.get("nobody")


def test_many_come_in_the_order_asked_for_without_the_unknown(catalogue: Catalogue) -> None:
    one, two, three = _many(catalogue, 3)
    with catalogue.reading() as books:
        found = books.assets.many([three.id, "nobody", one.id, three.id])
        assert list(found.values()) == [three, one]
        assert books.assets.many([]) == {}
        assert two.id not in found


def test_more_ids_than_an_engine_takes_at_once_are_asked_for_in_portions(
    catalogue: Catalogue,
) -> None:
    (asset,) = _many(catalogue, 1)
    ids = [f"nobody {number}" for number in range(33_000)]
    with catalogue.reading() as books:
        assert books.assets.many([*ids, asset.id]) == {asset.id: asset}


def test_a_change_is_written_with_its_event_and_a_new_revision(catalogue: Catalogue) -> None:
    (asset,) = _many(catalogue, 1)
    published = replace(asset, state=State.PUBLISHED, published_at="now")
    with catalogue.transaction() as books:
        written = books.assets.replace(published, make_event(asset, "publish", reason="fine"))
    with catalogue.reading() as books:
        assert books.assets.get(asset.id) == written == replace(published, revision=2)
        assert [event.act for event in books.events.of_asset(asset.id)] == ["ingest", "publish"]
        assert books.events.of_asset(asset.id)[1].detail == {"reason": "fine"}


def test_a_change_of_what_somebody_else_changed_meanwhile_is_refused(catalogue: Catalogue) -> None:
    (asset,) = _many(catalogue, 1)
    with catalogue.transaction() as books:
        books.assets.replace(replace(asset, state=State.REJECTED), make_event(asset, "reject"))
    with catalogue.transaction() as books:
        with pytest.raises(ChangedMeanwhile) as caught:
            books.assets.replace(replace(asset, state=State.PUBLISHED), make_event(asset))
        put(books, "another, so that the transaction has something to commit")
    assert (caught.value.kind, caught.value.key) == ("asset", asset.id)
    with catalogue.reading() as books:
        assert books.assets.get(asset.id).state is State.REJECTED
        assert books.changes.last() == 3  # the refused change took no position
        assert len(books.events.of_asset(asset.id)) == 2


def test_an_asset_can_be_changed_twice_in_one_transaction(catalogue: Catalogue) -> None:
    with catalogue.transaction() as books:
        asset = put(books, "a")
        once = books.assets.replace(replace(asset, creator=("A",)), make_event(asset, "describe"))
        twice = books.assets.replace(replace(once, creator=("B",)), make_event(asset, "describe"))
    with catalogue.reading() as books:
        assert books.assets.get(asset.id) == twice


@pytest.mark.parametrize("change", [{"number": 7}, {"added_at": "never"}, {"likeness": None}])
def test_what_lasts_cannot_be_changed(catalogue: Catalogue, change: dict[str, Any]) -> None:
    (asset,) = _many(catalogue, 1)
    if "likeness" in change:
        change = {"likeness": make_asset("another").likeness}
    with catalogue.transaction() as books, pytest.raises(InvalidRequest):
        books.assets.replace(replace(asset, **change), make_event(asset))


def test_an_unknown_asset_cannot_be_changed(catalogue: Catalogue) -> None:
    with catalogue.transaction() as books, pytest.raises(NotFound):
        books.assets.replace(make_asset("a"), make_event("nobody"))


def test_an_agreement_that_does_not_stand_keeps_the_asset_out(catalogue: Catalogue) -> None:
    with pytest.raises(CatalogueFailed, match="contradicts"), catalogue.transaction() as books:
        put(books, "a", agreement_id="nobody signed this")
    with catalogue.reading() as books:
        assert books.assets.page().items == ()
        assert books.changes.last() == 0


@pytest.mark.parametrize("name", ["cut \0 here", "half \ud83d"])
def test_text_that_not_every_engine_stores_is_refused(catalogue: Catalogue, name: str) -> None:
    for changes in ({"copyright_notice": name}, {"creator": (name,)}):
        with pytest.raises(InvalidRequest, match="NUL"), catalogue.transaction() as books:
            put(books, "a", **changes)
    with catalogue.transaction() as books:
        kept = put(books, "a", creator=(r"a backslash \u0000 is only text", "\\\\u0000"))
        assert books.assets.get(kept.id) == kept


def test_pages_show_every_asset_once_newest_first(catalogue: Catalogue) -> None:
    assets = _many(catalogue, 7)
    seen: list[Asset] = []
    after = None
    while True:
        with catalogue.reading() as books:
            page = books.assets.page(after=after, limit=3)
        seen += page.items
        after = page.next
        if after is None:
            break
    assert seen == assets[::-1]


def test_pages_can_run_from_the_oldest(catalogue: Catalogue) -> None:
    assets = _many(catalogue, 3)
    with catalogue.reading() as books:
        page = books.assets.page(limit=2, oldest_first=True)
        rest = books.assets.page(after=page.next, limit=2, oldest_first=True)
    assert [*page.items, *rest.items] == assets
    assert rest.next is None


def test_a_page_that_is_just_full_is_the_last(catalogue: Catalogue) -> None:
    _many(catalogue, 2)
    with catalogue.reading() as books:
        assert books.assets.page(limit=2).next is None


def test_pages_mix_the_states_asked_for_and_no_others(catalogue: Catalogue) -> None:
    drafts = _many(catalogue, 3, State.DRAFT)
    _many(catalogue, 3, State.PUBLISHED)
    returned = _many(catalogue, 3, State.RETURNED)
    with catalogue.reading() as books:
        first = books.assets.page((State.DRAFT, State.RETURNED, State.DRAFT), limit=4)
        second = books.assets.page((State.DRAFT, State.RETURNED), after=first.next, limit=4)
        assert [*first.items, *second.items] == [*returned[::-1], *drafts[::-1]]
        assert books.assets.page(()).items == ()


@pytest.mark.parametrize("cursor", ["x", "-1", "", "1.5", "9" * 40, "²"])
def test_a_bad_cursor_is_refused(catalogue: Catalogue, cursor: str) -> None:
    with catalogue.reading() as books, pytest.raises(InvalidRequest):
        books.assets.page(after=cursor)


def test_a_page_of_nothing_is_refused(catalogue: Catalogue) -> None:
    with catalogue.reading() as books, pytest.raises(InvalidRequest):
        books.assets.page(limit=0)


def test_states_are_counted(catalogue: Catalogue) -> None:
    _many(catalogue, 2)
    _many(catalogue, 1, State.PUBLISHED)
    with catalogue.reading() as books:
        counts = books.assets.counts()
        assert set(counts) == set(State)
        assert {state: count for state, count in counts.items() if count} == {
            State.IN_REVIEW: 2,
            State.PUBLISHED: 1,
        }
        assert books.assets.counts((State.IN_REVIEW,)) == {State.IN_REVIEW: 2}


def test_reading_a_page_takes_as_many_statements_as_reading_one(catalogue: Catalogue) -> None:
    assets = _many(catalogue, 40)
    with catalogue.reading() as books:
        books.changes.last()
    with statements(catalogue) as sent, catalogue.reading() as books:
        books.assets.page(State, limit=40)
        assert len(sent) == 1
        books.assets.many(asset.id for asset in assets)
        assert len(sent) == 2
        books.assets.reports(asset.id for asset in assets)
        assert len(sent) == 3
        books.assets.near(assets[0].likeness, 10)
        assert len(sent) == 4


def test_what_a_camera_took_in_a_second_is_found_whatever_follows_it(catalogue: Catalogue) -> None:
    moments = {
        "a": "2026-05-01T12:00:07",
        "b": "2026-05-01T12:00:07.25+02:00",
        "c": "2026-05-01T12:00:08",
        "d": "2026-05-01",
    }
    with catalogue.transaction() as books:
        for seed, moment in moments.items():
            told = Description(date_taken=moment, camera_make="Nikon", camera_model="D750")
            put(books, seed, description=told)
        put(books, "e", description=Description(date_taken=moments["a"], camera_model="D750"))
    with catalogue.reading() as books:
        found = books.assets.taken_at("Nikon", "D750", ["2026-05-01T12:00:07"])
        assert [asset.description.date_taken for asset in found] == [moments["a"], moments["b"]]
        assert books.assets.taken_at("Nikon", "D750", []) == []
        assert books.assets.taken_at("", "", ["2026-05-01T12:00:07"]) == []


def test_adding_and_changing_take_few_statements(catalogue: Catalogue) -> None:
    _many(catalogue, 1)
    with statements(catalogue) as sent, catalogue.transaction() as books:
        asset = put(books, "a")
    assert len(sent) <= 10
    sent.clear()
    with statements(catalogue) as sent, catalogue.transaction() as books:
        books.assets.replace(asset, make_event(asset))
    assert len(sent) <= 7


def test_the_newest_report_is_kept_as_it_came(catalogue: Catalogue) -> None:
    newer = {**REPORT, "verdict": "fail", "findings": [{"rule": "sharp", "value": 0.25}]}
    with catalogue.transaction() as books:
        asset = put(books, "a")
        assert books.assets.report(asset.id) == REPORT
        books.assets.set_report(asset.id, newer)
    with catalogue.reading() as books:
        assert books.assets.report(asset.id) == newer
        assert books.assets.reports([asset.id, "nobody"]) == {asset.id: newer}
        assert books.assets.report("nobody") is None
        assert books.assets.get(asset.id) == asset


@pytest.mark.parametrize(
    "report",
    [{}, {"concept": None, "verdict": "pass"}, {**REPORT, "x": float("nan")}, {**REPORT, "x": {1}}],
)
def test_what_is_no_report_is_refused(catalogue: Catalogue, report: dict[str, Any]) -> None:
    (asset,) = _many(catalogue, 1)
    with pytest.raises(InvalidRequest), catalogue.transaction() as books:
        books.assets.set_report(asset.id, report)


def test_an_unknown_asset_gets_no_report(catalogue: Catalogue) -> None:
    with catalogue.transaction() as books, pytest.raises(NotFound):
        books.assets.set_report("nobody", REPORT)
