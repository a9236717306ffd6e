from __future__ import annotations

import threading
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from imagepool.asset import Description
from imagepool.errors import (
    ChangedMeanwhile,
    InvalidRequest,
    NotFound,
    UnreadablePhoto,
    UseRefused,
)
from imagepool.photo.recipes import PRESETS
from imagepool.pool import Pool
from imagepool.rights.uses import Channel, Purpose, Use
from tests.making import make_photo
from tests.pools import CREATOR, ingest, put_photos, settings_in

USE = Use(purpose=Purpose.TOURISM, channel=Channel.WEB)


@pytest.fixture
def asset_id(pool: Pool, tmp_path: Path) -> str:
    [outcome] = ingest(pool, *put_photos(tmp_path / "in", 1))
    return str(outcome.id)


@pytest.mark.parametrize("preset", [*PRESETS, "original"])
def test_a_download_comes_with_a_receipt_that_verifies(
    pool: Pool, asset_id: str, preset: str
) -> None:
    delivery = pool.download(asset_id, preset, USE, recipient="Stadt", accepted_terms=True)
    assert CREATOR in delivery.credit_line
    assert pool.receipt(delivery.receipt.id) == (delivery.receipt, delivery.signed)
    for data in (delivery.data, delivery.signed):
        found = pool.verify(data)
        assert (found.valid, found.status) == (True, "valid")
        assert found.receipt == replace(delivery.receipt, recipient="", audience="")


def test_a_changed_file_is_known_but_not_valid(pool: Pool, asset_id: str) -> None:
    delivery = pool.download(asset_id, "screen", USE, accepted_terms=True)
    changed = delivery.data[:-40] + bytes(38) + b"\xff\xd9"
    found = pool.verify(changed)
    assert (found.valid, found.message, found.asset_id) == (False, "file_changed", asset_id)


def test_the_originals_own_bytes_are_no_delivery(pool: Pool, asset_id: str, tmp_path: Path) -> None:
    found = pool.verify((tmp_path / "in" / "photo-00.jpg").read_bytes())
    assert (found.valid, found.message, found.asset_id) == (False, "file_original", asset_id)


@pytest.mark.parametrize("data", [b"", b"{}", b"{", b"\xff\xd8\xff", b"hello", b'{"payload": 1}'])
def test_bad_bytes_are_an_answer(pool: Pool, data: bytes) -> None:
    assert pool.verify(data).valid is False


def test_terms_must_be_accepted(pool: Pool, asset_id: str) -> None:
    with pytest.raises(UseRefused) as refusal:
        pool.download(asset_id, "screen", USE)
    assert refusal.value.clause == "terms"


def test_a_withdrawn_picture_is_refused_at_once(pool: Pool, asset_id: str) -> None:
    delivery = pool.download(asset_id, "screen", USE, accepted_terms=True)
    pool.withdraw(asset_id, actor="Test", reason="consent withdrawn")
    with pytest.raises(UseRefused):
        pool.download(asset_id, "screen", USE, accepted_terms=True)
    with pytest.raises(UseRefused):
        pool.delivery(delivery.receipt.id)
    assert pool.verify(delivery.signed).asset_state == "withdrawn"


def test_the_same_file_can_be_had_again_for_its_receipt(pool: Pool, asset_id: str) -> None:
    delivery = pool.download(asset_id, "screen", USE, accepted_terms=True)
    assert pool.delivery(delivery.receipt.id).data == delivery.data


def test_after_other_words_a_new_download_is_due(pool: Pool, asset_id: str) -> None:
    delivery = pool.download(asset_id, "screen", USE, accepted_terms=True)
    pool.describe(asset_id, Description(title="Anders"), actor="Test")
    pool.work(threading.Event(), until_empty=True)
    with pytest.raises(ChangedMeanwhile):
        pool.delivery(delivery.receipt.id)


def test_unknown_names_are_refused_with_those_that_there_are(pool: Pool, asset_id: str) -> None:
    with pytest.raises(InvalidRequest) as refusal:
        pool.download(asset_id, "poster", USE, accepted_terms=True)
    assert "screen" in refusal.value.hint
    with pytest.raises(NotFound):
        pool.download("nowhere", "screen", USE, accepted_terms=True)


def test_each_download_has_a_receipt_file_of_its_own(pool: Pool, asset_id: str) -> None:
    one, other = (pool.download(asset_id, "screen", USE, accepted_terms=True) for _ in range(2))
    assert one.file_name == other.file_name
    assert one.receipt_name != other.receipt_name


@pytest.mark.postgresql
def test_many_downloads_at_once_leave_one_unbroken_log(tmp_path: Path, postgresql_url: str) -> None:
    settings = settings_in(tmp_path, database=postgresql_url)
    with Pool.open(settings) as pool:
        ids = [str(each.id) for each in ingest(pool, *put_photos(tmp_path / "in", 2))]

        def take(number: int) -> str:
            if number % 4 == 0:
                with pool.download_package(ids, "grid", USE, accepted_terms=True) as package:
                    return package.receipts[0].id
            delivery = pool.download(ids[number % 2], "grid", USE, accepted_terms=True)
            return delivery.receipt.id

        with ThreadPoolExecutor(8) as threads:
            assert len(set(threads.map(take, range(24)))) == 24
        assert list(pool.fsck()) == []
        taken = [each for one in ids for each in pool.events(one) if each.act == "download"]
        assert len(taken) == 18 + 6 * 2


def test_an_original_that_cannot_carry_its_rights_is_refused_and_stays(
    pool: Pool, tmp_path: Path
) -> None:
    plain, unknown = make_photo(640, 480, "PNG"), b"ABCD"  # a critical chunk; decoders do not mind
    chunk = bytes(4) + unknown + zlib.crc32(unknown).to_bytes(4)
    path = tmp_path / "odd.png"
    path.write_bytes(plain[:33] + chunk + plain[33:])
    [outcome] = ingest(pool, path)
    asset_id = str(outcome.id)
    with pytest.raises(UnreadablePhoto, match="not handed out") as refusal:
        pool.download(asset_id, "original", USE, accepted_terms=True)
    assert "take a rendition" in refusal.value.hint
    assert pool.download(asset_id, "print", USE, accepted_terms=True).data
    assert list(pool.fsck()) == []


def test_a_download_with_a_credit_strip_comes_again_byte_by_byte(pool: Pool, asset_id: str) -> None:
    plain = pool.download(asset_id, "screen", USE, accepted_terms=True)
    strip = pool.download(asset_id, "screen-credit", USE, accepted_terms=True)
    assert strip.data != plain.data
    assert strip.file_name.endswith("-screen-credit.jpg")
    assert pool.delivery(strip.receipt.id).data == strip.data
    assert pool.store_address(strip.receipt.id) is None
    assert pool.verify(strip.data).valid


@pytest.mark.parametrize("preset", ["grid-credit", "original-credit", "nothing-credit", "-credit"])
def test_a_strip_that_there_is_not_is_refused(pool: Pool, asset_id: str, preset: str) -> None:
    with pytest.raises(InvalidRequest) as refusal:
        pool.download(asset_id, preset, USE, accepted_terms=True)
    assert "screen-credit" in refusal.value.hint
