"""The pool's key for receipts: Ed25519 (RFC 8032), one file that only the pool reads."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from pathlib import Path
from typing import Self

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from joserfc import jws
from joserfc.jwk import OKPKey

from imagepool.errors import ConfigurationError

__all__ = ["ALGORITHM", "SigningKey"]

ALGORITHM = "Ed25519"  # RFC 9864, which retired "EdDSA"

_OTHERS_MAY_NOT = stat.S_IRWXO | stat.S_IWGRP | stat.S_IXGRP


class SigningKey:
    """A private key; what may be shown of it is ``kid`` and ``public_jwk``."""

    __slots__ = ("_key", "kid")

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = OKPKey.import_key(key)
        self.kid = self._key.thumbprint()  # RFC 7638

    def __repr__(self) -> str:
        return f"SigningKey(kid={self.kid!r})"

    @classmethod
    def load_or_create(cls, path: Path) -> Self:
        """Return the key in this file, made now where there is none.

        Many processes may do so at once: all get the same key, and none sees half a file. Raises
        ``ConfigurationError`` where the file is no such key, cannot be read or written, or is
        open to others.
        """
        try:
            if not path.exists():
                _create(path)
            return cls(_load(path))
        except OSError as error:
            raise ConfigurationError(
                f"the signing key {path} cannot be read or written: {error.strerror}",
                setting="home",
                hint="or make it yourself: openssl genpkey -algorithm ed25519 -out FILE",
            ) from error

    def public_jwk(self) -> dict[str, str]:
        """Return the public half as a JWK (RFC 8037), fit to be published in a JWK set."""
        public = self._key.as_dict(private=False)
        shown = {name: str(public[name]) for name in ("kty", "crv", "x")}
        return {**shown, "kid": self.kid, "use": "sig", "alg": ALGORITHM}

    def sign(self, payload: bytes) -> dict[str, str]:
        """Return a flattened JWS (RFC 7515, 7.2.2): protected, payload, signature."""
        header: jws.HeaderDict = {"protected": {"alg": ALGORITHM, "kid": self.kid}}
        signed = jws.serialize_json(header, payload, self._key, algorithms=[ALGORITHM])
        return {name: str(value) for name, value in signed.items()}


def _create(path: Path) -> None:
    """Write a new key beside the path and link it there; whoever comes second changes nothing."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    pem = Ed25519PrivateKey.generate().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    number, name = tempfile.mkstemp(prefix=".key-", dir=path.parent)  # mode 0600
    try:
        with os.fdopen(number, "wb") as stream:
            stream.write(pem)
            stream.flush()
            os.fsync(stream.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(name, path)
    finally:
        Path(name).unlink()
    _sync(path.parent)


def _sync(folder: Path) -> None:
    # A receipt signed with a key that a power cut takes away could never be verified again.
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _load(path: Path) -> Ed25519PrivateKey:
    if path.stat().st_mode & _OTHERS_MAY_NOT:
        raise ConfigurationError(
            f"the signing key {path} is open to others", setting="home", hint=f"chmod 600 {path}"
        )
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise _no_key(path) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise _no_key(path)
    return key


def _no_key(path: Path) -> ConfigurationError:
    return ConfigurationError(
        f"{path} is no Ed25519 private key in PEM without password",
        setting="home",
        hint="put the right key back from the backup; a new one cannot verify old receipts",
    )
