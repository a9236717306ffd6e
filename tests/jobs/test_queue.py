"""One promise for every kind of job queue."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest

from imagepool.errors import (
    InvalidQuery,
    InvalidRequest,
    InvalidTransition,
    JobsFailed,
    NotFound,
    StoreFailed,
)
from imagepool.jobs import JobState, Queue
from imagepool.jobs.opening import open_queue
from tests.jobs.conftest import Connect
from tests.jobs.worker import BRISK
from tests.jobs.working import Payloads, empty, ignore, until, worked


def test_a_job_is_done_with_its_payload(queue: Queue) -> None:
    payload = {"id": "ä", "number": 1, "list": [1.5, None, True], "nested": {"a": "b"}}
    seen: Payloads = []
    job_id = queue.enqueue("look", payload)
    assert queue.job(job_id).state is JobState.WAITING
    empty(queue, look=seen.append)
    assert seen == [payload]
    job = queue.job(job_id)
    assert (job.id, job.task, job.payload) == (job_id, "look", payload)
    assert (job.state, job.attempts, job.error) == (JobState.DONE, 1, "")


def test_jobs_begin_in_the_order_they_came(queue: Queue) -> None:
    seen: Payloads = []
    for number in range(5):
        queue.enqueue("look", {"number": number})
    empty(queue, look=seen.append)
    assert [payload["number"] for payload in seen] == [0, 1, 2, 3, 4]


def test_an_urgent_job_begins_before_those_that_wait(queue: Queue) -> None:
    seen: Payloads = []
    for number, urgent in enumerate((False, False, True)):
        queue.enqueue("look", {"number": number}, urgent=urgent)
    empty(queue, look=seen.append)
    assert [payload["number"] for payload in seen] == [2, 0, 1]


def test_a_job_waits_until_it_is_due(queue: Queue) -> None:
    seen: Payloads = []
    later = datetime.now(UTC) + timedelta(hours=1)
    soon = datetime.now(UTC) - timedelta(seconds=1)
    late = queue.enqueue("look", {"number": 1}, due=later)
    queue.enqueue("look", {"number": 2}, due=soon)
    empty(queue, look=seen.append)
    assert seen == [{"number": 2}]
    assert queue.job(late).state is JobState.WAITING


def test_a_job_stands_and_falls_with_the_transaction(queue: Queue, connect: Connect) -> None:
    seen: Payloads = []
    with connect() as connection:
        queue.enqueue("look", {"number": 1}, connection=connection)
        connection.rollback()
        queue.enqueue("look", {"number": 2}, connection=connection)
        if isinstance(connection, psycopg.Connection):  # SQLite lets no other in
            empty(queue, look=seen.append)
        assert seen == [], "the transaction is still open"
        connection.commit()
    empty(queue, look=seen.append)
    assert seen == [{"number": 2}]


def test_a_key_waits_once(queue: Queue) -> None:
    seen: Payloads = []
    first = queue.enqueue("look", {"number": 1}, key="asset-1")
    assert queue.enqueue("look", {"number": 2}, key="asset-1") == first
    assert queue.enqueue("look", {"number": 3}, key="asset-2") != first
    empty(queue, look=seen.append)
    assert seen == [{"number": 1}, {"number": 3}]
    assert queue.enqueue("look", {"number": 4}, key="asset-1") != first


def test_a_key_waits_once_within_a_transaction_too(queue: Queue, connect: Connect) -> None:
    waiting = queue.enqueue("look", {}, key="asset-1")
    with connect() as connection:
        assert queue.enqueue("look", {}, key="asset-1", connection=connection) == waiting
        other = queue.enqueue("look", {}, key="asset-2", connection=connection)
        assert queue.enqueue("look", {}, key="asset-2", connection=connection) == other
        connection.commit()
    assert queue.job(other).state is JobState.WAITING


def test_a_waiting_job_of_the_key_sees_what_the_transaction_wrote(
    queue: Queue, connect: Connect
) -> None:
    seen: Payloads = []
    waiting = queue.enqueue("look", {}, key="asset-1")
    with connect() as connection:
        assert queue.enqueue("look", {}, key="asset-1", connection=connection) == waiting
        with worked(queue, look=seen.append):
            time.sleep(0.3)
            assert seen == [], "it begins after the transaction"
            connection.commit()
            until(lambda: seen)


def test_a_key_enqueued_while_its_job_runs_is_another_job(queue: Queue) -> None:
    seen: Payloads = []

    def look(payload: Mapping[str, Any]) -> None:
        seen.append(payload)
        if payload["number"] == 1 and len(seen) == 1:
            queue.enqueue("look", {"number": 2}, key="asset-1")
            raise StoreFailed("not this time")

    queue.enqueue("look", {"number": 1}, key="asset-1")
    with worked(queue, look=look):
        until(lambda: len(seen) == 3)
    assert [payload["number"] for payload in seen] == [1, 2, 1]


def test_many_may_enqueue_a_key_at_once(queue: Queue) -> None:
    with ThreadPoolExecutor(6) as threads:
        ids = set(threads.map(lambda _: queue.enqueue("look", {}, key="asset-1"), range(12)))
    assert len(ids) == 1


def test_what_fails_is_tried_again_after_growing_pauses(queue: Queue) -> None:
    times: list[float] = []

    def fail_twice(payload: Mapping[str, Any]) -> None:
        del payload
        times.append(time.monotonic())
        if len(times) < 3:
            raise OSError("the network is away")

    job_id = queue.enqueue("shaky", {})
    with worked(queue, shaky=fail_twice):
        until(lambda: len(times) == 1)
        until(lambda: queue.job(job_id).error == "OSError: the network is away")
        until(lambda: queue.job(job_id).state is JobState.DONE)
    first, second = times[1] - times[0], times[2] - times[1]
    assert first >= BRISK.backoff
    assert second >= 2 * BRISK.backoff
    assert queue.job(job_id).attempts == 3
    assert queue.failed() == []


def test_what_keeps_failing_becomes_a_dead_letter_and_can_be_tried_again(queue: Queue) -> None:
    attempts: Payloads = []

    def fail(payload: Mapping[str, Any]) -> None:
        attempts.append(payload)
        raise StoreFailed("the store is down", hint="start it")

    job_id = queue.enqueue("store", {"number": 7})
    with worked(queue, store=fail):
        until(lambda: queue.job(job_id).state is JobState.FAILED)
    assert len(attempts) == BRISK.attempts
    (letter,) = queue.failed()
    assert (letter.id, letter.task, letter.payload) == (job_id, "store", {"number": 7})
    assert letter.error == "StoreFailed: the store is down (start it)"
    assert letter.attempts == BRISK.attempts
    queue.retry(job_id)
    assert queue.failed() == []
    with worked(queue, store=fail):
        until(lambda: queue.job(job_id).state is JobState.FAILED)
    assert len(attempts) == 2 * BRISK.attempts
    queue.retry(job_id)
    empty(queue, store=ignore)
    assert queue.job(job_id).state is JobState.DONE


def test_what_no_repetition_mends_is_a_dead_letter_at_once(queue: Queue) -> None:
    def refuse(payload: Mapping[str, Any]) -> None:
        raise InvalidQuery(f"{payload['text']} is no query")

    job_id = queue.enqueue("query", {"text": "???"})
    empty(queue, query=refuse)
    (letter,) = queue.failed()
    assert (letter.id, letter.attempts) == (job_id, 1)
    assert letter.error == "InvalidQuery: ??? is no query"


def test_a_task_that_wants_to_end_the_worker_does_not(queue: Queue) -> None:
    seen: Payloads = []

    def leave(payload: Mapping[str, Any]) -> None:
        del payload
        sys.exit("goodbye")

    job_id = queue.enqueue("leave", {})
    queue.enqueue("look", {})
    empty(queue, leave=leave, look=seen.append)
    assert len(seen) == 1
    assert "goodbye" in queue.job(job_id).error


def test_a_task_that_no_worker_knows_is_a_dead_letter(queue: Queue) -> None:
    queue.enqueue("from-the-future", {})
    empty(queue, look=ignore)
    (letter,) = queue.failed()
    assert letter.task == "from-the-future"
    assert "task" in letter.error


def test_progress_can_be_watched(queue: Queue) -> None:
    seen: list[tuple[int, int]] = []

    def count(payload: Mapping[str, Any]) -> None:
        for number in range(1, payload["total"] + 1):
            queue.report_progress(number, payload["total"])
            job = queue.job(job_id)
            assert job.state is JobState.RUNNING
            seen.append((job.done, job.total))

    job_id = queue.enqueue("count", {"total": 3})
    assert (queue.job(job_id).done, queue.job(job_id).total) == (0, 0)
    empty(queue, count=count)
    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert queue.job(job_id).done == 3
    queue.report_progress(1, 2)  # outside a job: nothing happens
    assert queue.job(job_id).total == 3


@pytest.mark.parametrize("job_id", ["0", "999", "-1", "abc", "", "9" * 30, "²"])
def test_a_job_that_is_not_there_is_not_found(queue: Queue, job_id: str) -> None:
    with pytest.raises(NotFound):
        queue.job(job_id)
    with pytest.raises(NotFound):
        queue.retry(job_id)


def test_only_dead_letters_are_tried_again(queue: Queue) -> None:
    job_id = queue.enqueue("look", {})
    with pytest.raises(InvalidTransition) as caught:
        queue.retry(job_id)
    assert caught.value.state == "waiting"


@pytest.mark.parametrize("payload", [{"a": object()}, {"a": float("nan")}, {"a": b"bytes"}])
def test_a_payload_that_is_not_json_is_refused(queue: Queue, payload: dict[str, Any]) -> None:
    with pytest.raises(InvalidRequest):
        queue.enqueue("look", payload)


def test_preparing_again_keeps_the_jobs(queue: Queue) -> None:
    job_id = queue.enqueue("look", {})
    with ThreadPoolExecutor(3) as threads:
        for done in [threads.submit(queue.prepare) for _ in range(3)]:
            done.result()
    assert queue.job(job_id).state is JobState.WAITING


def test_a_database_without_tables_is_named(database: str) -> None:
    queue = open_queue(database, pace=BRISK)
    verbs: list[Callable[[], object]] = [
        lambda: queue.enqueue("look", {}),
        lambda: queue.enqueue("look", {}, key="asset-1"),
        lambda: queue.job("1"),
        queue.failed,
        lambda: empty(queue),
    ]
    for verb in verbs:
        with pytest.raises(JobsFailed) as caught:
            verb()
        assert "imagepool db upgrade" in caught.value.hint


def test_after_long_a_job_that_is_done_is_forgotten(queue: Queue, connect: Connect) -> None:
    job_id = queue.enqueue("look", {})
    empty(queue, look=ignore)
    with connect() as connection:
        if isinstance(connection, psycopg.Connection):
            connection.execute("UPDATE procrastinate_events SET at = at - interval '8 days'")
        else:
            connection.execute("UPDATE job SET due = due - 8 * 86400")
        connection.commit()
    empty(queue, look=ignore)
    with pytest.raises(NotFound):
        queue.job(job_id)
