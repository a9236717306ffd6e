from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from imagepool.asset import State
from imagepool.errors import InvalidRequest, InvalidTransition, NotFound, UseRefused
from imagepool.pool import Pool
from imagepool.rights.days import day_of, today
from imagepool.rights.recalls.recall import Cause, Severity
from imagepool.workflows.download import Delivery
from imagepool.workflows.recall import begin_recall, open_recall_in
from imagepool.workflows.shelf import clear_shelf
from tests.recalls import ACTOR, USE, acts, published, recalled, stored, taken, worked

BLOCKING = (Severity.REPLACE, Severity.STOP_USE)


@pytest.fixture
def asset_id(pool: Pool, tmp_path: Path) -> str:
    return published(pool, tmp_path)


def _refuses_everything(pool: Pool, asset_id: str, receipt_id: str) -> bool:
    asset = pool.asset(asset_id)
    attempts = (
        lambda: pool.open_rendition(asset, "grid"),
        lambda: pool.open_rendition(asset, "preview", inside=True),
        lambda: pool.download(asset_id, "screen", USE, accepted_terms=True),
        lambda: pool.download(asset_id, "original", USE, accepted_terms=True),
        lambda: pool.delivery(receipt_id),
        lambda: pool.store_address(receipt_id),
    )
    for attempt in attempts:
        with pytest.raises(UseRefused):
            attempt()
    return pool.barred(asset) is not None and pool.search("").total == 0


@pytest.mark.parametrize("severity", BLOCKING)
def test_a_recall_blocks_every_delivery_and_clears_the_store_at_once(
    pool: Pool, asset_id: str, severity: Severity
) -> None:
    receipt_id = taken(pool, asset_id).receipt.id
    assert len(stored(pool, asset_id)) == 6
    recall = recalled(pool, asset_id, severity=severity)
    assert pool.asset(asset_id).state is State.WITHDRAWN
    assert stored(pool, asset_id) == []
    assert _refuses_everything(pool, asset_id, receipt_id)
    assert acts(pool, asset_id)[-2:] == ["recall", "withdraw"]
    assert pool.recalls.get(recall.id) == recall
    assert pool.recalls.of_asset(asset_id) == (recall,)


def test_a_hint_blocks_nothing(pool: Pool, asset_id: str) -> None:
    recalled(pool, asset_id, severity=Severity.INFORM)
    assert pool.asset(asset_id).state is State.PUBLISHED
    assert len(stored(pool, asset_id)) == 6
    assert acts(pool, asset_id)[-1] == "recall"
    assert taken(pool, asset_id).receipt.asset_id == asset_id


def test_undone_all_is_as_before(pool: Pool, asset_id: str) -> None:
    receipt_id, before = taken(pool, asset_id).receipt.id, stored(pool, asset_id)
    recall = recalled(pool, asset_id)
    pool.recalls.undo(recall.id, actor=ACTOR, reason="mistaken")
    assert pool.asset(asset_id).state is State.PUBLISHED
    assert stored(pool, asset_id) == before
    assert pool.delivery(receipt_id).receipt.id == receipt_id
    assert pool.search("").total == 1
    assert acts(pool, asset_id)[-2:] == ["undo_recall", "restore"]
    assert pool.recalls.of_asset(asset_id) == ()
    worked(pool)  # the jobs for it have nothing left to do
    assert pool.asset(asset_id).state is State.PUBLISHED
    assert stored(pool, asset_id) == before


@pytest.mark.parametrize("first", [0, 1])
def test_what_two_recalls_hold_comes_back_with_the_second_undone(
    pool: Pool, asset_id: str, first: int
) -> None:
    recalls = [recalled(pool, asset_id), recalled(pool, asset_id, severity=Severity.REPLACE)]
    pool.recalls.undo(recalls[first].id, actor=ACTOR)
    worked(pool)
    assert pool.asset(asset_id).state is State.WITHDRAWN
    assert stored(pool, asset_id) == []
    pool.recalls.undo(recalls[1 - first].id, actor=ACTOR)
    assert pool.asset(asset_id).state is State.PUBLISHED
    assert len(stored(pool, asset_id)) == 6


