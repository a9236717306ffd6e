"""What a curator thinks of what a rule said: it stands, it is overruled, or it was silent in vain.

Opinions are counted (see ``agreement``): by them a region learns which of its rules to trust.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

__all__ = ["Opinion", "Stance"]


class Stance(StrEnum):
    """What a curator says of a rule's word on one photo."""

    UPHELD = "upheld"  # the rule spoke, and the photo was not published, or it is said to be right
    LET_PASS = "let_pass"  # noqa: S105 - the rule spoke, and the photo was published all the same
    OVERRULED = "overruled"  # the rule spoke, and should not have
    MISSED = "missed"  # the rule kept silent, and should have spoken


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """One curator's word on one rule and one photo, for as long as the measure stays the same."""

    asset_id: str
    rule: str
    measure_version: int  # another measure is another word: the opinion does not reach it
    stance: Stance
    reason: str  # "" unless overruled or missed
    actor: str
    at: str  # ISO 8601, UTC
    concept_id: str
    concept_version: str  # by which the photo had been judged
    value: float | str | None = None  # what had been measured

    def as_json(self) -> Mapping[str, Any]:
        """Return what a reader of the finding wants to know."""
        return {
            "stance": str(self.stance),
            "reason": self.reason,
            "actor": self.actor,
            "at": self.at,
        }
