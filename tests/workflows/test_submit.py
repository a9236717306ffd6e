from __future__ import annotations

import io
import threading
from pathlib import Path

import pytest

from imagepool.asset import Submission, SubmissionOutcome
from imagepool.pool import Pool
from imagepool.rights.people import Person, Role
from imagepool.workflows.submit import Offer
from tests.making import make_photo
from tests.pools import CREATOR, LICENSE, ingest

BATCH = "a-batch-of-uploads"


@pytest.fixture
def person(pool: Pool) -> Person:
    return pool.accounts.admit("conrad@example.de", name="Conrad", role=Role.CONTRIBUTOR)


def hand_in(pool: Pool, person: Person, *files: bytes) -> list[Submission]:
    version = pool.region.agreement.version
    offer = Offer(license_id=LICENSE, creator=CREATOR, agreement_version=version)
    for number, data in enumerate(files):
        pool.submit(
            io.BytesIO(data),
            f"{number}\n.jpg",
            offer,
            batch=BATCH,
            person=person,
        )
    pool.work(threading.Event(), until_empty=True)
    return list(pool.submissions(BATCH))


def kept(pool: Pool) -> list[str]:
    store = Path(pool.settings.storage)
    return [path.name for path in store.rglob("*") if path.is_file()]


def test_a_broken_upload_is_refused_and_leaves_nothing_however_often(
    pool: Pool, person: Person
) -> None:
    broken = make_photo()[:-5000]
    refused = hand_in(pool, person, broken, broken, b"words")
    assert {each.outcome for each in refused} == {SubmissionOutcome.REFUSED}
    assert "bricht ab" in refused[0].error["de"]
    assert "twice" in refused[1].error["en"]
    assert kept(pool) == []
    assert list(pool.fsck()) == []


def test_the_name_of_an_upload_is_made_printable(pool: Pool, person: Person) -> None:
    [added] = hand_in(pool, person, make_photo())
    assert added.original_name == "0\\n.jpg"
    assert pool.asset(added.asset_id or "").original.name == "0\\n.jpg"


def test_an_upload_of_what_is_there_takes_nothing_away(
    pool: Pool, person: Person, tmp_path: Path
) -> None:
    (tmp_path / "there.jpg").write_bytes(make_photo())
    [there] = ingest(pool, tmp_path / "there.jpg")
    [again] = hand_in(pool, person, make_photo())
    assert (again.outcome, again.asset_id) == (SubmissionOutcome.ALREADY_THERE, there.id)
    assert list(pool.fsck()) == []
