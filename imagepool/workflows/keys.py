"""The keys of the pool: receipts outlive the key that signed them, so all public halves are kept.

They lie in the store, each as it was published, and beside it what became of it since: ``exp``,
when another took its place, and ``revoked``, since when it is in other hands.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from imagepool.errors import InvalidRequest, NotFound
from imagepool.rights.proof.signing import SigningKey
from imagepool.storage.object_store import Store
from imagepool.workflows.workshop import Workshop, event

FOLDER = "keys/"
_PUBLISHED = f"{FOLDER}receipts."


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRecord:
    """One key that signs or signed for the pool."""

    kid: str
    state: Literal["current", "earlier", "revoked"]
    until: datetime | None = None  # when another took its place, as far as that was noted
    revoked_at: datetime | None = None  # from then on, nothing that it signed holds


def publish_key(store: Store, key: SigningKey) -> None:
    """Keep the public half, so that its receipts can be verified when another key has come."""
    name = object_key(key.kid)
    if not store.has(name):
        store.put(name, json.dumps(key.public_jwk()).encode(), media_type="application/jwk+json")


def public_keys(workshop: Workshop) -> Mapping[str, Any]:
    """Return the pool's public keys as a JWK set (RFC 7517), today's first.

    Keys of earlier days stay: a receipt outlives the key that signed it.
    """
    today, store = workshop.key, workshop.store
    names = [name for name in store.keys(FOLDER) if name.startswith(_PUBLISHED)]
    earlier = [_read(store, name) for name in names if name != object_key(today.kid)]
    return {"keys": [{**jwk, **_fate(store, jwk["kid"])} for jwk in (today.public_jwk(), *earlier)]}


def key_records(workshop: Workshop) -> tuple[KeyRecord, ...]:
    """Return the keys, the one that signs first."""
    keys = public_keys(workshop)["keys"]
    return tuple(_record(jwk, today=number == 0) for number, jwk in enumerate(keys))


def rotate(workshop: Workshop, *, actor: str) -> str:
    """Sign with a new key from now on, and return its name; earlier receipts stay valid.

    The new key is published before it signs, and the private half of the old one is gone.
    """
    old, store = workshop.key, workshop.store
    publish_key(store, old)
    new = workshop.key_file.replace(lambda key: publish_key(store, key))
    _note(store, old.kid, exp=int(datetime.now(UTC).timestamp()))
    happened = event("rotate_key", actor=actor, subject=f"key:{new.kid}", earlier=old.kid)
    with workshop.catalogue.transaction() as books:
        books.events.add(happened)
    return new.kid


def revoke(workshop: Workshop, kid: str, since: datetime, *, actor: str, reason: str) -> None:
    """Declare that a key was in other hands since then: what it signed from then on is refused.

    If it still signs, a new one takes its place first. Said again, the earlier time counts. Raises
    ``NotFound`` for a key that never was the pool's, ``InvalidRequest`` for a time to come.
    """
    if since > datetime.now(UTC):
        raise InvalidRequest("a key cannot be lost in the future", hint="name a past time")
    if kid == workshop.key.kid:
        rotate(workshop, actor=actor)
    if not workshop.store.has(object_key(kid)):
        raise NotFound("key", kid, hint="imagepool keys list")
    known = _fate(workshop.store, kid).get("revoked", {})
    moment = min(since.timestamp(), known.get("revoked_at", since.timestamp()))
    _note(workshop.store, kid, revoked={"revoked_at": moment, "reason": "compromised"})
    told = {"since": since.isoformat(), "reason": reason}
    with workshop.catalogue.transaction() as books:
        books.events.add(event("revoke_key", actor=actor, subject=f"key:{kid}", **told))


def object_key(kid: str) -> str:
    """Return where the key lies: a thumbprint may begin with a dash, a name in a store may not."""
    return f"{_PUBLISHED}{kid}.json"


def _fate_key(kid: str) -> str:
    return f"{FOLDER}fate.{kid}.json"


def _fate(store: Store, kid: str) -> Mapping[str, Any]:
    return _read(store, _fate_key(kid)) if store.has(_fate_key(kid)) else {}


def _note(store: Store, kid: str, **members: Any) -> None:
    noted = {**_fate(store, kid), **members}
    store.put(_fate_key(kid), json.dumps(noted).encode(), media_type="application/json")


def _read(store: Store, name: str) -> dict[str, Any]:
    with store.open(name) as stream:
        read: dict[str, Any] = json.load(stream)
    return read


def _record(jwk: Mapping[str, Any], *, today: bool) -> KeyRecord:
    revoked = jwk.get("revoked")
    return KeyRecord(
        kid=jwk["kid"],
        state="revoked" if revoked else "current" if today else "earlier",
        until=datetime.fromtimestamp(jwk["exp"], UTC) if "exp" in jwk else None,
        revoked_at=datetime.fromtimestamp(revoked["revoked_at"], UTC) if revoked else None,
    )
