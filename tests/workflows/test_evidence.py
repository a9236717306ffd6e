from __future__ import annotations

from pathlib import Path

import pytest

from imagepool.errors import InvalidRequest, NotFound, StoreFailed
from imagepool.pool import Pool
from imagepool.rights.releases import LegalBasis, Release, ReleaseKind, ReleaseState
from tests.pools import ingest, put_photos, settings_in

PAPER = b"%PDF-1.7 signed by Rosa Klein"
GIVEN = Release(
    id="",
    kind=ReleaseKind.MODEL,
    legal_basis=LegalBasis.CONTRACT,
    state=ReleaseState.GIVEN,
    subject="Rosa Klein",
)


def test_a_paper_is_kept_encrypted_and_given_back(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    with Pool.open(settings) as pool:
        [outcome] = ingest(pool, *put_photos(tmp_path / "in", 1))
        kept = pool.releases.note([str(outcome.id)], GIVEN, actor="Anna", paper=PAPER)
        assert pool.releases.paper(kept.id) == PAPER
        assert not [problem for problem in pool.fsck() if problem.kind == "orphan"]
    for file in (tmp_path / "pool").rglob("*"):
        assert not file.is_file() or b"signed by Rosa" not in file.read_bytes()
    [sealed] = (tmp_path / "pool").rglob("evidence/*")
    sealed.chmod(0o600)
    sealed.write_bytes(sealed.read_bytes()[:-1] + b"x")
    with Pool.open(settings) as pool, pytest.raises(StoreFailed):
        pool.releases.paper(kept.id)


def test_a_release_without_paper_has_none(tmp_path: Path) -> None:
    with Pool.open(settings_in(tmp_path)) as pool:
        [outcome] = ingest(pool, *put_photos(tmp_path / "in", 1))
        kept = pool.releases.note([str(outcome.id)], GIVEN, actor="Anna")
        with pytest.raises(NotFound):
            pool.releases.paper(kept.id)
        with pytest.raises(NotFound):
            pool.releases.note(["0123456789abcdef"], GIVEN, actor="Anna")
        with pytest.raises(InvalidRequest):
            pool.releases.note([], GIVEN, actor="Anna")
        with pytest.raises(InvalidRequest):
            pool.releases.note([str(outcome.id)], GIVEN, actor="Anna", paper=bytes(20_000_001))
