"""The tables, split by subject; nothing outside the catalogue ever sees a row."""

from __future__ import annotations

from imagepool.catalogue.rows.assets import (
    AssetRow,
    CounterRow,
    EventRow,
    LikenessRow,
    ReportRow,
)
from imagepool.catalogue.rows.people import LoginTokenRow, PersonRow, SubmissionRow
from imagepool.catalogue.rows.rights import AgreementRow, ReceiptRow
from imagepool.catalogue.rows.row import Row
from imagepool.catalogue.rows.style import ConceptRow, OpinionRow

__all__ = [
    "AgreementRow",
    "AssetRow",
    "ConceptRow",
    "CounterRow",
    "EventRow",
    "LikenessRow",
    "LoginTokenRow",
    "OpinionRow",
    "PersonRow",
    "ReceiptRow",
    "ReportRow",
    "Row",
    "SubmissionRow",
]
