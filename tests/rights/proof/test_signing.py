from __future__ import annotations

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from imagepool.errors import ConfigurationError
from imagepool.rights.proof.signing import KeyFile, SigningKey

if TYPE_CHECKING:
    from pathlib import Path

_MAKE = """
import sys; from pathlib import Path; from imagepool.rights.proof.signing import KeyFile, SigningKey
print(SigningKey.load_or_create(Path(sys.argv[1])).kid)
"""


def test_a_new_key_is_for_its_owner_only_and_found_again(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "receipts.pem"
    made = SigningKey.load_or_create(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert SigningKey.load_or_create(path).kid == made.kid
    assert [each.name for each in path.parent.iterdir()] == ["receipts.pem"]


def test_many_threads_and_processes_get_one_key(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "receipts.pem"
    command = [sys.executable, "-c", _MAKE, str(path)]
    children = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    with ThreadPoolExecutor(8) as threads:
        kids = set(threads.map(lambda _: SigningKey.load_or_create(path).kid, range(32)))
    kids |= {child.communicate()[0].strip() for child in children}
    assert len(kids) == 1


def test_the_public_half_gives_nothing_else_away(key: SigningKey) -> None:
    assert set(key.public_jwk()) == {"kty", "crv", "x", "kid", "use", "alg"}
    assert key.public_jwk()["crv"] == "Ed25519"
    assert key.kid in repr(key)


def test_a_key_made_by_openssl_will_do(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", str(path)], check=True)
    path.chmod(0o600)
    assert SigningKey.load_or_create(path).kid


@pytest.mark.parametrize("content", [b"", b"no key", b"-----BEGIN PRIVATE KEY-----\n"])
def test_a_broken_key_is_named_and_never_replaced(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "key.pem"
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(ConfigurationError, match="no Ed25519"):
        SigningKey.load_or_create(path)
    assert path.read_bytes() == content


def test_a_key_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    command = ["openssl", "genpkey", "-algorithm", "X25519", "-out", str(path)]
    subprocess.run(command, check=True)
    path.chmod(0o600)
    with pytest.raises(ConfigurationError, match="no Ed25519"):
        SigningKey.load_or_create(path)


@pytest.mark.parametrize("mode", [0o604, 0o620, 0o666])
def test_a_key_that_others_may_touch_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "key.pem"
    SigningKey.load_or_create(path)
    path.chmod(mode)
    with pytest.raises(ConfigurationError, match="open to others") as caught:
        SigningKey.load_or_create(path)
    assert caught.value.hint.startswith("chmod 600")


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("a file, not a folder")
    with pytest.raises(ConfigurationError, match="cannot be read or written"):
        SigningKey.load_or_create(tmp_path / "keys" / "receipts.pem")


def test_the_umask_does_not_matter(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        SigningKey.load_or_create(tmp_path / "key.pem")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "key.pem").stat().st_mode) == 0o600


def test_a_replaced_key_is_taken_by_whoever_has_the_file_open(tmp_path: Path) -> None:
    path = tmp_path / "receipts.pem"
    here, elsewhere = KeyFile(path), KeyFile(path)
    announced: list[str] = []
    new = here.replace(lambda key: announced.append(key.kid))
    assert announced == [new.kid] == [here.key.kid] == [elsewhere.key.kid]
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["receipts.pem"]


def test_a_key_file_that_is_gone_for_a_moment_makes_no_new_key(tmp_path: Path) -> None:
    path = tmp_path / "receipts.pem"
    keys = KeyFile(path)
    kid, pem = keys.key.kid, path.read_bytes()
    path.unlink()
    assert keys.key.kid == kid
    assert not path.exists()
    path.write_bytes(pem)
    path.chmod(0o600)
    assert keys.key.kid == kid
