"""Where receipt holders can be reached: personal data, kept apart and erased in time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from imagepool.catalogue.letter import Letter
from imagepool.catalogue.pairs.documents import document_of, value_of
from imagepool.catalogue.rows import LetterRow, RecallNoticeRow, ReceiptHolderRow, ReceiptRow
from imagepool.catalogue.values import in_portions
from imagepool.rights.recalls.holders import Holder
from imagepool.rights.recalls.notices import RecallNotice

__all__ = ["Holders"]


class Holders:
    """The holders of one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, holder: Holder) -> None:
        """Keep where the holder of a receipt can be reached."""
        self._session.add(
            ReceiptHolderRow(
                receipt_id=holder.receipt_id,
                address=holder.address,
                language=holder.language,
                added_at=holder.added_at,
            )
        )
        self._session.flush()

    def of_receipt(self, receipt_id: str) -> Holder | None:
        """Return where the holder can be reached; None where it was not said, or is erased."""
        row = self._session.get(ReceiptHolderRow, receipt_id)
        return _holder(row) if row else None

    def of_asset(self, asset_id: str) -> list[tuple[str, Holder | None]]:
        """Return the ids of an asset's receipts, oldest first, each with its holder if known."""
        known = select(ReceiptHolderRow).join(
            ReceiptRow, ReceiptRow.id == ReceiptHolderRow.receipt_id
        )
        rows = self._session.scalars(known.where(ReceiptRow.asset_id == asset_id))
        holders = {row.receipt_id: _holder(row) for row in rows}
        receipts = select(ReceiptRow.id).where(ReceiptRow.asset_id == asset_id)
        ids = self._session.scalars(receipts.order_by(ReceiptRow.number))
        return [(receipt_id, holders.get(receipt_id)) for receipt_id in ids]

    def given_before(self, moment: str) -> list[str]:
        """Return the receipts whose holder gave an address before that moment."""
        query = select(ReceiptHolderRow.receipt_id).where(ReceiptHolderRow.added_at < moment)
        return list(self._session.scalars(query))

    def erase(self, receipt_ids: Sequence[str]) -> None:
        """Erase the addresses for these receipts; the receipts stay."""
        for some in in_portions(receipt_ids):
            gone = delete(ReceiptHolderRow).where(ReceiptHolderRow.receipt_id.in_(some))
            self._session.execute(gone)

    def forget(self, address: str) -> int:
        """Erase an address wherever it stands, in capitals or not; what it was told stays."""
        holders = self._session.execute(
            delete(ReceiptHolderRow)
            .where(func.lower(ReceiptHolderRow.address) == address.lower())
            .returning(ReceiptHolderRow.receipt_id)
        ).all()
        notices = self._session.scalars(
            select(RecallNoticeRow.id).where(func.lower(RecallNoticeRow.address) == address.lower())
        ).all()
        self.forget_notices(notices)
        return len(holders) + len(notices)

    def forget_notices(self, notice_ids: Iterable[str]) -> None:
        """Erase the addresses of these notices and of the letters about them."""
        for notice_id in notice_ids:
            query = select(RecallNoticeRow).where(RecallNoticeRow.id == notice_id)
            for row in self._session.scalars(query):
                notice = value_of(RecallNotice, row.document)
                row.document = document_of(replace(notice, address="", remark=""))
                row.address = ""
            letters = self._session.scalars(select(LetterRow).where(LetterRow.about == notice_id))
            for letter in letters:
                row_value = value_of(Letter, letter.document)
                letter.document = document_of(replace(row_value, address="", text="", html=""))
                letter.address = ""
        self._session.flush()


def _holder(row: ReceiptHolderRow) -> Holder:
    return Holder(
        receipt_id=row.receipt_id,
        address=row.address,
        language=row.language,
        added_at=row.added_at,
    )
