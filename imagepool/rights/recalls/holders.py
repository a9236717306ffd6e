"""Holders of receipts: where they can be reached when a picture is called back.

Their address is kept apart from the signed receipt, so that it can be erased without touching it.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Holder"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who holds a receipt, as far as a recall needs to know."""

    receipt_id: str
    address: str  # of e-mail
    language: str = "de"
    added_at: str  # ISO 8601, UTC
