"""The receipt: what was licensed to whom, for what, and which bytes were handed out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Receipt"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Proof of one licensed download; lasting, also when the picture is later withdrawn."""

    id: str  # see ``receipt_id``
    issued_at: str  # ISO 8601, UTC
    pool_name: str
    pool_url: str
    asset_id: str
    asset_url: str
    title: str
    creator: tuple[str, ...]
    preset: str  # a rendition's name or "original"
    file_name: str
    media_type: str
    file_sha256: str  # of the bytes handed out, 64 hex digits
    file_bytes: int
    license_id: str  # SPDX identifier
    license_version: str
    license_url: str
    license_text_sha256: str  # of the license's German text
    agreement_id: str  # what the photographer signed
    credit_line: str  # the exact string to print
    purpose: str
    channel: str
    audience: str
    print_run: int | None = None
    decision: str  # "allowed" or "conditions"
    clause: str  # of the license, the one that decided
    conditions: tuple[Mapping[str, str], ...] = field(default=())  # each {"de", "en"}
    recipient: str = ""  # name or organization, as stated by the recipient
