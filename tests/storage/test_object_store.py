"""One promise for every kind of object store."""

from __future__ import annotations

import hashlib
import io
import os
import threading
import tracemalloc
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from hypothesis import given, strategies as st

from imagepool.errors import InvalidRequest, ObjectMissing, StoreFailed
from imagepool.storage import ObjectStore, Store
from imagepool.storage.object_store import check_key, check_prefix
from tests.storage.conftest import Location
from tests.storage.slow_writer import put_slowly
from tests.storage.streams import Breaking, Ending, Trickling

KEY = "originals/ab/abcdef.jpg"


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def content(store: ObjectStore, key: str = KEY) -> bytes:
    with store.open(key) as stream:
        return stream.read()


def test_what_is_put_is_there(store: ObjectStore) -> None:
    assert not store.has(KEY)
    store.put(KEY, b"the bytes", media_type="image/jpeg")
    assert store.has(KEY)
    assert content(store) == b"the bytes"


def test_an_empty_object_is_an_object(store: ObjectStore) -> None:
    store.put(KEY, b"", digest=digest_of(b""))
    assert store.has(KEY)
    assert content(store) == b""


def test_a_stream_is_taken_from_where_it_stands(store: ObjectStore) -> None:
    stream = io.BytesIO(b"header and bytes")
    stream.seek(11)
    store.put(KEY, stream, digest=digest_of(b"bytes"))
    assert content(store) == b"bytes"


def test_what_is_not_there_is_missing(store: ObjectStore) -> None:
    with pytest.raises(ObjectMissing) as caught:
        store.open(KEY)
    assert caught.value.key == KEY


def test_a_folder_is_no_object(store: ObjectStore) -> None:
    store.put(KEY, b"the bytes")
    assert not store.has("originals/ab")
    with pytest.raises(ObjectMissing):
        store.open("originals/ab")
    with pytest.raises(ObjectMissing):
        store.open(f"{KEY}/deeper")
    store.remove(f"{KEY}/deeper")
    assert store.has(KEY)


def test_removing_is_lasting_and_removing_again_is_fine(store: ObjectStore) -> None:
    store.put(KEY, b"the bytes")
    store.remove(KEY)
    store.remove(KEY)
    assert not store.has(KEY)
    assert list(store.keys()) == []


def test_a_wrong_digest_leaves_nothing(store: ObjectStore) -> None:
    with pytest.raises(StoreFailed, match="digest") as caught:
        store.put(KEY, b"other bytes", digest=digest_of(b"the bytes"))
    assert caught.value.key == KEY
    assert caught.value.hint
    assert not store.has(KEY)
    assert list(store.keys()) == []


def test_a_wrong_digest_leaves_what_was_there(store: ObjectStore) -> None:
    store.put(KEY, b"the bytes")
    with pytest.raises(StoreFailed):
        store.put(KEY, b"others", digest=digest_of(b"different"))
    assert content(store) == b"the bytes"


@pytest.mark.parametrize("good", [0, 1000, 20 << 20])
def test_a_stream_that_breaks_off_leaves_nothing(store: ObjectStore, good: int) -> None:
    with pytest.raises(ConnectionResetError):
        store.put(KEY, Breaking(good))  # type: ignore[arg-type]  # as raw streams are
    assert not store.has(KEY)
    assert list(store.keys()) == []


def test_the_same_again_is_not_even_read(store: ObjectStore) -> None:
    store.put(KEY, b"the bytes", digest=digest_of(b"the bytes"))
    store.put(KEY, Breaking(0), digest=digest_of(b"the bytes"))  # type: ignore[arg-type]
    assert content(store) == b"the bytes"


def test_other_bytes_replace_the_old_as_a_whole(store: ObjectStore) -> None:
    store.put(KEY, b"a long first version")
    store.put(KEY, b"second", digest=digest_of(b"second"))
    assert content(store) == b"second"


def test_concurrent_puts_of_one_key_leave_one_of_them_whole(store: ObjectStore) -> None:
    versions = [bytes([number]) * 300_000 for number in range(8)]
    with ThreadPoolExecutor(8) as threads:
        for done in [threads.submit(store.put, KEY, version) for version in versions]:
            done.result()
    assert content(store) in versions
    assert list(store.keys()) == [KEY]


def test_readers_never_see_half_an_object(store: ObjectStore) -> None:
    versions = [bytes([number]) * 300_000 for number in range(6)]
    store.put(KEY, versions[0])
    stop, seen = threading.Event(), set[bytes]()

    def read() -> None:
        while not stop.is_set():
            seen.add(content(store))

    with ThreadPoolExecutor(2) as threads:
        readers = [threads.submit(read) for _ in range(2)]
        for version in versions:
            store.put(KEY, version)
        stop.set()
        for reader in readers:
            reader.result()
    assert seen <= set(versions)


