"""Faces that were found although nobody is said to be shown."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from imagepool.pool import Pool
from imagepool.rights.declarations import Declarations, Persons
from imagepool.rights.people import Role
from imagepool.service import create_app
from tests.making import make_photo
from tests.pools import LENIENT, ingest, settings_in
from tests.service.conftest import PASSWORD, Visitor
from tests.style.portraits import portrait

PEOPLE = '\n[rules.people]\nlevel = "hint"\n'
NOTHING = Declarations.nothing_to_release()


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pool]:
    folder = tmp_path_factory.mktemp("faces")
    concept = folder / "people.style.toml"
    concept.write_text(LENIENT.read_text("utf-8") + PEOPLE, "utf-8")
    with Pool.open(settings_in(folder, concept=str(concept))) as opened:
        yield opened


def taken(pool: Pool, path: Path, data: bytes) -> str:
    path.write_bytes(data)
    return str(ingest(pool, path)[0].id)


def face() -> bytes:
    data = io.BytesIO()
    Image.fromarray(portrait()).save(data, "JPEG", quality=92)
    return data.getvalue()


def test_a_face_is_pointed_out_where_nobody_was_declared_and_blocks_nothing(
    pool: Pool, tmp_path: Path
) -> None:
    asset_id = taken(pool, tmp_path / "face.jpg", face())
    assert pool.clearance.undeclared_faces(pool.asset(asset_id)) == 1
    assert pool.clearance.open_points(pool.asset(asset_id)) == ()
    for persons in (Persons.ACCESSORY, Persons.RECOGNIZABLE):
        pool.clearance.declare(asset_id, replace(NOTHING, persons=persons), actor="Anna")
        assert pool.clearance.undeclared_faces(pool.asset(asset_id)) == 0
    pool.clearance.declare(asset_id, NOTHING, actor="Anna")
    pool.accounts.admit("anna@example.org", name="Anna", role=Role.CURATOR, password=PASSWORD)
    anna = Visitor(create_app(pool).test_client())
    anna.send("/anmelden", email="anna@example.org", password=PASSWORD)
    assert "Ein Gesicht wurde gefunden" in anna.get(f"/redaktion/{asset_id}").text


def test_a_picture_without_a_face_is_left_alone(pool: Pool, tmp_path: Path) -> None:
    asset_id = taken(pool, tmp_path / "land.jpg", make_photo(640, 480, seed=3))
    assert pool.clearance.undeclared_faces(pool.asset(asset_id)) == 0
