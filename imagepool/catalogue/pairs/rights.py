"""Agreement and receipt: value from row, row from value."""

from __future__ import annotations

from dataclasses import fields

from imagepool.catalogue.rows import AgreementRow, ReceiptRow
from imagepool.rights.agreements import Agreement
from imagepool.rights.proof.receipts import Receipt


def name_key(name: str) -> str:
    """Return the name as two spellings of it meet: one space between words, no case.

    It is cut where an index would refuse to hold it.
    """
    return " ".join(name.casefold().split())[:400]


def agreement_of(row: AgreementRow) -> Agreement:
    """Return the agreement."""
    return Agreement(
        id=row.id,
        creator=row.creator,
        signed_at=row.signed_at,
        signed_by=row.signed_by,
        template_version=row.template_version,
        text_sha256=row.text_sha256,
        license_ids=tuple(row.license_ids),
        credit_name=row.credit_name,
        evidence=row.evidence,
        valid_until=row.valid_until,
        terminated_at=row.terminated_at,
    )


def row_of_agreement(agreement: Agreement) -> AgreementRow:
    """Return the row of a new agreement."""
    return AgreementRow(
        id=agreement.id,
        creator=agreement.creator,
        creator_key=name_key(agreement.creator),
        signed_at=agreement.signed_at,
        signed_by=agreement.signed_by,
        template_version=agreement.template_version,
        text_sha256=agreement.text_sha256,
        license_ids=list(agreement.license_ids),
        credit_name=agreement.credit_name,
        credit_key=name_key(agreement.credit_name),
        evidence=agreement.evidence,
        valid_until=agreement.valid_until,
        terminated_at=agreement.terminated_at,
    )


def receipt_of(row: ReceiptRow) -> Receipt:
    """Return the receipt."""
    told = row.document
    lists = {name: tuple(told.get(name, ())) for name in ("creator", "conditions", "left_out")}
    return Receipt(**{**told, **lists})


def row_of_receipt(receipt: Receipt, signed: bytes) -> ReceiptRow:
    """Return the row of a new receipt."""
    return ReceiptRow(
        id=receipt.id,
        asset_id=receipt.asset_id,
        issued_at=receipt.issued_at,
        file_sha256=receipt.file_sha256,
        license_id=receipt.license_id,
        agreement_id=receipt.agreement_id,
        recipient=receipt.recipient,
        document={each.name: getattr(receipt, each.name) for each in fields(receipt)},
        signed=signed,
    )
