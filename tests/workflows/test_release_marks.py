"""What delivered files say of releases, read by an outside witness, before and after each act."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from imagepool.asset import State
from imagepool.errors import InvalidRequest
from imagepool.pool import Pool
from imagepool.rights.declarations import Declarations, Ground, Persons
from imagepool.rights.depicted import DepictedPerson
from imagepool.rights.releases import LegalBasis, Release, ReleaseKind, ReleaseState, Scope
from tests.photo.exiftool import exiftool, needs_exiftool
from tests.pools import ingest, put_photos

pytestmark = needs_exiftool

PORTRAIT = replace(
    Declarations.nothing_to_release(), persons=Persons.RECOGNIZABLE, ground=Ground.INTERIOR
)
MODEL = Release(
    id="",
    kind=ReleaseKind.MODEL,
    legal_basis=LegalBasis.CONTRACT,
    state=ReleaseState.GIVEN,
    subject="Rosa Klein",
    scope=Scope(naming=True),
)


@pytest.fixture
def asset_id(pool: Pool, tmp_path: Path) -> str:
    [outcome] = ingest(pool, *put_photos(tmp_path / "in", 1))
    return str(outcome.id)


def said(pool: Pool, asset_id: str, folder: Path) -> dict[str, str | list[str]]:
    """Return what the present rendition says, after all jobs are done."""
    pool.work(threading.Event(), until_empty=True)
    with pool.open_rendition(pool.asset(asset_id), "screen", inside=True).stream as stream:
        (folder / "said.webp").write_bytes(stream.read())
    tags = (f"-XMP:{name}" for name in TAGS)
    [found] = json.loads(exiftool("-j", "-n", *tags, folder / "said.webp"))
    return {name: value for name, value in found.items() if name in TAGS}


TAGS = (
    "ModelReleaseStatus",
    "ModelReleaseID",
    "PropertyReleaseStatus",
    "PersonInImage",
)


def test_files_follow_the_releases(pool: Pool, asset_id: str, tmp_path: Path) -> None:
    told = said(pool, asset_id, tmp_path)
    assert str(told["ModelReleaseStatus"]).endswith("MR-NAP")
    assert str(told["PropertyReleaseStatus"]).endswith("PR-NAP")

    pool.clearance.declare(asset_id, PORTRAIT, actor="Anna")
    told = said(pool, asset_id, tmp_path)
    assert str(told["ModelReleaseStatus"]).endswith("MR-NON")
    assert str(told["PropertyReleaseStatus"]).endswith("PR-NON")
    assert "ModelReleaseID" not in told

    [asked] = (
        each
        for each in pool.clearance.rights(pool.asset(asset_id)).clearance.releases
        if each.kind is ReleaseKind.MODEL
    )
    pool.releases.drop(asked.id, asset_id, actor="Anna")
    kept = pool.releases.note([asset_id], MODEL, actor="Anna")
    told = said(pool, asset_id, tmp_path)
    assert str(told["ModelReleaseStatus"]).endswith("MR-LMR")
    assert told["ModelReleaseID"] == kept.id
    assert "PersonInImage" not in told

    shown = (
        DepictedPerson(name="Rosa Klein", release_id=kept.id),
        DepictedPerson(name="Jörg Weiß"),
    )
    pool.clearance.depict(asset_id, shown, actor="Anna")
    assert said(pool, asset_id, tmp_path)["PersonInImage"] == "Rosa Klein"

    pool.releases.withdraw(kept.id, actor="Anna", reason="letter")
    pool.work(threading.Event(), until_empty=True)
    assert pool.asset(asset_id).state is State.WITHDRAWN
    assert not [each.kind for each in pool.fsck()]  # what lies in the store says so, too


def test_nobody_is_released_by_what_was_not_given_for_the_picture(
    pool: Pool, asset_id: str
) -> None:
    shown = DepictedPerson(name="Rosa Klein", release_id="rel-of-another-picture")
    with pytest.raises(InvalidRequest, match="no release of somebody shown"):
        pool.clearance.depict(asset_id, [shown], actor="Anna")
