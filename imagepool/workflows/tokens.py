"""Tokens: secrets in links, of which the pool keeps only a digest."""

from __future__ import annotations

import hashlib
import secrets

__all__ = ["digest_of_token", "new_token"]


def new_token() -> str:
    """Return a new secret of 192 random bits, fit for an address."""
    return secrets.token_urlsafe(24)


def digest_of_token(token: str) -> str:
    """Return what is kept of a token, and by which it is found again: its SHA-256."""
    return hashlib.sha256(token.encode()).hexdigest()
