"""The report of a recall: who was told, what they answered, and that the figures add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from imagepool.rights.recalls.notices import Answer, RecallNotice
from imagepool.rights.recalls.recall import Recall

__all__ = ["REACHED", "Reached", "RecallReport", "Told", "report_on"]

Reached = Literal["waiting", "unconfirmed", "sent", "bounced", "canceled", "no_address"]

REACHED: tuple[Reached, ...] = (
    "sent",
    "unconfirmed",  # the mail server has it; its answer was not noted
    "waiting",
    "bounced",
    "no_address",
    "canceled",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One holder as the desk sees them."""

    notice: RecallNotice
    reached: Reached
    trouble: str = ""
    told_at: str = ""  # ISO 8601, UTC

    @property
    def silent(self) -> bool:
        """Whether an answer can still be hoped for."""
        return self.notice.answer is None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallReport:
    """What a recall came to. ``reached`` and ``answered`` each add up to ``holders``."""

    recall_id: str
    asset_ids: tuple[str, ...]
    cause: str
    severity: str
    opened_at: str
    opened_by: str
    effective_at: str
    undone_at: str
    closed_at: str
    receipts: int  # handed out for these assets before the recall
    holders: int  # to be told, each once
    reached: Mapping[str, int]  # how their letters fared
    answered: Mapping[str, int]  # by kind of answer; "open": none yet
    reminders: int  # sent, to all together

    @property
    def adds_up(self) -> bool:
        return sum(self.reached.values()) == sum(self.answered.values()) == self.holders

    def as_json(self) -> dict[str, Any]:
        """Return the report as plain data; there is no personal data in it."""
        return {**asdict(self), "asset_ids": list(self.asset_ids), "adds_up": self.adds_up}


def report_on(recall: Recall, told: Iterable[Told]) -> RecallReport:
    """Count what became of a recall."""
    holders = list(told)
    reached: Counter[str] = Counter(each.reached for each in holders)
    answered = Counter(str(each.notice.answer or "open") for each in holders)
    return RecallReport(
        recall_id=recall.id,
        asset_ids=recall.asset_ids,
        cause=recall.cause.value,
        severity=recall.severity.value,
        opened_at=recall.opened_at,
        opened_by=recall.opened_by,
        effective_at=recall.effective_at,
        undone_at=recall.undone_at,
        closed_at=recall.closed_at,
        receipts=sum(len(each.notice.receipt_ids) for each in holders),
        holders=len(holders),
        reached={name: reached[name] for name in REACHED},
        answered={name: answered[name] for name in (*Answer, "open")},
        reminders=sum(each.notice.reminders for each in holders),
    )
