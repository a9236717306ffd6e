from __future__ import annotations

import re
import secrets
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from imagepool.pool import Pool
from imagepool.rights.declarations import Declarations
from imagepool.rights.questionnaire import answers_of, declared
from imagepool.rights.releases import LegalBasis, Release, ReleaseKind, ReleaseState, Scope
from tests.pools import titled_photo
from tests.service.conftest import Visitor

pytestmark = pytest.mark.usefixtures("tidy")

CAPTION = "Von links: Bürgermeisterin Rosa Klein, Jörg Weiß (Feuerwehr Artern)."
COLUMNS = ("place", "name", "position", "organization", "release")


@pytest.fixture
def handover(pool: Pool, tmp_path: Path) -> str:
    """Take in a picture of two persons, whom its caption names."""
    path = tmp_path / "handover.jpg"
    seed = secrets.randbelow(10_000) + 20_000
    path.write_bytes(titled_photo(seed, title="Übergabe", caption=CAPTION))
    plain = answers_of(Declarations.nothing_to_release())
    taken = pool.ingest(
        [path],
        license="LicenseRef-Bilderpool-1.0",
        creator="Jana Beyer",
        publish=True,
        declarations=declared({**plain, "persons": "recognizable"}),
    )
    return str(next(taken).id)


def rows(*persons: tuple[str, ...]) -> dict[str, Any]:
    """Return the fields of the form."""
    filled = [(*row, "", "", "", "", "")[:5] for row in persons]
    return {f"person-{column}": [row[at] for row in filled] for at, column in enumerate(COLUMNS)}


def proposed_in(page: str) -> list[tuple[str, ...]]:
    """Return the rows of the form that name somebody."""
    cells = {
        column: [unescape(v) for v in re.findall(rf'name="person-{column}" value="([^"]*)"', page)]
        for column in COLUMNS[:4]
    }
    return [row for row in zip(*cells.values(), strict=True) if row[1]]


def kept(pool: Pool, asset_id: str) -> list[tuple[str, str, str, str | None]]:
    depicted = pool.clearance.rights(pool.asset(asset_id)).clearance.depicted
    return [(each.name, each.position, each.organization, each.release_id) for each in depicted]


def test_editors_see_whom_the_caption_names_and_keep_it_as_it_is_or_otherwise(
    anna: Visitor, pool: Pool, handover: str
) -> None:
    page = anna.get(f"/redaktion/{handover}").text
    assert "Vorschlag aus der Bildunterschrift" in page
    assert proposed_in(page) == [
        ("1", "Rosa Klein", "1. von links", "Bürgermeisterin"),
        ("2", "Jörg Weiß", "2. von links", "Feuerwehr Artern"),
    ]
    assert kept(pool, handover) == []
    form = f"/bilder/{handover}/personen"
    corrected = rows(("2", "Rosa  Klein", "links"), ("1", "Uwe Vogt"), ("3", ""))
    assert anna.send(form, **corrected).status_code == 303
    assert kept(pool, handover) == [("Uwe Vogt", "", "", None), ("Rosa Klein", "links", "", None)]
    assert "Vorschlag aus der Bildunterschrift" not in anna.get(f"/redaktion/{handover}").text


def test_a_name_in_the_words_without_consent_to_be_named_is_pointed_out(
    anna: Visitor, pool: Pool, handover: str
) -> None:
    form = f"/bilder/{handover}/personen"
    assert "Rosa Klein, Jörg Weiß" in re.sub(r"\s+", " ", anna.get(form).text)
    may = Release(
        id="",
        kind=ReleaseKind.MODEL,
        legal_basis=LegalBasis.CONSENT,
        state=ReleaseState.GIVEN,
        subject="Rosa Klein",
        scope=Scope(naming=True),
    )
    release = pool.releases.note([handover], may, actor="Anna")
    page = anna.get(form).text
    assert f'value="{release.id}" selected' in page  # who is called as its subject is proposed
    anna.send(form, **rows(("1", "Rosa Klein", "", "", release.id), ("2", "Jörg Weiß")))
    assert kept(pool, handover)[0][3] == release.id
    told = re.search(r"genannt zu werden:[^<]*<strong>([^<]*)", anna.get(form).text)
    assert told
    assert told[1] == "Jörg Weiß"


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        (rows(("x", "Rosa Klein")), 400),
        ({"person-name": ["Rosa Klein"]}, 400),
        (rows(("1", "R" * 201)), 400),
        (rows(("1", "Rosa Klein", "", "", "rel-of-nobody")), 400),
    ],
)
def test_a_list_that_is_not_whole_is_refused_and_keeps_what_stood(
    anna: Visitor, pool: Pool, handover: str, fields: dict[str, Any], status: int
) -> None:
    form = f"/bilder/{handover}/personen"
    anna.send(form, **rows(("1", "Uwe Vogt")))
    assert anna.send(form, **fields).status_code == status
    assert [row[0] for row in kept(pool, handover)] == ["Uwe Vogt"]


def test_strangers_neither_see_nor_change_who_is_shown(
    visitor: Visitor, conrad: Visitor, handover: str
) -> None:
    form = f"/bilder/{handover}/personen"
    assert visitor.get(form).status_code == 303
    assert conrad.get(form).status_code == 403
    assert conrad.send("/hochladen", form, **rows(("1", "X Y"))).status_code == 403


def test_names_stand_on_no_public_page_but_in_the_photographers_words(
    anna: Visitor, visitor: Visitor, handover: str
) -> None:
    anna.send(f"/bilder/{handover}/personen", **rows(("1", "Uwe Geheim", "links", "THW")))
    for path in (f"/bilder/{handover}", f"/api/v1/assets/{handover}/rights"):
        assert "Geheim" not in visitor.get(path).text
