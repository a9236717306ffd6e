from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from imagepool.errors import InvalidRequest, NotFound, StoreFailed
from imagepool.pool import Pool
from imagepool.rights.proof.receipts import sign_receipt
from imagepool.rights.proof.signing import SigningKey
from imagepool.rights.uses import Channel, Purpose, Use
from imagepool.storage.object_store import check_key
from imagepool.workflows.keys import object_key
from imagepool.workflows.verify import verify_with_keys
from tests.pools import ingest, put_photos, settings_in

USE = Use(purpose=Purpose.TOURISM, channel=Channel.WEB)


def test_receipts_outlive_the_key_that_signed_them(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    with Pool.open(settings) as pool:
        [outcome] = ingest(pool, *put_photos(tmp_path / "in", 1))
        early = pool.download(str(outcome.id), "screen", USE, accepted_terms=True)
        [early_key] = pool.public_keys["keys"]
    (settings.home / "keys" / "receipts.pem").unlink()  # as when a key must be replaced
    with Pool.open(settings) as pool:
        late = pool.download(str(outcome.id), "screen", USE, accepted_terms=True)
        late_key, kept = pool.public_keys["keys"]
        assert kept == early_key != late_key
        assert pool.verify(early.signed).valid
        assert pool.verify(late.signed).valid
        assert list(pool.fsck()) == []  # the kept keys are no orphans


@pytest.fixture
def asset_id(pool: Pool, tmp_path: Path) -> str:
    [outcome] = ingest(pool, *put_photos(tmp_path / "in", 1))
    return str(outcome.id)


def test_after_a_rotation_a_new_key_signs_and_old_receipts_hold(
    pool: Pool, asset_id: str, tmp_path: Path
) -> None:
    early = pool.download(asset_id, "screen", USE, accepted_terms=True)
    before = pool.keys.records()[0]
    with Pool.open(settings_in(tmp_path)) as running:  # as a service that opened it before
        kid = pool.keys.rotate(actor="Test")
        late = running.download(asset_id, "screen", USE, accepted_terms=True)
    assert [(each.kid, each.state) for each in pool.keys.records()] == [
        (kid, "current"),
        (before.kid, "earlier"),
    ]
    assert pool.keys.records()[1].until is not None
    for keys in (None, pool.public_keys):
        old, new = (
            pool.verify(each.signed) if keys is None else verify_with_keys(each.signed, keys)
            for each in (early, late)
        )
        assert (old.valid, old.status, old.notes, old.kid) == (
            True,
            "valid",
            ("earlier_key",),
            before.kid,
        )
        assert (new.valid, new.notes, new.kid) == (True, (), kid)
    assert list(pool.fsck()) == []


def test_a_rotation_is_an_event(pool: Pool) -> None:
    before = pool.keys.records()[0].kid
    kid = pool.keys.rotate(actor="Test")
    with pool._workshop.catalogue.reading() as books:
        [happened] = books.events.of_subject(f"key:{kid}")
    assert (happened.act, happened.actor, happened.detail) == (
        "rotate_key",
        "Test",
        {"earlier": before},
    )


def test_a_new_key_that_cannot_be_published_does_not_sign(
    pool: Pool, asset_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = pool.keys.records()[0].kid
    pool.download(asset_id, "grid", USE, accepted_terms=True)

    def fail(*_given: object, **_options: object) -> None:
        raise StoreFailed("the store is full")

    with monkeypatch.context() as broken:
        broken.setattr(pool._workshop.store, "put", fail)
        with pytest.raises(StoreFailed):
            pool.keys.rotate(actor="Test")
    assert pool.keys.records()[0].kid == before
    assert sorted(path.name for path in (pool.settings.home / "keys").iterdir()) == ["receipts.pem"]


def test_a_stolen_key_proves_nothing_from_then_on(
    pool: Pool, asset_id: str, tmp_path: Path
) -> None:
    early = pool.download(asset_id, "screen", USE, accepted_terms=True)
    shutil.copy(pool.settings.home / "keys" / "receipts.pem", tmp_path / "stolen.pem")
    stolen = SigningKey.load_or_create(tmp_path / "stolen.pem")
    since = datetime.now(UTC)
    pool.keys.revoke(stolen.kid, since, actor="Test", reason="laptop lost")

    signing, revoked = pool.keys.records()
    assert (signing.state, revoked.state, revoked.kid) == ("current", "revoked", stolen.kid)
    after = pool.download(asset_id, "screen", USE, accepted_terms=True)
    assert pool.verify(after.signed).kid == signing.kid
    kept = pool.verify(early.signed)
    assert (kept.valid, kept.notes) == (True, ("earlier_key", "key_compromised_later"))

    later = replace(early.receipt, issued_at=(since + timedelta(hours=1)).isoformat())
    dated_back = replace(early.receipt, purpose="advertising")
    for forged in (later, dated_back):
        found = pool.verify(sign_receipt(forged, stolen))
        assert (found.valid, found.message, found.receipt) == (
            False,
            "receipt_key_compromised",
            None,
        )
    alone = verify_with_keys(sign_receipt(later, stolen), pool.public_keys)
    assert (alone.valid, alone.message) == (False, "receipt_key_compromised")


def test_said_again_the_earlier_time_counts(pool: Pool) -> None:
    kid, now = pool.keys.records()[0].kid, datetime.now(UTC).replace(microsecond=0)
    for days in (1, 3, 2):
        pool.keys.revoke(kid, now - timedelta(days=days), actor="Test", reason="theft")
    assert pool.keys.records()[1].revoked_at == now - timedelta(days=3)


def test_a_foreign_key_and_a_time_to_come_are_refused(pool: Pool) -> None:
    now = datetime.now(UTC)
    with pytest.raises(NotFound):
        pool.keys.revoke("A" * 43, now, actor="Test", reason="theft")
    later = now + timedelta(days=1)
    with pytest.raises(InvalidRequest):
        pool.keys.revoke(pool.keys.records()[0].kid, later, actor="Test", reason="theft")


def test_only_the_public_half_is_kept(tmp_path: Path) -> None:
    with Pool.open(settings_in(tmp_path)) as pool:
        [outcome] = ingest(pool, *put_photos(tmp_path / "in", 1))
        pool.download(str(outcome.id), "screen", USE, accepted_terms=True)
        [file] = (pool.settings.home / "store" / "keys").iterdir()
    assert '"d"' not in file.read_text("ascii")


@pytest.mark.parametrize("kid", ["-Diez_k8g9D3oIqh_v1Lp7M", "_x" * 21, "A" * 43, "-" * 43])
def test_every_thumbprint_has_a_place_in_the_store(kid: str) -> None:
    assert kid in check_key(object_key(kid))
