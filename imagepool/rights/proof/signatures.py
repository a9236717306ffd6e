"""Signatures: whose they are, and whether they hold (JWS, RFC 7515; Ed25519, RFC 8032).

The keys are a JWK set (RFC 7517), the one that signs today first. A key that fell into other hands
says so in a member ``revoked``, as the historical keys of OpenID Federation do (``revoked_at`` in
UNIX seconds, and a reason).
"""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, KeySetSerialization

from imagepool.errors import InvalidReceipt
from imagepool.rights.proof.signing import ALGORITHM

__all__ = ["PARTS", "Signature", "compact_digest", "verified"]

PARTS = ("protected", "payload", "signature")  # of a flattened JWS


@dataclass(frozen=True, slots=True)
class Signature:
    """What was signed, and with which key."""

    payload: bytes
    kid: str
    earlier: bool  # by a key that signs no more
    revoked_at: datetime | None  # since when the key is in other hands, as far as is known

    def made_before_revocation(self, moment: str) -> bool:
        """Say whether something of this time (ISO 8601) was signed while the key was safe."""
        if self.revoked_at is None:
            return True
        try:
            return datetime.fromisoformat(moment) < self.revoked_at
        except (ValueError, TypeError):  # no time, or one without its offset
            return False


def compact_digest(parts: Mapping[str, str]) -> str:
    """Return the SHA-256 of the JWS in its compact form, 64 hex digits.

    It proves nothing, but tells a damaged file from a forged one.
    """
    return hashlib.sha256(".".join(parts[name] for name in PARTS).encode()).hexdigest()


def verified(parts: Mapping[str, str], keys: Mapping[str, Any]) -> Signature:
    """Return what a flattened JWS signs.

    Raises ``InvalidReceipt`` with the reason ``unknown_key`` where the key it names is none of
    these, and ``wrong_key`` where that key did not make this signature.
    """
    known = _known(keys)
    kid = _kid(parts["protected"])
    if kid not in known:
        raise InvalidReceipt(
            f"signed with a key that this pool never had: {kid or 'it names none'}",
            reason="unknown_key",
            hint="compare it with the keys at the pool's /.well-known/jwks.json",
        )
    signed = cast("jws.FlattenedJSONSerialization", {name: parts[name] for name in PARTS})
    try:
        named = KeySet.import_key_set(cast("KeySetSerialization", {"keys": [known[kid]]}))
        payload = jws.deserialize_json(signed, named, algorithms=[ALGORITHM]).payload
    except (JoseError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise InvalidReceipt(
            f"the signature was not made by the key that it names: {kid}",
            reason="wrong_key",
            hint="ask the sender for the file as it came from the pool",
        ) from error
    return Signature(payload, kid, kid != next(iter(known)), _revoked_at(known[kid]))


def _known(keys: Any) -> dict[str, Mapping[str, Any]]:
    listed = keys.get("keys") if isinstance(keys, Mapping) else None
    found = listed if isinstance(listed, list) else []
    return {str(key["kid"]): key for key in found if isinstance(key, Mapping) and "kid" in key}


def _kid(protected: str) -> str:
    try:
        header = json.loads(urlsafe_b64decode(protected + "=" * (-len(protected) % 4)))
    except (ValueError, RecursionError):
        return ""
    return str(header.get("kid", "")) if isinstance(header, dict) else ""


def _revoked_at(key: Mapping[str, Any]) -> datetime | None:
    revoked = key.get("revoked")
    moment = revoked.get("revoked_at") if isinstance(revoked, Mapping) else None
    return datetime.fromtimestamp(moment, UTC) if isinstance(moment, int | float) else None
