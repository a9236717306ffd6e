"""The pool's key for receipts: Ed25519 (RFC 8032), one file that only the pool reads."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Callable
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

__all__ = ["ALGORITHM", "KeyFile", "SigningKey"]

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


class KeyFile:
    """The file of the key that signs today; another process may replace it at any time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._held = SigningKey.load_or_create(path)
        self._stamp = _stamp_of(path)

    @property
    def key(self) -> SigningKey:
        """The key that signs now; raises ``ConfigurationError`` as ``load_or_create`` does."""
        stamp = _stamp_of(self._path)
        if stamp is not None and stamp != self._stamp:  # gone for a moment is no new key
            self._held = SigningKey.load_or_create(self._path)
            self._stamp = stamp
        return self._held

    def replace(self, announce: Callable[[SigningKey], None]) -> SigningKey:
        """Put a new key in place of the present one, whose private half is gone then.

        ``announce`` publishes the new key before the first signature can be made with it; where
        that fails, the present key stays.
        """
        drafted = _drafted(self._path)
        try:
            announce(SigningKey(_load(drafted)))
            drafted.replace(self._path)
        finally:
            drafted.unlink(missing_ok=True)
        _sync(self._path.parent)
        return self.key


def _stamp_of(path: Path) -> tuple[int, int] | None:
    try:
        seen = path.stat()
    except OSError:
        return None
    return seen.st_ino, seen.st_mtime_ns


def _create(path: Path) -> None:
    """Write a new key beside the path and link it there; whoever comes second changes nothing."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    drafted = _drafted(path)
    try:
        with contextlib.suppress(FileExistsError):
            os.link(drafted, path)
    finally:
        drafted.unlink()
    _sync(path.parent)


def _drafted(path: Path) -> Path:
    """Write a new key into a file of its own beside the path."""
    pem = Ed25519PrivateKey.generate().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    number, name = tempfile.mkstemp(prefix=".key-", dir=path.parent)  # mode 0600
    with os.fdopen(number, "wb") as stream:
        stream.write(pem)
        stream.flush()
        os.fsync(stream.fileno())
    return Path(name)


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
