"""Notices: what one holder is told of one recall, and what they answered."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Answer", "RecallNotice"]


class Answer(StrEnum):
    """What became of the picture at the holder's."""

    REMOVED = "removed"
    PRINTED_BEFORE = "printed_before"  # copies are used up, nothing new is printed
    NEVER_USED = "never_used"
    NEED_HELP = "need_help"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallNotice:
    """One holder and one recall; with several receipts there is still one notice."""

    id: str
    recall_id: str
    token: str  # whoever has it may answer, and do nothing else
    receipt_ids: tuple[str, ...]
    asset_ids: tuple[str, ...]
    address: str = ""  # of e-mail; "": none was given, or it was erased
    language: str = "de"
    created_at: str  # ISO 8601, UTC
    answer: Answer | None = None
    answered_at: str = ""
    remark: str = ""  # of the holder, in their words
    reminders: int = 0
