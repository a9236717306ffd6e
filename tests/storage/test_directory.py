"""What only a directory does: files, locks, full disks."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from imagepool.errors import StoreFailed
from imagepool.storage.directory import DirectoryStore
from imagepool.storage.object_store import Store
from tests.storage.slow_writer import put_slowly

KEY = "originals/ab/abcdef.jpg"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def store(folder: Path) -> Store:
    return DirectoryStore(folder)


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_an_object_is_a_file_at_its_key(store: Store, folder: Path) -> None:
    store.put(KEY, b"the bytes")
    assert (folder / KEY).read_bytes() == b"the bytes"


def test_a_damaged_file_is_mended_by_putting_it_again(store: Store, folder: Path) -> None:
    digest = sha256(b"the bytes").hexdigest()
    store.put(KEY, b"the bytes", digest=digest)
    (folder / KEY).write_bytes(b"the b")
    store.put(KEY, b"the bytes", digest=digest)
    assert (folder / KEY).read_bytes() == b"the bytes"


def test_a_disk_that_takes_no_more_is_named_and_nothing_is_left(store: Store) -> None:
    with largest_file(100_000), pytest.raises(StoreFailed) as caught:
        store.put(KEY, bytes(300_000))
    assert caught.value.key == KEY
    assert caught.value.hint
    assert not store.has(KEY)
    assert store.sweep(older_than=timedelta(0)) == 0


def test_a_file_in_the_place_of_a_folder_is_named(store: Store, folder: Path) -> None:
    store.put("originals/ab", b"a file")
    with pytest.raises(StoreFailed, match="directory") as caught:
        store.put(KEY, b"the bytes")
    assert "another" in caught.value.hint
    store.put("previews/ab/c", b"a file")
    with pytest.raises(StoreFailed, match="directory"):
        store.put("previews/ab", b"the bytes")
    with pytest.raises(StoreFailed, match="directory"):
        DirectoryStore(folder / "originals" / "ab").put(KEY, b"the bytes")


def test_a_folder_has_no_addresses(store: Store) -> None:
    assert store.presigned(KEY, seconds=60) is None


def test_a_store_that_nobody_wrote_to_is_empty(store: Store) -> None:
    assert list(store.keys()) == []
    assert store.sweep() == 0
    assert not store.has(KEY)
    store.close()


def test_a_slow_writer_keeps_its_file_however_old(folder: Path, store: Store) -> None:
    with put_slowly(KEY, str(folder)) as process:
        (incoming,) = (folder / ".incoming").iterdir()
        os.utime(incoming, (0, 0))
        assert store.sweep(older_than=timedelta(0)) == 0
        process.communicate(b"now the end")
    assert process.returncode == 0
    assert store.has(KEY)


def test_many_processes_may_put_the_same_key(folder: Path) -> None:
    program = (
        "import sys; from imagepool.storage.directory import DirectoryStore\n"
        "for _ in range(20): DirectoryStore(sys.argv[1]).put('a/b', b'x' * 100_000)"
    )
    processes = [subprocess.Popen([sys.executable, "-c", program, str(folder)]) for _ in range(3)]
    assert [process.wait() for process in processes] == [0, 0, 0]
    assert (folder / "a" / "b").read_bytes() == b"x" * 100_000
    assert list((folder / ".incoming").iterdir()) == []