def test_what_was_withdrawn_before_stays_so_after_undoing(pool: Pool, asset_id: str) -> None:
    pool.withdraw(asset_id, actor=ACTOR, reason="wrong place")
    assert stored(pool, asset_id) == []
    recall = recalled(pool, asset_id)
    pool.recalls.undo(recall.id, actor=ACTOR)
    worked(pool)
    assert pool.asset(asset_id).state is State.WITHDRAWN
    assert stored(pool, asset_id) == []


def test_undoing_has_its_period_and_is_done_once(pool: Pool, asset_id: str) -> None:
    over = recalled(pool, asset_id, undo_hours=0)
    with pytest.raises(InvalidTransition, match="could be undone until"):
        pool.recalls.undo(over.id, actor=ACTOR)
    recall = recalled(pool, asset_id)
    pool.recalls.undo(recall.id, actor=ACTOR)
    with pytest.raises(InvalidTransition, match="undone already"):
        pool.recalls.undo(recall.id, actor=ACTOR)
    with pytest.raises(InvalidTransition, match="undone already"):
        pool.recalls.close(recall.id, actor=ACTOR)
    assert pool.asset(asset_id).state is State.WITHDRAWN


def test_a_closed_recall_goes_on_blocking(pool: Pool, asset_id: str) -> None:
    receipt_id = taken(pool, asset_id).receipt.id
    recall = recalled(pool, asset_id)
    pool.recalls.close(recall.id, actor=ACTOR)
    assert _refuses_everything(pool, asset_id, receipt_id)
    with pytest.raises(InvalidTransition, match="closed already"):
        pool.recalls.undo(recall.id, actor=ACTOR)


def test_a_later_day_is_announced_now_and_blocks_then(pool: Pool, asset_id: str) -> None:
    tomorrow = today() + timedelta(days=1)
    recall = recalled(pool, asset_id, effective_at=tomorrow)
    assert day_of(recall.effective_at) == tomorrow
    worked(pool)
    assert pool.asset(asset_id).state is State.PUBLISHED
    assert taken(pool, asset_id).receipt.asset_id == asset_id
    assert pool.may(asset_id, USE, on=tomorrow).clause == "recalled"
    assert pool.recalls.of_asset(asset_id) == (recall,)