def test_twenty_megabytes_trickle_through(store: ObjectStore) -> None:
    data = os.urandom(20 << 20)
    store.put(KEY, Trickling(data), digest=digest_of(data), media_type="image/tiff")
    with store.open(KEY, digest=digest_of(data)) as stream:
        assert digest_of(stream.read()) == digest_of(data)
    store.put(KEY, Breaking(0), digest=digest_of(data))  # type: ignore[arg-type]


def test_memory_is_bounded_however_large_the_object(store: ObjectStore) -> None:
    tracemalloc.start()
    store.put(KEY, Ending(48 << 20))  # type: ignore[arg-type]  # as raw streams are
    with store.open(KEY) as stream:
        size = sum(len(block) for block in iter(lambda: stream.read(1 << 20), b""))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size == 48 << 20
    assert peak < 40 << 20


def test_a_wrong_digest_of_many_megabytes_leaves_nothing(store: ObjectStore) -> None:
    with pytest.raises(StoreFailed):
        store.put(KEY, io.BytesIO(bytes(20 << 20)), digest=digest_of(b"others"))
    assert not store.has(KEY)
    assert list(store.keys()) == []


def test_reading_with_a_digest_notices_damage(store: ObjectStore) -> None:
    store.put(KEY, b"the bytes")
    with store.open(KEY, digest=digest_of(b"the bytes")) as stream:
        assert stream.read() == b"the bytes"
    with store.open(KEY, digest=digest_of(b"others")) as stream, pytest.raises(StoreFailed):
        stream.read()


def test_a_part_of_an_object_can_be_read(store: ObjectStore) -> None:
    data = os.urandom(1 << 20)
    store.put(KEY, data)
    with store.open(KEY) as stream:
        assert stream.seekable()
        assert stream.read(10) == data[:10]
        assert stream.seek(700_000) == 700_000
        assert stream.read(50) == data[700_000:700_050]
        assert stream.seek(-20, io.SEEK_END) == len(data) - 20
        assert stream.read() == data[-20:]
        stream.seek(10, io.SEEK_CUR)
        assert stream.read() == b""
        stream.seek(5)
        assert stream.tell() == 5
        assert stream.read() == data[5:]


def test_keys_come_in_the_order_of_their_bytes(store: ObjectStore) -> None:
    keys = ["a-b/1", "a/b/1", "a/b/2", "a/b-1", "a/B", "a0", "b.txt", "b/z", "_x"]
    for key in keys:
        store.put(key, b"")
    assert list(store.keys()) == sorted(keys)
    assert list(store.keys("a/b")) == ["a/b-1", "a/b/1", "a/b/2"]
    assert list(store.keys("a/b/")) == ["a/b/1", "a/b/2"]
    assert list(store.keys("b.txt")) == ["b.txt"]
    assert list(store.keys("nothing/here")) == []
    assert list(store.keys("b.txt/")) == []


@pytest.mark.parametrize(
    "key",
    [
        *["", "/a", "a/", "a//b", "../a", "a/../b", "a/./b", ".hidden", "a/.incoming/b", "-flag"],
        *[
            "a b",
            "Mühlhausen.jpg",
            "a\\b",
            "a\nb",
            "a\x00b",
            "a?b",
            "a%2e",
            "a" * 201,
            "ab/" * 200 + "a",
        ],
    ],
)
def test_odd_keys_are_refused(key: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        check_key(key)
    assert caught.value.hint


@pytest.mark.parametrize("prefix", ["/", "../", "a//b", "Mühl", ".in", "a/../"])
def test_odd_prefixes_are_refused(prefix: str) -> None:
    with pytest.raises(InvalidRequest):
        check_prefix(prefix)


def test_every_verb_refuses_odd_keys(store: Store) -> None:
    verbs: list[Callable[[str], object]] = [
        store.open,
        store.has,
        store.remove,
        lambda key: store.put(key, b""),
        lambda key: store.presigned(key, seconds=60),
        lambda prefix: list(store.keys(prefix)),
    ]
    for verb in verbs:
        with pytest.raises(InvalidRequest):
            verb("a/../b")


@given(st.from_regex(r"[A-Za-z0-9_.=+@/-]{1,40}", fullmatch=True))
def test_every_prefix_of_a_key_is_a_prefix(key: str) -> None:
    try:
        check_key(key)
    except InvalidRequest:
        return
    assert ".." not in key.split("/")
    for end in range(len(key) + 1):
        assert check_prefix(key[:end]) == key[:end]


def test_a_writer_that_is_killed_leaves_nothing_half(location: Location, store: Store) -> None:
    with put_slowly(KEY, location.url, location.options):
        assert store.sweep() == 0, "the young are left alone"
    assert not store.has(KEY)
    assert list(store.keys()) == []
    soon = timedelta(seconds=-5)  # the server's clock may round up
    assert store.sweep(older_than=soon) == 1
    assert store.sweep(older_than=soon) == 0
    store.put(KEY, b"the bytes")
    assert content(store) == b"the bytes"
