"""Evidence: signed papers, kept encrypted in the store, and handed out to nobody but the operator.

AES-256-GCM (NIST SP 800-38D) under a key derived from the pool's secret; the release's id is bound
in, so that no paper can be put under another release.
"""

from __future__ import annotations

import hashlib
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from imagepool.errors import StoreFailed
from imagepool.storage.object_store import Store

__all__ = ["FOLDER", "keep", "reveal"]

FOLDER = "evidence/"
_NONCE = 12  # bytes


def keep(store: Store, secret: bytes, release_id: str, paper: bytes) -> str:
    """Keep a paper under its release, and return the paper's SHA-256."""
    nonce = secrets.token_bytes(_NONCE)
    sealed = nonce + AESGCM(secret).encrypt(nonce, paper, release_id.encode())
    digest = hashlib.sha256(paper).hexdigest()
    store.put(_key(release_id, digest), sealed, media_type="application/octet-stream")
    return digest


def reveal(store: Store, secret: bytes, release_id: str, digest: str) -> bytes:
    """Return the paper; raises ``ObjectMissing``, or ``StoreFailed`` where it was tampered with."""
    key = _key(release_id, digest)
    with store.open(key) as stream:
        sealed = stream.read()
    try:
        paper = AESGCM(secret).decrypt(sealed[:_NONCE], sealed[_NONCE:], release_id.encode())
    except InvalidTag as error:
        raise StoreFailed(
            "the evidence was changed, or kept under another secret",
            key=key,
            hint="restore the object and the pool's secret_key from a backup",
        ) from error
    return paper


def _key(release_id: str, digest: str) -> str:
    return f"{FOLDER}{release_id}.{digest[:16]}"