def test_on_the_day_the_job_blocks(
    pool: Pool, asset_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tomorrow = today() + timedelta(days=1)
    recall = recalled(pool, asset_id, effective_at=tomorrow)
    begin_recall(pool._workshop, recall.id)
    assert pool.asset(asset_id).state is State.PUBLISHED, "not yet"
    _let_it_be(tomorrow, monkeypatch)
    begin_recall(pool._workshop, recall.id)
    begin_recall(pool._workshop, recall.id)
    assert pool.asset(asset_id).state is State.WITHDRAWN
    assert stored(pool, asset_id) == []
    pool.recalls.undo(recall.id, actor=ACTOR)
    assert pool.asset(asset_id).state is State.PUBLISHED


def test_what_was_undone_before_its_day_never_blocks(
    pool: Pool, asset_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tomorrow = today() + timedelta(days=1)
    recall = recalled(pool, asset_id, effective_at=tomorrow)
    pool.recalls.undo(recall.id, actor=ACTOR)
    _let_it_be(tomorrow, monkeypatch)
    begin_recall(pool._workshop, recall.id)
    assert pool.asset(asset_id).state is State.PUBLISHED


def _let_it_be(day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("recall", "shelf"):
        monkeypatch.setattr(f"imagepool.workflows.{module}.today", lambda: day)


@pytest.mark.parametrize(
    ("terms", "wrong"),
    [
        ({"message": "x" * 2001}, "2000 characters"),
        ({"undo_hours": -1}, "before it was opened"),
        ({"replacements": ["0000000000000000"]}, "no asset"),
    ],
)
def test_terms_that_make_no_sense_are_refused_and_nothing_is_blocked(
    pool: Pool, asset_id: str, terms: dict[str, object], wrong: str
) -> None:
    with pytest.raises((InvalidRequest, NotFound), match=wrong):
        recalled(pool, asset_id, **terms)  # type: ignore[arg-type]  # terms by name
    assert pool.asset(asset_id).state is State.PUBLISHED
    assert pool.recalls.page().items == ()


def test_an_unknown_asset_spoils_the_whole_recall(pool: Pool, asset_id: str) -> None:
    with pytest.raises(NotFound, match="no asset"):
        recalled(pool, asset_id, "0000000000000000")
    assert pool.asset(asset_id).state is State.PUBLISHED
    assert pool.recalls.page().items == ()


def test_no_asset_an_unknown_cause_and_itself_as_replacement_are_refused(
    pool: Pool, asset_id: str
) -> None:
    with pytest.raises(InvalidRequest, match="at least one"):
        recalled(pool)
    with pytest.raises(InvalidRequest, match="is no cause"):
        pool.recalls.open(
            [asset_id],
            cause="whim",  # type: ignore[arg-type]  # as a form may send it
            severity=Severity.INFORM,
            actor=ACTOR,
        )
    with pytest.raises(InvalidRequest, match="called back itself"):
        recalled(pool, asset_id, replacements=[asset_id])


def test_a_recall_can_join_an_act_and_falls_with_it(pool: Pool, asset_id: str) -> None:
    workshop = pool._workshop
    terms = {"cause": Cause.CLAIM, "severity": Severity.STOP_USE, "actor": ACTOR}

    def broken_off() -> None:
        with workshop.catalogue.transaction() as books:
            open_recall_in(workshop, books, [asset_id], **terms)  # type: ignore[arg-type]
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken_off()
    assert pool.asset(asset_id).state is State.PUBLISHED
    assert pool.recalls.page().items == ()
    with workshop.catalogue.transaction() as books:
        open_recall_in(workshop, books, [asset_id], **terms)  # type: ignore[arg-type]
    assert pool.asset(asset_id).state is State.WITHDRAWN
    worked(pool)  # the files go by a job
    assert stored(pool, asset_id) == []


def test_a_download_that_began_before_the_recall_does_not_get_away(
    pool: Pool, asset_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between judging and noting the receipt, somebody recalls."""
    from imagepool.workflows import download  # noqa: PLC0415 -- to stop it half way

    whole = download.drawn_up

    def slow(*arguments: Any, **options: Any) -> Delivery:
        delivery = whole(*arguments, **options)
        recalled(pool, asset_id)
        return delivery

    monkeypatch.setattr(download, "drawn_up", slow)
    with pytest.raises(UseRefused) as caught:
        taken(pool, asset_id, "late@example.org")
    assert caught.value.clause in {"recalled", "withdrawn"}
    assert pool.recalls.receipts_of(asset_id) == (0, 0)


def test_clearing_late_does_not_harm_what_was_restored_meanwhile(
    pool: Pool, asset_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    recall = recalled(pool, asset_id)
    store, keys = pool._workshop.store, stored(pool, asset_id)

    def restored_meanwhile(prefix: str = "") -> list[str]:
        monkeypatch.undo()
        pool.recalls.undo(recall.id, actor=ACTOR)
        return list(store.keys(prefix))

    assert keys == []
    monkeypatch.setattr(store, "keys", restored_meanwhile)
    clear_shelf(pool._workshop, asset_id)
    assert pool.asset(asset_id).state is State.PUBLISHED
    assert len(stored(pool, asset_id)) == 6


def test_fsck_wants_no_renditions_of_what_is_withdrawn_and_names_those_left(
    pool: Pool, asset_id: str
) -> None:
    store = pool._workshop.store
    left = stored(pool, asset_id)
    recalled(pool, asset_id)
    assert [each for each in pool.fsck() if not each.harmless] == []
    for key in left:
        store.put(key, b"a rendition")
    found = list(pool.fsck(repair=True))
    assert {each.kind for each in found if not each.harmless} == {"rendition_withdrawn"}
    assert stored(pool, asset_id) == []
    assert [each for each in pool.fsck(repair=True) if not each.harmless] == []


def test_words_changed_right_before_do_not_bring_files_back(pool: Pool, asset_id: str) -> None:
    from dataclasses import replace  # noqa: PLC0415

    words = replace(pool.asset(asset_id).description, title="Neuer Titel")
    pool.describe(asset_id, words, actor=ACTOR)
    recalled(pool, asset_id)
    worked(pool)  # the restamp waits since before
    assert stored(pool, asset_id) == []
    assert not pool._workshop.queue.failed()
