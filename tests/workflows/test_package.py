from __future__ import annotations

import hashlib
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from imagepool.errors import InvalidRequest, NotFound, UseRefused
from imagepool.pool import Pool
from imagepool.rights.uses import Channel, Purpose, Use
from imagepool.workflows import download
from imagepool.workflows.package import MOST
from tests.pools import ingest, put_photos

USE = Use(purpose=Purpose.TOURISM, channel=Channel.WEB)


@pytest.fixture
def asset_ids(pool: Pool, tmp_path: Path) -> list[str]:
    return [str(each.id) for each in ingest(pool, *put_photos(tmp_path / "in", 3))]


def receipts_of(pool: Pool, *asset_ids: str) -> int:
    with pool._workshop.catalogue.reading() as books:
        return sum(len(books.receipts.of_asset(each).items) for each in asset_ids)


@pytest.mark.parametrize("preset", ["screen", "original"])
def test_a_package_holds_files_receipts_licenses_and_credit_lines(
    pool: Pool, asset_ids: list[str], preset: str
) -> None:
    with (
        pool.download_package(
            asset_ids, preset, USE, recipient="Stadt Mühlhausen", accepted_terms=True
        ) as package,
        zipfile.ZipFile(package.stream) as archive,
    ):
        assert archive.testzip() is None
        held = {name: archive.read(name) for name in archive.namelist()}
    assert [each.asset_id for each in package.receipts] == asset_ids
    for receipt in package.receipts:
        photo = held.pop(f"bilder/{receipt.file_name}")
        assert hashlib.sha256(photo).hexdigest() == receipt.file_sha256
        assert pool.verify(photo).valid
        assert receipt.recipient == "Stadt Mühlhausen"
        signed = held.pop(f"belege/{receipt.document_name}")
        assert pool.receipt(receipt.id) == (receipt, signed)
        for language in ("de", "en"):
            found = pool.verify(held.pop(f"belege/{receipt.paper_name(language)}"))
            assert (found.message, found.status) == ("receipt_valid", "valid")
        for language in ("de", "en"):
            text = held[f"lizenzen/{receipt.license_id}.{language}.md"]
            assert text
        german = held[f"lizenzen/{receipt.license_id}.de.md"]
        assert hashlib.sha256(german).hexdigest() == receipt.license_text_sha256
        lines = held["bildnachweis.txt"].decode()
        assert receipt.file_name in lines
        assert receipt.credit_line in lines
    assert len(held) == 3  # one license in two languages, and the credit lines


def test_one_refusal_refuses_all_and_leaves_no_receipt(pool: Pool, asset_ids: list[str]) -> None:
    pool.withdraw(asset_ids[1], actor="Test", reason="consent withdrawn")
    with pytest.raises(UseRefused):
        pool.download_package(asset_ids, "screen", USE, accepted_terms=True)
    assert receipts_of(pool, *asset_ids) == 0


def test_what_is_withdrawn_while_the_package_is_made_does_not_go_out(
    pool: Pool, asset_ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = download.drawn_up

    def slowly(*given: object, **options: object) -> object:
        delivery = made(*given, **options)  # type: ignore[arg-type]
        if delivery.receipt.asset_id == asset_ids[-1]:
            pool.withdraw(asset_ids[0], actor="Test", reason="consent withdrawn")
        return delivery

    monkeypatch.setattr(download, "drawn_up", slowly)
    with pytest.raises(UseRefused):
        pool.download_package(asset_ids, "screen", USE, accepted_terms=True)
    assert receipts_of(pool, *asset_ids) == 0


def test_terms_must_be_accepted_and_presets_known(pool: Pool, asset_ids: list[str]) -> None:
    with pytest.raises(UseRefused):
        pool.download_package(asset_ids, "screen", USE)
    with pytest.raises(InvalidRequest):
        pool.download_package(asset_ids, "enormous", USE, accepted_terms=True)
    with pytest.raises(NotFound):
        pool.download_package([*asset_ids, "nobody"], "screen", USE, accepted_terms=True)


@pytest.mark.parametrize("count", [0, MOST + 1])
def test_a_package_has_its_measure(pool: Pool, count: int) -> None:
    wanted = [f"asset{number}" for number in range(count)]
    with pytest.raises(InvalidRequest, match=f"1 to {MOST}"):
        pool.download_package(wanted, "screen", USE, accepted_terms=True)


def test_the_same_picture_twice_goes_once(pool: Pool, asset_ids: list[str]) -> None:
    twice = [asset_ids[0]] * 2
    with pool.download_package(twice, "grid", USE, accepted_terms=True) as package:
        assert len(package.receipts) == 1


def test_one_download_can_be_had_as_a_package_under_its_own_receipt(
    pool: Pool, asset_ids: list[str]
) -> None:
    delivery = pool.download(asset_ids[0], "screen", USE, accepted_terms=True)
    with (
        pool.package(delivery.receipt.id) as package,
        zipfile.ZipFile(package.stream) as archive,
    ):
        assert package.receipts == (delivery.receipt,)
        assert archive.read(f"bilder/{delivery.file_name}") == delivery.data
        signed = archive.read(f"belege/{delivery.receipt_name}")
    assert json.loads(signed)["receipt"]["id"] == delivery.receipt.id
    assert receipts_of(pool, asset_ids[0]) == 1
    pool.withdraw(asset_ids[0], actor="Test", reason="consent withdrawn")
    with pytest.raises(UseRefused):
        pool.package(delivery.receipt.id)


def test_each_download_of_a_package_is_an_event(pool: Pool, asset_ids: list[str]) -> None:
    with pool.download_package(asset_ids, "grid", USE, accepted_terms=True) as package:
        receipts = {each.asset_id: each.id for each in package.receipts}
    for asset_id in asset_ids:
        last = pool.events(asset_id)[-1]
        assert (last.act, last.detail["receipt"]) == ("download", receipts[asset_id])
    assert list(pool.fsck()) == []


def test_credit_lines_stand_there_in_both_languages(pool: Pool, asset_ids: list[str]) -> None:
    use = replace(USE, channel=Channel.PRINT)
    with (
        pool.download_package(asset_ids[:1], "grid", use, accepted_terms=True) as package,
        zipfile.ZipFile(package.stream) as archive,
    ):
        text = archive.read("bildnachweis.txt").decode()
    assert "Wort für Wort" in text
    assert "word for word" in text
    for condition in package.receipts[0].conditions:
        assert condition["de"] in text
        assert condition["en"] in text
