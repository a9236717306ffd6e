from __future__ import annotations

from dataclasses import replace

import pytest

from imagepool.asset import Asset
from imagepool.catalogue import Catalogue
from imagepool.errors import CatalogueFailed, NotFound
from imagepool.rights.proof.receipts import Receipt
from tests.catalogue.made import AT, digest, put


def _receipt(asset: Asset, number: int) -> Receipt:
    return Receipt(
        id=f"receipt {number}",
        issued_at=AT,
        pool_name="Bilderpool",
        pool_url="https://pool.example.org",
        asset_id=asset.id,
        asset_url=f"https://pool.example.org/{asset.id}",
        title=asset.title,
        creator=asset.creator,
        preset="screen",
        file_name="bild.jpg",
        media_type="image/jpeg",
        file_sha256=digest("file"),
        file_bytes=1000,
        license_id=asset.license_id,
        license_version="1",
        license_url="https://creativecommons.org/licenses/by/4.0/",
        license_text_sha256=digest("text"),
        agreement_id="agr-1",
        credit_line="© Erika / Bilderpool",
        purpose="editorial",
        channel="print",
        audience="press",
        decision="conditions",
        clause="attribution",
        conditions=({"de": "Nennung", "en": "credit"},),
    )


@pytest.fixture
def receipts(catalogue: Catalogue) -> list[Receipt]:
    with catalogue.transaction() as books:
        asset = put(books, 1)
        receipts = [_receipt(asset, number) for number in range(3)]
        for receipt in receipts:
            books.receipts.add(receipt, receipt.id.encode())
    return receipts


def test_a_receipt_comes_with_its_signed_bytes(
    catalogue: Catalogue, receipts: list[Receipt]
) -> None:
    with catalogue.reading() as books:
        assert books.receipts.get("receipt 1") == (receipts[1], b"receipt 1")


def test_an_unknown_receipt_is_named(catalogue: Catalogue) -> None:
    with catalogue.reading() as books, pytest.raises(NotFound, match="no receipt"):
        books.receipts.get("nobody")


def test_a_file_gives_its_newest_receipt(catalogue: Catalogue, receipts: list[Receipt]) -> None:
    with catalogue.reading() as books:
        assert books.receipts.by_file(digest("file")) == receipts[2]
        assert books.receipts.by_file(digest("another")) is None


def test_an_assets_receipts_come_in_pages_newest_first(
    catalogue: Catalogue, receipts: list[Receipt]
) -> None:
    with catalogue.reading() as books:
        first = books.receipts.of_asset(receipts[0].asset_id, limit=2)
        second = books.receipts.of_asset(receipts[0].asset_id, after=first.next, limit=2)
    assert [*first.items, *second.items] == receipts[::-1]
    assert second.next is None


def test_a_receipt_cannot_be_written_twice_or_without_its_asset(
    catalogue: Catalogue, receipts: list[Receipt]
) -> None:
    for wrong in (receipts[0], replace(receipts[0], id="new", asset_id="nobody")):
        with pytest.raises(CatalogueFailed), catalogue.transaction() as books:
            books.receipts.add(wrong, b"")
