"""Checkpoints of the event log: its end at one moment, signed, so that it cannot be written anew.

A checkpoint is a flattened JWS like a receipt, and verified with the same public keys.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from imagepool.errors import InvalidReceipt
from imagepool.rights.proof.signatures import PARTS, verified
from imagepool.rights.proof.signing import SigningKey

__all__ = ["Checkpoint", "read_checkpoint", "sign_checkpoint"]

_FORMAT = "imagepool-checkpoint-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """The newest event of a log that held, and when it was looked at."""

    number: int
    digest: str
    at: str  # ISO 8601, UTC


def sign_checkpoint(checkpoint: Checkpoint, key: SigningKey) -> bytes:
    """Return the checkpoint as a signed file."""
    payload = json.dumps({"format": _FORMAT, **asdict(checkpoint)}, separators=(",", ":"))
    return json.dumps(key.sign(payload.encode()), indent=2).encode() + b"\n"


def read_checkpoint(data: bytes, keys: Mapping[str, Any]) -> Checkpoint | None:
    """Return the checkpoint that one of these keys (a JWK set) has signed, or None."""
    try:
        parts = json.loads(data)
        told = json.loads(verified({name: str(parts[name]) for name in PARTS}, keys).payload)
        if told.pop("format") != _FORMAT:
            return None
        return Checkpoint(**told)
    except (ValueError, TypeError, KeyError, AttributeError, InvalidReceipt):
        return None
