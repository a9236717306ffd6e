from __future__ import annotations

import threading
from pathlib import Path

import pytest

from imagepool.asset import Description, State
from imagepool.errors import ChangedMeanwhile, InvalidRequest, InvalidTransition, RightsMissing
from imagepool.pool import Pool
from imagepool.search.query import Query
from tests.making import make_photo
from tests.pools import ingest, put_photos


@pytest.fixture
def waiting(pool: Pool, tmp_path: Path) -> str:
    [outcome] = ingest(pool, *put_photos(tmp_path / "in", 1), publish=False)
    return str(outcome.id)


def test_what_waits_stands_in_the_queue(pool: Pool, waiting: str) -> None:
    assert [asset.id for asset in pool.review_queue().items] == [waiting]
    assert pool.counts()[State.IN_REVIEW] == 1


def test_without_an_agreement_nothing_is_published(pool: Pool, waiting: str) -> None:
    with pytest.raises(RightsMissing) as refusal:
        pool.publish(waiting, actor="Curator")
    assert refusal.value.missing == ("agreement_missing",)


def test_once_signed_it_is_published_and_found(pool: Pool, waiting: str) -> None:
    pool.sign_for(waiting, actor="Curator")
    assert pool.search("").total == 0
    assert pool.publish(waiting, actor="Curator").state is State.PUBLISHED
    assert [hit.asset.id for hit in pool.search("").hits] == [waiting]


def test_a_failed_photo_needs_a_reason_to_be_published(pool: Pool, tmp_path: Path) -> None:
    small = tmp_path / "small.jpg"
    small.write_bytes(make_photo(60, 40))
    [outcome] = ingest(pool, small)
    with pytest.raises(InvalidTransition):
        pool.publish(str(outcome.id), actor="Curator")
    pool.publish(str(outcome.id), actor="Curator", overrule="historic, there is no larger one")
    last = pool.events(str(outcome.id))[-1]
    assert (last.act, last.actor) == ("publish", "Curator")
    assert last.detail["reason"] == "historic, there is no larger one"


@pytest.mark.parametrize(
    ("act", "state"),
    [("return_", State.RETURNED), ("reject", State.REJECTED), ("withdraw", State.WITHDRAWN)],
)
def test_every_no_needs_a_reason_and_leaves_an_event(
    pool: Pool, waiting: str, act: str, state: State
) -> None:
    decide = getattr(pool, act)
    with pytest.raises(InvalidRequest):
        decide(waiting, actor="Curator", reason=" ")
    assert decide(waiting, actor="Curator", reason="because").state is state
    assert pool.events(waiting)[-1].detail["reason"] == "because"


def test_what_is_withdrawn_is_not_published_again(pool: Pool, waiting: str) -> None:
    pool.withdraw(waiting, actor="Curator", reason="because")
    with pytest.raises(InvalidTransition) as refusal:
        pool.publish(waiting, actor="Curator")
    assert "possible from" in refusal.value.hint


def test_other_words_are_found_at_once_and_delivered_soon(pool: Pool, waiting: str) -> None:
    pool.sign_for(waiting, actor="Curator")
    published = pool.publish(waiting, actor="Curator")
    pool.describe(waiting, Description(title="Popperöder Quelle"), actor="Curator")
    assert pool.search("Popperoeder Quelle").total == 1
    pool.work(threading.Event(), until_empty=True)
    fresh = pool.asset(waiting)
    assert fresh.rights_stamp != published.rights_stamp
    with pool.open_rendition(fresh, "preview").stream as stream:
        assert "Popperöder Quelle".encode() in stream.read()
    assert [problem for problem in pool.fsck() if not problem.harmless] == []


def test_later_words_do_not_overwrite_what_somebody_else_wrote(pool: Pool, waiting: str) -> None:
    read = pool.asset(waiting).revision
    pool.describe(waiting, Description(title="Anna"), actor="Anna", read=read)
    pool.work(threading.Event(), until_empty=True)  # the files are written anew
    with pytest.raises(ChangedMeanwhile, match="Anna has put other words"):
        pool.describe(waiting, Description(title="Bert"), actor="Bert", read=read)
    assert pool.asset(waiting).description.title == "Anna"
    now = pool.asset(waiting).revision
    pool.describe(waiting, Description(title="Bert"), actor="Bert", read=now)
    assert pool.asset(waiting).description.title == "Bert"


def test_what_changed_besides_the_words_does_no_harm(pool: Pool, waiting: str) -> None:
    pool.describe(waiting, Description(title="Anna"), actor="Anna")
    read = pool.asset(waiting).revision
    pool.work(threading.Event(), until_empty=True)
    pool.sign_for(waiting, actor="Curator")
    assert pool.asset(waiting).revision > read
    pool.describe(waiting, Description(title="Bert"), actor="Bert", read=read)
    assert pool.asset(waiting).description.title == "Bert"


def test_a_search_hides_what_is_not_published(pool: Pool, waiting: str) -> None:
    assert pool.search("").total == 0
    everything = pool.search(Query(states=tuple(State)))
    assert [hit.asset.id for hit in everything.hits] == [waiting]


def test_twins_are_shown_to_the_curator(pool: Pool, tmp_path: Path) -> None:
    for name, quality in (("one", 95), ("two", 70)):
        (tmp_path / f"{name}.jpg").write_bytes(make_photo(seed=3, quality=quality))
    one, two = ingest(pool, tmp_path / "one.jpg", tmp_path / "two.jpg")
    [(twin, distance)] = pool.twins(pool.asset(str(one.id)))
    assert twin.id == two.id
    assert distance <= 10
