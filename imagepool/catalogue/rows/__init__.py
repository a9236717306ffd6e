"""The tables, split by subject; nothing outside the catalogue ever sees a row."""

from __future__ import annotations

from imagepool.catalogue.rows.assets import AssetRow, CounterRow, ReportRow
from imagepool.catalogue.rows.clearance import (
    AccessRequestRow,
    DeclarationRow,
    GrantRow,
    ReleasedAssetRow,
    ReleaseRow,
)
from imagepool.catalogue.rows.collections import CollectedRow, CollectionRow
from imagepool.catalogue.rows.events import EventHeadRow, EventRow
from imagepool.catalogue.rows.likeness import FeaturesRow, FeatureWordRow, LikenessRow
from imagepool.catalogue.rows.people import LoginTokenRow, PersonRow, SubmissionRow
from imagepool.catalogue.rows.recalls import (
    LetterRow,
    RecalledAssetRow,
    RecallNoticeRow,
    RecallRow,
    ReceiptHolderRow,
)
from imagepool.catalogue.rows.rights import AgreementRow, ReceiptRow
from imagepool.catalogue.rows.row import Row
from imagepool.catalogue.rows.style import ConceptRow, OpinionRow
from imagepool.catalogue.rows.wishes import AnswerRow, CallRow, MissedSearchRow, SavedSearchRow

__all__ = [
    "AccessRequestRow",
    "AgreementRow",
    "AnswerRow",
    "AssetRow",
    "CallRow",
    "CollectedRow",
    "CollectionRow",
    "ConceptRow",
    "CounterRow",
    "DeclarationRow",
    "EventHeadRow",
    "EventRow",
    "FeatureWordRow",
    "FeaturesRow",
    "GrantRow",
    "LetterRow",
    "LikenessRow",
    "LoginTokenRow",
    "MissedSearchRow",
    "OpinionRow",
    "PersonRow",
    "RecallNoticeRow",
    "RecallRow",
    "RecalledAssetRow",
    "ReceiptHolderRow",
    "ReceiptRow",
    "ReleaseRow",
    "ReleasedAssetRow",
    "ReportRow",
    "Row",
    "SavedSearchRow",
    "SubmissionRow",
]
