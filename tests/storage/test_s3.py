"""What only S3 does: addresses, credentials, networks."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from email.message import Message
from hashlib import sha256

import boto3
import pytest

from imagepool.errors import ConfigurationError, InvalidRequest, StoreFailed
from imagepool.storage import Store
from imagepool.storage.opening import open_store
from tests.servers.swift import S3Server
from tests.storage.conftest import s3_location
from tests.storage.cutting_proxy import cutting_proxy

KEY = "originals/ab/abcdef.jpg"

pytestmark = pytest.mark.s3


@pytest.fixture
def store(s3_server: S3Server) -> Iterator[Store]:
    store = s3_location(s3_server).open()
    yield store
    store.close()


def fetch(url: str | None) -> tuple[bytes, Message]:
    with urllib.request.urlopen(url or "", timeout=10) as answer:
        return answer.read(), answer.headers


def refusal(url: str | None) -> int:
    with pytest.raises(urllib.error.HTTPError) as caught:
        fetch(url)
    with caught.value as answer:
        return answer.code


def test_the_object_says_what_it_is(store: Store, s3_server: S3Server) -> None:
    data = b"x" * (9 << 20)
    digest = sha256(data).hexdigest()
    store.put("whole", b"the bytes", media_type="image/jpeg")
    store.put("parts", data, media_type="image/tiff")
    store.put("plain", b"")
    client = boto3.client(
        "s3",
        endpoint_url=s3_server.endpoint,
        aws_access_key_id=s3_server.access_key,
        aws_secret_access_key=s3_server.secret_key,
        region_name=s3_server.region,
    )
    heads = {
        key: client.head_object(Bucket=s3_server.bucket, Key=f"pool-1/{key}")
        for key in ("whole", "parts", "plain")
    }
    client.close()
    assert heads["whole"]["ContentType"] == "image/jpeg"
    assert heads["whole"]["Metadata"]["sha256"] == sha256(b"the bytes").hexdigest()
    assert heads["parts"]["ContentType"] == "image/tiff"
    assert heads["parts"]["Metadata"]["sha256"] == digest
    assert heads["plain"]["ContentType"] == "application/octet-stream"


def test_pools_share_a_bucket_by_prefix(store: Store, s3_server: S3Server) -> None:
    other = open_store(f"s3://{s3_server.bucket}/pool-2", **s3_location(s3_server).options)
    store.put(KEY, b"ours")
    assert not other.has(KEY)
    assert list(other.keys()) == []
    other.close()


def test_anyone_with_the_address_can_read(store: Store) -> None:
    store.put(KEY, b"the bytes", media_type="image/jpeg")
    name = 'Mühlhausen "Altstadt" 100%.jpg'
    content, headers = fetch(
        store.presigned(KEY, seconds=60, filename=name, media_type="image/x-other")
    )
    assert content == b"the bytes"
    assert headers["Content-Type"] == "image/x-other"
    assert headers["Content-Disposition"] == (
        'attachment; filename="M_hlhausen _Altstadt_ 100_.jpg"; '
        "filename*=UTF-8''M%C3%BChlhausen%20%22Altstadt%22%20100%25.jpg"
    )
    assert "Content-Disposition" not in fetch(store.presigned(KEY, seconds=60))[1]


def test_a_changed_or_outdated_address_is_refused(store: Store) -> None:
    store.put(KEY, b"the bytes")
    store.put("secret", b"not yours")
    address = store.presigned(KEY, seconds=1) or ""
    assert refusal(address.replace(KEY, "secret")) == 403
    assert refusal(address.replace("Expires=1", "Expires=600")) == 403
    assert refusal(address.partition("?")[0]) in (400, 403)
    time.sleep(2.1)
    assert refusal(address) == 403


@pytest.mark.parametrize("seconds", [0, -5, 7 * 24 * 3600 + 1])
def test_no_address_holds_for_ever(store: Store, seconds: int) -> None:
    with pytest.raises(InvalidRequest, match="seconds"):
        store.presigned(KEY, seconds=seconds)


def every_failure(store: Store) -> dict[str, StoreFailed]:
    """Try each verb; give what it raised."""
    verbs: dict[str, Callable[[], object]] = {
        "has": lambda: store.has(KEY),
        "open": lambda: store.open(KEY),
        "put": lambda: store.put(KEY, b"the bytes"),
        "put_parts": lambda: store.put(KEY, bytes(9 << 20)),
        "keys": lambda: list(store.keys()),
        "remove": lambda: store.remove(KEY),
        "sweep": store.sweep,
    }
    raised = {}
    for name, verb in verbs.items():
        with pytest.raises(StoreFailed) as caught:
            verb()
        raised[name] = caught.value
    store.close()
    return raised


def test_a_missing_bucket_is_named(s3_server: S3Server) -> None:
    store = open_store("s3://no-such-bucket", **s3_location(s3_server).options)
    raised = every_failure(store)
    assert {error.hint for error in raised.values()} == {
        "create the bucket, or mend the setting storage"
    }


def test_wrong_credentials_are_named(s3_server: S3Server) -> None:
    raised = every_failure(s3_location(s3_server, secret_key="wrong").open())
    assert all("storage_secret_key" in error.hint for error in raised.values())


def test_a_server_that_is_down_is_named_soon() -> None:
    store = open_store("s3://b/c", endpoint="http://127.0.0.1:9", access_key="k", secret_key="s")
    begun = time.monotonic()
    with pytest.raises(StoreFailed) as caught:
        store.put(KEY, b"the bytes")
    assert time.monotonic() - begun < 10
    assert "storage_endpoint" in caught.value.hint
    store.close()


def test_reading_goes_on_after_a_broken_connection(store: Store, s3_server: S3Server) -> None:
    data = bytes(range(256)) * 8192
    store.put(KEY, data)
    with cutting_proxy(s3_server.endpoint, after=500_000, cuts=2) as endpoint:
        broken = s3_location(s3_server, endpoint=endpoint).open()
        with broken.open(KEY, digest=sha256(data).hexdigest()) as stream:
            assert stream.read() == data
        broken.close()


def test_a_connection_that_keeps_breaking_is_named(store: Store, s3_server: S3Server) -> None:
    store.put(KEY, bytes(2 << 20))
    with cutting_proxy(s3_server.endpoint, after=1000, cuts=99) as endpoint:
        broken = s3_location(s3_server, endpoint=endpoint).open()
        with broken.open(KEY) as stream, pytest.raises(StoreFailed):
            stream.read()
        broken.close()


def test_an_object_replaced_while_it_is_read_is_noticed(store: Store) -> None:
    store.put(KEY, bytes(1 << 20))
    with store.open(KEY) as stream:
        stream.read(10)
        store.put(KEY, b"x" * (1 << 20))
        stream.seek(900_000)
        with pytest.raises(StoreFailed) as caught:
            stream.read(10)
    assert "read it again" in caught.value.hint


def test_an_endpoint_that_is_no_address_is_refused() -> None:
    with pytest.raises(ConfigurationError) as caught:
        open_store("s3://bucket", endpoint="localhost")
    assert caught.value.setting == "storage_endpoint"


def test_missing_credentials_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", "/nonexistent")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    store = open_store("s3://bucket", endpoint="http://127.0.0.1:9")
    with pytest.raises(StoreFailed) as caught:
        store.has(KEY)
    assert "storage_access_key" in caught.value.hint
    store.close()


def test_a_bucket_name_that_cannot_be_is_refused(s3_server: S3Server) -> None:
    with pytest.raises(StoreFailed) as caught:
        open_store("s3://No Bucket", **s3_location(s3_server).options).has(KEY)
    assert "bucket" in caught.value.hint
