"""Withdrawn in one process, nothing is delivered by another, nor by the store, within 2 seconds."""

from __future__ import annotations

import logging
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Self

import pytest

from imagepool.pool import Pool
from imagepool.rights.recalls.recall import Cause, Severity
from imagepool.workflows.recall import open_recall_in
from tests.faults.program import comes_true, program_in
from tests.pools import settings_in
from tests.recalls import ACTOR, published, recalled, stored, taken
from tests.servers.smtp import free_port
from tests.servers.swift import S3Server

pytestmark = pytest.mark.s3
_log = logging.getLogger(__name__)
LIMIT = 2.0  # seconds


class Watch:
    """Asks for addresses again and again, and notes when each last gave something."""

    def __init__(self, addresses: list[str]) -> None:
        self.last: dict[str, float] = {}
        self._stop = threading.Event()
        self._threads = [
            threading.Thread(target=self._look, args=(address,)) for address in addresses
        ]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(20)

    def _look(self, address: str) -> None:
        while not self._stop.wait(0.05):
            if _gives(address):
                self.last[address] = time.monotonic()


def _gives(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            return len(answer.read()) > 1000 and answer.status == 200
    except urllib.error.HTTPError as refusal:
        with refusal:
            return False
    except OSError:
        return False


def _by_the_act(pool: Pool, asset_id: str) -> None:
    recalled(pool, asset_id)


def _by_joining_another_act(pool: Pool, asset_id: str) -> None:
    """As the depicted person's link does; the files go by the other process's worker."""
    workshop = pool._workshop
    with workshop.catalogue.transaction() as books:
        open_recall_in(
            workshop,
            books,
            [asset_id],
            cause=Cause.RELEASE_WITHDRAWN,
            severity=Severity.STOP_USE,
            actor=ACTOR,
        )


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def settings(request: pytest.FixtureRequest, s3_server: S3Server) -> dict[str, object]:
    found: dict[str, object] = {
        "storage": f"s3://{s3_server.bucket}/pool",
        "storage_endpoint": s3_server.endpoint,
        "storage_region": s3_server.region,
        "storage_access_key": s3_server.access_key,
        "storage_secret_key": s3_server.secret_key,
        "secret_key": "the same in both processes",
    }
    if request.param == "postgresql":
        found["database"] = str(request.getfixturevalue("postgresql_url"))
    return found


@pytest.fixture
def pool(tmp_path: Path, settings: dict[str, object]) -> Iterator[Pool]:
    with Pool.open(settings_in(tmp_path, **settings)) as opened:
        yield opened


@pytest.fixture
def site(tmp_path: Path, settings: dict[str, object], pool: Pool) -> Iterator[str]:
    """Serve the pool in another process, with its worker alongside."""
    del pool  # made first
    program = program_in(tmp_path, WORKERS=1, **{k.upper(): v for k, v in settings.items()})
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with program.running("serve", "--port", str(port)):
        assert comes_true(lambda: _answers(address), within=60)
        yield address


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/healthz", timeout=5):
            return True
    except OSError:
        return False


@pytest.mark.parametrize("end", [_by_the_act, _by_joining_another_act])
def test_within_two_seconds_nothing_is_delivered_anywhere(
    pool: Pool,
    tmp_path: Path,
    site: str,
    end: Callable[[Pool, str], None],
) -> None:
    asset_id = published(pool, tmp_path)
    receipt = taken(pool, asset_id).receipt
    stored_addresses = [
        str(pool._workshop.store.presigned(key, seconds=300)) for key in stored(pool, asset_id)
    ]
    pages = [f"{site}/bilder/{asset_id}", f"{site}/dateien/{asset_id}/preview"]
    addresses = [*pages, *stored_addresses, str(pool.store_address(receipt.id))]
    with Watch(addresses) as watch:
        assert comes_true(lambda: len(watch.last) == len(addresses), within=60), "all deliver"
        begun = time.monotonic()
        end(pool, asset_id)
        comes_true(lambda: time.monotonic() - max(watch.last.values()) > 3, within=15)
    took = max(watch.last.values()) - begun
    _log.info("the last byte went %.2f s after the recall began", took)
    assert took < LIMIT
