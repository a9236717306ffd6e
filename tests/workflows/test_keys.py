from __future__ import annotations

from pathlib import Path

import pytest

from imagepool.pool import Pool
from imagepool.rights.uses import Channel, Purpose, Use
from imagepool.storage.object_store import check_key
from imagepool.workflows.keys import object_key
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


def test_only_the_public_half_is_kept(tmp_path: Path) -> None:
    with Pool.open(settings_in(tmp_path)) as pool:
        [outcome] = ingest(pool, *put_photos(tmp_path / "in", 1))
        pool.download(str(outcome.id), "screen", USE, accepted_terms=True)
        [file] = (pool.settings.home / "store" / "keys").iterdir()
    assert '"d"' not in file.read_text("ascii")


@pytest.mark.parametrize("kid", ["-Diez_k8g9D3oIqh_v1Lp7M", "_x" * 21, "A" * 43, "-" * 43])
def test_every_thumbprint_has_a_place_in_the_store(kid: str) -> None:
    assert kid in check_key(object_key(kid))
