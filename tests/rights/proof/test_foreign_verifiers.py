"""Receipts are verified by programs that know nothing of ours, as the how-to shows."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import playwright
import pytest

from imagepool.rights.proof.receipts import sign_receipt
from imagepool.rights.proof.signing import SigningKey
from tests.rights.samples import RECEIPT

_HOW_TO = Path(__file__).parents[3] / "docs" / "how-to" / "verify-a-receipt.md"
_DRIVER = Path(str(playwright.__file__)).parent / "driver" / "node"  # it brings its own Node.js
_NODE = shutil.which("node") or (str(_DRIVER) if _DRIVER.is_file() else None)
PHOTO = b"the bytes of a picture"
ISSUED = replace(RECEIPT, file_sha256=hashlib.sha256(PHOTO).hexdigest())


@pytest.fixture
def other(tmp_path: Path) -> SigningKey:
    return SigningKey.load_or_create(tmp_path / "other.pem")


def blocks_of(language: str) -> list[str]:
    fenced = rf"^ *```{language}\n(.*?)^ *```$"
    return re.findall(fenced, _HOW_TO.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def lay_out(folder: Path, data: bytes, *keys: dict[str, Any], photo: bytes = PHOTO) -> None:
    (folder / "receipt.json").write_bytes(data)
    (folder / "photo.jpg").write_bytes(photo)
    (folder / "jwks.json").write_text(json.dumps({"keys": keys}, indent=1))


def forged(data: bytes) -> bytes:
    """Return the receipt with another purpose in what is signed."""
    payload: str = json.loads(data)["payload"]
    claims = urlsafe_b64decode(payload + "==").replace(b'"tourism"', b'"private"')
    return data.replace(payload.encode(), urlsafe_b64encode(claims).rstrip(b"="))


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
@pytest.mark.parametrize("genuine", [True, False])
def test_openssl_tells_real_from_forged(
    key: SigningKey, other: SigningKey, tmp_path: Path, genuine: bool
) -> None:
    data = sign_receipt(ISSUED, key)
    keys = other.public_jwk(), key.public_jwk()
    lay_out(tmp_path, data if genuine else forged(data), *keys)
    script = "set -e\n" + "\n".join(blocks_of("sh"))
    done = subprocess.run(
        ["sh", "-c", script], check=False, cwd=tmp_path, capture_output=True, text=True
    )
    assert f"signed with key {key.kid}" in done.stdout
    assert ("Signature Verified Successfully" in done.stdout) is genuine
    assert ("photo.jpg: OK" in done.stdout) is genuine
    assert (done.returncode == 0) is genuine


def by_node(folder: Path) -> tuple[str, int]:
    [program] = blocks_of("js")
    (folder / "verify.mjs").write_text(program, encoding="utf-8")
    [command] = re.findall(r"^\$ node (.*)$", _HOW_TO.read_text(encoding="utf-8"), re.MULTILINE)
    assert _NODE
    done = subprocess.run(
        [_NODE, *command.split()], check=False, cwd=folder, capture_output=True, text=True
    )
    assert not done.stderr
    return done.stdout.strip(), done.returncode


needs_node = pytest.mark.skipif(_NODE is None, reason="Node.js is not installed")


@needs_node
def test_node_verifies_a_genuine_receipt(
    key: SigningKey, other: SigningKey, tmp_path: Path
) -> None:
    lay_out(tmp_path, sign_receipt(ISSUED, key), key.public_jwk(), other.public_jwk())
    assert by_node(tmp_path) == (f"valid, signed by {key.kid}", 0)


@needs_node
def test_node_names_an_earlier_key(key: SigningKey, other: SigningKey, tmp_path: Path) -> None:
    lay_out(tmp_path, sign_receipt(ISSUED, key), other.public_jwk(), key.public_jwk())
    assert by_node(tmp_path) == (f"valid, signed by an earlier key, {key.kid}", 0)


@needs_node
@pytest.mark.parametrize("part", ["protected", "payload", "signature", "digest"])
def test_node_names_a_changed_byte(key: SigningKey, tmp_path: Path, part: str) -> None:
    data = sign_receipt(ISSUED, key)
    text: str = json.loads(data)[part]
    changed = text[:9] + ("A" if text[9] != "A" else "B") + text[10:]
    lay_out(tmp_path, data.replace(text.encode(), changed.encode()), key.public_jwk())
    assert by_node(tmp_path) == ("changed", 1)


@needs_node
def test_node_names_a_changed_copy(key: SigningKey, tmp_path: Path) -> None:
    data = sign_receipt(ISSUED, key).replace(b'"print_run": 5000', b'"print_run": 9000')
    lay_out(tmp_path, data, key.public_jwk())
    assert by_node(tmp_path) == ("changed: the copy for reading", 1)


@needs_node
def test_node_names_unknown_and_wrong_keys(
    key: SigningKey, other: SigningKey, tmp_path: Path
) -> None:
    lay_out(tmp_path, sign_receipt(ISSUED, other), key.public_jwk())
    assert by_node(tmp_path) == (f"unknown key {other.kid}", 1)
    other.kid = key.kid
    lay_out(tmp_path, sign_receipt(ISSUED, other), key.public_jwk())
    assert by_node(tmp_path) == (f"wrong key {key.kid}", 1)


@needs_node
def test_node_names_a_lost_key_and_another_file(key: SigningKey, tmp_path: Path) -> None:
    moment = datetime.fromisoformat(ISSUED.issued_at).timestamp() - 1
    lost = {**key.public_jwk(), "revoked": {"revoked_at": moment, "reason": "compromised"}}
    lay_out(tmp_path, sign_receipt(ISSUED, key), lost)
    assert by_node(tmp_path) == (f"key revoked {key.kid}", 1)
    lay_out(tmp_path, sign_receipt(ISSUED, key), key.public_jwk(), photo=PHOTO + b"x")
    assert by_node(tmp_path) == ("another file", 1)
