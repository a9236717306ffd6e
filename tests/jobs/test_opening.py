from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from imagepool.errors import ConfigurationError, JobsFailed
from imagepool.jobs.opening import open_queue
from imagepool.jobs.sqlite import SqliteQueue


def test_a_sqlite_address_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for address in (f"sqlite:///{tmp_path}/a b.sqlite", "sqlite:///relative.sqlite"):
        queue = open_queue(address)
        assert isinstance(queue, SqliteQueue)
        queue.prepare()
    assert {path.name for path in tmp_path.iterdir()} >= {"a b.sqlite", "relative.sqlite"}


@pytest.mark.parametrize(
    "address", ["", "sqlite://", "sqlite:///", "mysql://host/db", "pool.db", "postgresql://"]
)
def test_other_databases_are_refused(address: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        open_queue(address)
    assert caught.value.setting == "database"
    assert "sqlite:///" in caught.value.hint


def test_a_missing_extra_is_named() -> None:
    program = (
        "import sys; sys.modules['procrastinate'] = None\n"
        "from imagepool.errors import ConfigurationError\n"
        "from imagepool.jobs.opening import open_queue\n"
        "try: open_queue('postgresql://host/db')\n"
        "except ConfigurationError as error: print(error.hint)"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert b"imagepool[postgresql]" in said.stdout


@pytest.mark.parametrize(
    "address",
    ["postgresql://nobody@127.0.0.1:9/none", "postgresql+psycopg://nobody@127.0.0.1:9/none"],
)
def test_a_server_that_is_down_is_named_soon(address: str) -> None:
    begun = time.monotonic()
    with pytest.raises(JobsFailed) as caught:
        open_queue(address).prepare()
    assert "running" in caught.value.hint
    assert time.monotonic() - begun < 10


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(JobsFailed) as caught:
        SqliteQueue(tmp_path / "no" / "catalogue.sqlite").prepare()
    assert caught.value.hint
