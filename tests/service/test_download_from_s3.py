"""Where the store is S3, the store hands out the files itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from imagepool.pool import Pool
from imagepool.service import create_app
from tests.pools import ingest, settings_in, titled_photo
from tests.servers.swift import S3Server
from tests.service.conftest import Visitor
from tests.service.test_download import take

pytestmark = pytest.mark.s3


@pytest.fixture
def pool(tmp_path: Path, s3_server: S3Server) -> Iterator[Pool]:
    settings = settings_in(
        tmp_path,
        storage=f"s3://{s3_server.bucket}/pool",
        storage_endpoint=s3_server.endpoint,
        storage_region=s3_server.region,
        storage_access_key=s3_server.access_key,
        storage_secret_key=s3_server.secret_key,
    )
    with Pool.open(settings) as opened:
        yield opened


@pytest.fixture
def asset_id(pool: Pool, tmp_path: Path) -> str:
    path = tmp_path / "markt.jpg"
    path.write_bytes(titled_photo(1, title="Marktplatz"))
    [outcome] = ingest(pool, path)
    return str(outcome.id)


@pytest.fixture
def visitor(pool: Pool) -> Visitor:
    return Visitor(create_app(pool, config={"RATELIMIT_ENABLED": False}).test_client())


def test_a_rendition_comes_from_the_store_as_the_receipt_names_it(
    visitor: Visitor, pool: Pool, asset_id: str
) -> None:
    page = take(visitor, asset_id).location
    answer = visitor.get(page + "/datei")
    assert answer.status_code == 302
    assert answer.headers["Cache-Control"] == "private, no-store"
    with urlopen(answer.location) as response:
        data = response.read()
        disposition = response.headers["Content-Disposition"]
    found = pool.verify(data)
    assert found.valid
    assert found.receipt is not None
    assert found.receipt.file_sha256 == hashlib.sha256(data).hexdigest()
    assert found.receipt.file_name in disposition


def test_an_original_gets_its_rights_on_the_way_and_is_streamed(
    visitor: Visitor, pool: Pool, asset_id: str
) -> None:
    page = take(visitor, asset_id, preset="original").location
    answer = visitor.get(page + "/datei")
    assert answer.status_code == 200
    assert pool.verify(answer.data).valid


def test_what_was_withdrawn_has_no_address_any_more(
    visitor: Visitor, pool: Pool, asset_id: str
) -> None:
    page = take(visitor, asset_id).location
    pool.withdraw(asset_id, actor="Test", reason="consent withdrawn")
    assert visitor.get(page + "/datei").status_code in {403, 404, 410}
