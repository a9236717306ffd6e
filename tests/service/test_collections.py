"""Collections, as editors put them together and as visitors look at them and take them along."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from imagepool.pool import Pool
from imagepool.workflows.search import Hit
from tests.recalls import published
from tests.service.conftest import Visitor

OWN = "LicenseRef-Bilderpool-1.0"
USE = {"purpose": "editorial", "channel": "web", "audience": "press", "preset": "screen"}


@pytest.fixture
def ids(pool: Pool) -> list[str]:
    hits: tuple[Hit, ...] = pool.search().hits
    return [hit.asset.id for hit in hits]


@pytest.fixture
def collection_id(pool: Pool, ids: list[str]) -> Iterator[str]:
    made = pool.collections.make(title="Orte <im> Kreis", public=True, actor="anna")
    pool.collections.put(made.id, ids, actor="anna")
    yield made.id
    pool.collections.remove(made.id, actor="anna")


def test_visitors_look_at_collections_and_search_in_them(
    visitor: Visitor, collection_id: str, ids: list[str]
) -> None:
    page = visitor.get("/sammlungen?lang=de").text
    assert "Orte &lt;im&gt; Kreis" in page
    assert f"{len(ids)} Bilder" in page
    assert "Anlegen" not in page
    page = visitor.get(f"/sammlungen/{collection_id}?lang=de").text
    assert all(f"/bilder/{each}" in page for each in ids)
    assert "bearbeiten" not in page
    assert f"/sammlungen/{collection_id}" in visitor.get(f"/bilder/{ids[0]}").text
    found = visitor.get(f"/suche?collection={collection_id}&q=Fachwerk&lang=de").text
    assert "Orte &lt;im&gt; Kreis" in found  # among the filters, by its title
    assert visitor.get("/sammlungen/nothing").status_code == 404


def test_all_pictures_are_taken_along_as_one(
    visitor: Visitor, pool: Pool, collection_id: str, ids: list[str]
) -> None:
    address = f"/sammlungen/{collection_id}/herunterladen"
    page = visitor.get(f"{address}?lang=de").text
    assert "Darf ich diese Bilder nutzen?" in page
    page = visitor.client.post(f"{address}?lang=de", data=USE).text
    assert "Sie dürfen alle nutzen" in page
    refused = visitor.client.post(f"{address}/annehmen?lang=de", data=USE)
    assert refused.status_code == 422
    assert "nehmen Sie" in refused.text
    given = {**USE, "accepted": "yes", "contact": "presse@example.org"}
    answer = visitor.client.post(f"{address}/annehmen", data=given, buffered=True)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    names = zipfile.ZipFile(io.BytesIO(answer.data)).namelist()
    assert sum(name.startswith("bilder/") for name in names) == len(ids)
    assert sum(name.endswith(".receipt.json") for name in names) == len(ids)
    with pool._workshop.catalogue.reading() as books:
        held = [holder for each in ids for _, holder in books.holders.of_asset(each) if holder]
    assert [holder.address for holder in held] == ["presse@example.org"] * len(ids)


@pytest.mark.usefixtures("tidy")
def test_what_may_not_be_used_so_is_left_out_and_said(
    visitor: Visitor, pool: Pool, collection_id: str, waiting_id: str, tmp_path: Path
) -> None:
    own = published(pool, tmp_path, 777, license_id=OWN, title="Hofladen")
    pool.collections.put(collection_id, [own, waiting_id], actor="anna")
    assert waiting_id not in visitor.get(f"/sammlungen/{collection_id}").text  # it is not published
    address = f"/sammlungen/{collection_id}/herunterladen"
    shop = {**USE, "purpose": "commercial", "audience": "business"}  # the pool's terms say: ask
    page = visitor.client.post(f"{address}?lang=de", data=shop).text
    assert "3 dieser 4 Bilder" in page
    assert f"/bilder/{own}/herunterladen" in page  # where it can be asked for
    answer = visitor.client.post(
        f"{address}/annehmen", data={**shop, "accepted": "yes"}, buffered=True
    )
    names = " ".join(zipfile.ZipFile(io.BytesIO(answer.data)).namelist())
    assert own not in names
    for each in pool.collections.open(collection_id).assets:
        if each.id != own:
            pool.collections.take_out(collection_id, [each.id], actor="anna")
    page = visitor.client.post(f"{address}?lang=de", data=shop).text
    assert "keines davon" in page
    assert "Dateien holen" not in page


def test_editors_make_collections_from_search_and_picture(
    anna: Visitor, pool: Pool, ids: list[str]
) -> None:
    assert "In eine Sammlung aufnehmen" in anna.get(f"/bilder/{ids[0]}?lang=de").text
    assert f"Diese {len(ids)} in eine Sammlung" in anna.get("/suche?lang=de").text
    sent = anna.send("/suche", "/sammlungen/aufnehmen", title="Neu", asset=ids[0])
    there = sent.headers["Location"]
    made = there.rpartition("/")[2]
    page = anna.get(f"{there}?lang=de").text
    assert "Diese Sammlung sieht bisher nur die Redaktion" in page
    anna.send("/suche", "/sammlungen/aufnehmen", collection=made, asset=ids[1])
    assert [each.id for each in pool.collections.open(made, hidden=True).assets] == ids[:2]
    anna.send(there, f"{there}/herausnehmen", asset=ids[0])
    long = "\r\n".join("x" * 2499)  # browsers count a line end as one
    assert anna.send(there, there, title="Neu", text=long).status_code == 303
    lost = anna.send("/suche", "/sammlungen/aufnehmen", title="Verwaist", asset="0" * 16)
    assert lost.status_code == 404
    assert "Verwaist" not in anna.get("/sammlungen").text  # all or nothing
    wrong = anna.send(there, f"{there}?lang=de", title=" ", text="bleibt stehen")
    assert wrong.status_code == 422
    assert "bleibt stehen" in wrong.text
    anna.send(there, there, title="Fertig", text="", public="on")
    assert pool.collections.open(made).collection.title == "Fertig"
    anna.send(there, f"{there}/entfernen")
    assert anna.get(there).status_code == 404


def test_nobody_else_changes_or_sees_what_is_not_public(
    visitor: Visitor, conrad: Visitor, pool: Pool, collection_id: str, ids: list[str]
) -> None:
    hidden = pool.collections.make(title="Entwurf", actor="anna").id
    pool.collections.put(hidden, ids, actor="anna")
    for who in (visitor, conrad):
        assert who.get(f"/sammlungen/{hidden}").status_code == 404
        assert who.get(f"/sammlungen/{hidden}/herunterladen").status_code == 404
        assert "Entwurf" not in who.get("/sammlungen").text
        assert "Entwurf" not in who.get(f"/bilder/{ids[0]}").text
        assert "Entwurf" not in who.get(f"/suche?collection={hidden}").text
    for act in ("", "/herausnehmen", "/entfernen"):
        answer = conrad.send("/suche", f"/sammlungen/{collection_id}{act}", title="X", asset=ids)
        assert answer.status_code == 403
    pool.collections.remove(hidden, actor="anna")
    assert re.search("Orte", visitor.get("/sammlungen").text)
