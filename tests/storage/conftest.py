from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from imagepool.storage import Store
from imagepool.storage.opening import open_store
from tests.servers.swift import S3Server


@dataclass(frozen=True, slots=True)
class Location:
    """Where a store is, as the settings say it."""

    url: str
    options: Mapping[str, str] = field(default_factory=dict)

    def open(self) -> Store:
        return open_store(self.url, **self.options)


def s3_location(server: S3Server, **changed: str) -> Location:
    options = {
        "endpoint": server.endpoint,
        "access_key": server.access_key,
        "secret_key": server.secret_key,
        "region": server.region,
    }
    return Location(f"s3://{server.bucket}/pool-1", options | changed)


@pytest.fixture(params=["directory", pytest.param("s3", marks=pytest.mark.s3)])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> Location:
    """Give a place for each kind of store; the bucket is shared with others by a prefix."""
    if request.param == "directory":
        return Location(str(tmp_path / "store"))
    return s3_location(request.getfixturevalue("s3_server"))


@pytest.fixture
def store(location: Location) -> Iterator[Store]:
    """Give each kind of store, empty."""
    store = location.open()
    yield store
    store.close()
