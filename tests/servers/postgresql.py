"""A PostgreSQL server for the tests: Debian's binaries, a throw-away cluster, loopback only."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from tests.servers.process import PartMissing, running

_HOW = (
    "install it (Debian: apt-get install postgresql) or name a server on which databases may be"
    " created: IMAGEPOOL_TEST_POSTGRESQL=postgresql://user:password@host/postgres"
)
_START_SECONDS = 30


@dataclass(frozen=True, slots=True)
class PostgresqlServer:
    """A running server; `url` leads to its maintenance database."""

    url: str

    @contextmanager
    def database(self) -> Iterator[str]:
        """Give the URL of a new, empty database, dropped afterwards."""
        name = f"imagepool_{uuid.uuid4().hex[:12]}"
        self._execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield urlunsplit(urlsplit(self.url)._replace(path=f"/{name}"))
        finally:
            self._execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def _execute(self, statement: sql.Composed) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(statement)


@contextmanager
def postgresql() -> Iterator[PostgresqlServer]:
    """Give the server named by the environment, else start one; PartMissing if neither goes."""
    named = os.environ.get("IMAGEPOOL_TEST_POSTGRESQL")
    if named:
        yield PostgresqlServer(named)
        return
    binaries = _binaries()
    with (
        tempfile.TemporaryDirectory(prefix="imagepool-pg-") as folder,
        _cluster(binaries, Path(folder)) as url,
    ):
        yield PostgresqlServer(url)


@contextmanager
def _cluster(binaries: Path, folder: Path) -> Iterator[str]:
    user = _server_user()
    if user:
        shutil.chown(folder, user, user)
    _initialize(binaries, folder / "data", user)
    port = _free_port()
    options = {
        "port": port,
        "unix_socket_directories": folder,
        "listen_addresses": "127.0.0.1",
        "max_connections": 200,
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
    }
    command = [str(binaries / "postgres"), "-D", str(folder / "data")]
    command += [f"--{name}={value}" for name, value in options.items()]
    url = f"postgresql://postgres@127.0.0.1:{port}/postgres"
    with running(command, log=folder / "log", user=user, stop="QUIT") as process:
        _wait_until_ready(url, process, folder / "log")
        yield url


def _initialize(binaries: Path, data: Path, user: str | None) -> None:
    command = [str(binaries / "initdb"), "-D", str(data), "-A", "trust", "-U", "postgres"]
    made = subprocess.run(
        [*command, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
        user=user,
        group=user,
        extra_groups=[] if user else None,
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        raise PartMissing(f"PostgreSQL's initdb failed: {made.stderr.strip()[-400:]}; {_HOW}")


def _wait_until_ready(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            psycopg.connect(url, connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise PartMissing(f"PostgreSQL did not start: {log.read_text()[-400:].strip()}; {_HOW}")


def _binaries() -> Path:
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    on_path = shutil.which("initdb")
    if on_path:
        found.append(Path(on_path).resolve().parent)
    if not found:
        raise PartMissing(f"PostgreSQL is missing: {_HOW}")
    return max(found, key=_version)


def _version(binaries: Path) -> int:
    name = binaries.parent.name
    return int(name) if name.isdigit() else 0


def _server_user() -> str | None:
    """Name the account to run under: PostgreSQL refuses root."""
    if os.getuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError as error:
        raise PartMissing(f"root may not run PostgreSQL, no account 'postgres': {_HOW}") from error


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
