"""The public keys of the pool, kept in its store: receipts outlive the key that signed them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from imagepool.rights.signing import SigningKey
from imagepool.storage.object_store import Store
from imagepool.workflows.workshop import Workshop

FOLDER = "keys/"


def publish_key(store: Store, key: SigningKey) -> None:
    """Keep the public half, so that its receipts can be verified when another key has come."""
    name = object_key(key.kid)
    if not store.has(name):
        store.put(name, json.dumps(key.public_jwk()).encode(), media_type="application/jwk+json")


def earlier_keys(workshop: Workshop) -> Iterator[dict[str, Any]]:
    """Yield the public keys that this pool signed with before today's."""
    for name in workshop.store.keys(FOLDER):
        if name != object_key(workshop.key.kid):
            with workshop.store.open(name) as stream:
                yield json.load(stream)


def object_key(kid: str) -> str:
    """Return where the key lies: a thumbprint may begin with a dash, a name in a store may not."""
    return f"{FOLDER}receipts.{kid}.json"
