"""The fixtures that hand the real parts to the tests; loaded by tests/conftest.py."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.servers.postgresql import PostgresqlServer, postgresql
from tests.servers.process import PartMissing, missing
from tests.servers.smtp import MailServer, mail_server
from tests.servers.swift import S3Server, s3


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[PostgresqlServer]:
    """One server for the whole run (one per worker); `.database()` gives a new database."""
    try:
        with postgresql() as server:
            yield server
    except PartMissing as reason:
        missing(str(reason))


@pytest.fixture
def postgresql_url(postgresql_server: PostgresqlServer) -> Iterator[str]:
    """Give the URL of a new, empty database that belongs to this test."""
    with postgresql_server.database() as url:
        yield url


@pytest.fixture(scope="session")
def s3_process() -> Iterator[S3Server]:
    """One S3 server for the whole run (one per worker)."""
    try:
        with s3() as server:
            yield server
    except PartMissing as reason:
        missing(str(reason))


@pytest.fixture
def s3_server(s3_process: S3Server) -> Iterator[S3Server]:
    """Give endpoint, access_key, secret_key, region and a new, empty bucket of this test."""
    with s3_process.with_bucket(keep="IMAGEPOOL_TEST_S3" not in os.environ) as server:
        yield server


@pytest.fixture
def mailbox() -> Iterator[MailServer]:
    """Give a mail server that keeps what it is given."""
    with mail_server() as server:
        yield server
