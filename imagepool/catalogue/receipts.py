"""The receipts of licensed downloads, with the bytes as they were signed."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from imagepool.catalogue.pairs.rights import receipt_of, row_of_receipt
from imagepool.catalogue.rows import ReceiptRow
from imagepool.catalogue.values import Page, in_portions, paged, position_of
from imagepool.errors import NotFound
from imagepool.rights.proof.receipts import Receipt

__all__ = ["Receipts"]


class Receipts:
    """The receipts of one transaction; they are added and never changed."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, receipt: Receipt, signed: bytes) -> None:
        """Keep the receipt and its signed form."""
        self._session.add(row_of_receipt(receipt, signed))
        self._session.flush()

    def get(self, receipt_id: str) -> tuple[Receipt, bytes]:
        """Return the receipt and its signed form, or raise ``NotFound``."""
        found = self.find(receipt_id)
        if found is None:
            raise NotFound("receipt", receipt_id)
        return found

    def find(self, receipt_id: str) -> tuple[Receipt, bytes] | None:
        """Return the receipt and its signed form, or None."""
        row = self._session.scalar(select(ReceiptRow).where(ReceiptRow.id == receipt_id))
        return (receipt_of(row), row.signed) if row else None

    def by_file(self, sha256: str) -> Receipt | None:
        """Return the newest receipt for a file of these bytes."""
        query = (
            select(ReceiptRow)
            .where(ReceiptRow.file_sha256 == sha256)
            .order_by(ReceiptRow.number.desc())
            .limit(1)
        )
        row = self._session.scalar(query)
        return receipt_of(row) if row else None

    def of_asset(self, asset_id: str, after: str | None = None, limit: int = 50) -> Page[Receipt]:
        """Return a page of the asset's receipts, newest first."""
        query = select(ReceiptRow).where(ReceiptRow.asset_id == asset_id)
        before = position_of(after)
        if before is not None:
            query = query.where(ReceiptRow.number < before)
        rows = self._session.scalars(query.order_by(ReceiptRow.number.desc()).limit(limit + 1))
        return paged([(row.number, receipt_of(row)) for row in rows], limit)

    def assets_after(self, number: int, limit: int = 1000) -> list[tuple[int, str]]:
        """Return (number, asset id) of the receipts that follow ``number``, oldest first.

        On PostgreSQL one that is committed late may come behind a later one; who only counts by
        `counts` makes that good with the asset's next receipt.
        """
        query = select(ReceiptRow.number, ReceiptRow.asset_id).where(ReceiptRow.number > number)
        rows = self._session.execute(query.order_by(ReceiptRow.number).limit(limit))
        return [(place, asset_id) for place, asset_id in rows]

    def counts(self, asset_ids: Iterable[str]) -> dict[str, int]:
        """Return how many receipts each asset has; those without any are left out."""
        counted = select(ReceiptRow.asset_id, func.count()).group_by(ReceiptRow.asset_id)
        return {
            asset_id: count
            for some in in_portions(list(asset_ids))
            for asset_id, count in self._session.execute(
                counted.where(ReceiptRow.asset_id.in_(some))
            )
        }
