from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from imagepool.asset import State
from imagepool.errors import UseRefused
from imagepool.pool import Pool
from imagepool.rights.availability import Availability
from imagepool.rights.days import today
from imagepool.rights.recalls.recall import Cause, Severity
from imagepool.workflows import retention
from imagepool.workflows.declare import limit
from imagepool.workflows.retention import run_retention
from tests.recalls import ACTOR, published, recalled, stored, taken, worked

TODAY = today()
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def asset_id(pool: Pool, tmp_path: Path) -> str:
    return published(pool, tmp_path)


def test_what_has_expired_is_blocked_by_the_date_and_recalled_by_the_round(
    pool: Pool, asset_id: str, tmp_path: Path
) -> None:
    other = published(pool, tmp_path, 2)
    taken(pool, asset_id, "presse@example.org")
    limit(pool._workshop, asset_id, Availability(ends=YESTERDAY), actor=ACTOR)
    limit(pool._workshop, other, Availability(ends=TODAY), actor=ACTOR)  # its last day
    with pytest.raises(UseRefused):
        taken(pool, asset_id)
    assert len(stored(pool, asset_id)) == 6, "not yet out of the store"
    worked(pool)  # the hourly round is among the jobs
    assert stored(pool, asset_id) == []
    [recall] = pool.recalls.of_asset(asset_id)
    assert (recall.cause, recall.severity) == (Cause.RIGHT_EXPIRED, Severity.STOP_USE)
    assert pool.recalls.file(recall.id).report.holders == 1
    assert pool.asset(other).state is State.PUBLISHED
    assert len(stored(pool, other)) == 6
    assert run_retention(pool._workshop) == ()


def test_a_dry_run_changes_nothing(pool: Pool, asset_id: str) -> None:
    limit(pool._workshop, asset_id, Availability(ends=YESTERDAY), actor=ACTOR)
    [ended] = run_retention(pool._workshop, dry_run=True)
    assert (ended.kind, ended.key, ended.reason) == ("right", asset_id, "expired")
    assert pool.asset(asset_id).state is State.PUBLISHED
    assert pool.recalls.page().items == ()


def test_a_right_that_is_renewed_brings_all_back(pool: Pool, asset_id: str) -> None:
    limit(pool._workshop, asset_id, Availability(ends=YESTERDAY), actor=ACTOR)
    [ended] = run_retention(pool._workshop)
    limit(pool._workshop, asset_id, Availability(), actor=ACTOR)
    pool.recalls.undo(ended.recall_id, actor=ACTOR)
    assert taken(pool, asset_id).receipt.asset_id == asset_id
    assert len(stored(pool, asset_id)) == 6


def test_addresses_end_with_their_time(pool: Pool, asset_id: str) -> None:
    taken(pool, asset_id, "presse@example.org")
    recall = recalled(pool, asset_id)
    pool.recalls.close(recall.id, actor=ACTOR)
    assert run_retention(pool._workshop) == ()
    later = TODAY + timedelta(days=retention.NOTICE_DAYS + 2)
    [ended] = run_retention(pool._workshop, on=later)
    assert (ended.kind, ended.key) == ("address", "1")
    assert "presse@" not in str(pool.recalls.file(recall.id))
    assert pool.recalls.receipts_of(asset_id) == (1, 1), "for a next recall"
    much_later = TODAY + timedelta(days=366 * retention.CONTACT_YEARS)
    [ended] = run_retention(pool._workshop, on=much_later)
    assert pool.recalls.receipts_of(asset_id) == (1, 0)
