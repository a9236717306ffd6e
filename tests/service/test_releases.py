from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from imagepool.pool import Pool
from imagepool.rights.declarations import Declarations, Persons
from imagepool.rights.questionnaire import answers_of, declared
from imagepool.rights.releases import Release, ReleaseKind
from tests.pools import titled_photo
from tests.service.conftest import Visitor

pytestmark = pytest.mark.usefixtures("tidy")

OWN = "LicenseRef-Bilderpool-1.0"
YES = {"name": "Rosa Klein", "allow": "web"}


def portrait_of(pool: Pool, folder: Path, **answers: str) -> str:
    """Take in a picture of somebody, which waits for their consent."""
    path = folder / "portrait.jpg"
    path.write_bytes(titled_photo(abs(hash(folder)) % 10_000 + 2000, title="Rosa am Markt"))
    plain = answers_of(Declarations.nothing_to_release())
    taken = pool.ingest(
        [path],
        license=OWN,
        creator="Jana Beyer",
        publish=True,
        declarations=declared({**plain, "persons": "recognizable", **answers}),
    )
    return str(next(taken).id)


@pytest.fixture
def portrait(pool: Pool, tmp_path: Path) -> str:
    return portrait_of(pool, tmp_path)


def link_of(anna: Visitor, asset_id: str) -> str:
    """Make a link at the editors' desk, for what the answers asked for."""
    page = anna.get(f"/bilder/{asset_id}/einwilligungen").text
    [release] = re.findall(rf"/bilder/{asset_id}/einwilligungen/(rel-[0-9a-f]+)/link", page)
    shown = anna.send(
        f"/bilder/{asset_id}/einwilligungen", f"/bilder/{asset_id}/einwilligungen/{release}/link"
    ).text
    assert "<svg" in shown
    [address] = set(re.findall(r'href="[^"]*(/freigabe/[^"]+)"', shown))
    return str(address)


def publish(anna: Visitor, asset_id: str) -> int:
    page = f"/redaktion/{asset_id}"
    return anna.send(page, f"{page}/veroeffentlichen").status_code


def test_who_is_shown_consents_on_their_phone_and_the_picture_can_be_published(
    visitor: Visitor, anna: Visitor, portrait: str, pool: Pool
) -> None:
    assert publish(anna, portrait) == 422
    link = link_of(anna, portrait)
    page = visitor.get(link)
    assert "Dürfen wir dieses Bild zeigen?" in page.text
    assert "Widerruf" in page.text
    assert page.headers["Referrer-Policy"] == "no-referrer"
    picture = re.findall(r'src="(/freigabe/[^"]+/bild/[^"]+)"', page.text)[0]
    assert (visitor.get(picture).mimetype or "").startswith("image/")
    assert visitor.get(f"/dateien/{portrait}/preview").status_code == 404
    assert visitor.send(link, **YES).status_code == 303
    assert "Rosa Klein hat am" in visitor.get(link).text
    assert publish(anna, portrait) == 303
    assert pool.asset(portrait).published_at


def test_the_same_link_withdraws_and_nothing_is_delivered_from_then_on(
    visitor: Visitor, anna: Visitor, portrait: str
) -> None:
    link = link_of(anna, portrait)
    visitor.send(link, **YES)
    assert publish(anna, portrait) == 303
    picture = f"{link}/bild/{portrait}"
    for path in (f"/bilder/{portrait}", f"/dateien/{portrait}/grid", picture):
        assert visitor.get(path).status_code == 200
    assert visitor.send(link, f"{link}/beenden").status_code == 303
    assert "nicht mehr gezeigt" in visitor.get(link).text
    for path in (f"/bilder/{portrait}", f"/dateien/{portrait}/grid"):
        assert visitor.get(path).status_code == 410
    assert visitor.get(picture).status_code == 404
    assert anna.get(f"/dateien/{portrait}/grid").status_code == 403
    assert visitor.send(link, **YES).status_code in {303, 409}
    assert visitor.get(f"/bilder/{portrait}").status_code == 410


def test_who_declines_is_not_shown(visitor: Visitor, anna: Visitor, portrait: str) -> None:
    link = link_of(anna, portrait)
    assert visitor.send(link, f"{link}/beenden").status_code == 303
    assert "wird nicht gezeigt" in visitor.get(link).text
    assert publish(anna, portrait) == 422


def test_a_consent_holds_for_what_was_ticked(
    visitor: Visitor, anna: Visitor, portrait: str
) -> None:
    link = link_of(anna, portrait)
    visitor.send(link, **YES)
    publish(anna, portrait)
    page = f"/bilder/{portrait}/herunterladen"
    use = {"purpose": "tourism", "audience": "public", "preset": "screen"}
    assert 'name="accepted"' in visitor.send(page, channel="web", **use).text
    assert "deckt diese Verwendung nicht" in visitor.send(page, channel="print", **use).text


def releases_of(pool: Pool, asset_id: str) -> dict[ReleaseKind, Release]:
    return {
        each.kind: each for each in pool.clearance.rights(pool.asset(asset_id)).clearance.releases
    }


def test_a_guardian_says_when_the_child_was_born_and_the_year_is_not_kept(
    visitor: Visitor, anna: Visitor, pool: Pool, tmp_path: Path
) -> None:
    child = portrait_of(pool, tmp_path, children="yes")
    guardian = releases_of(pool, child)[ReleaseKind.GUARDIAN]
    link = f"/freigabe/{pool.releases.link(guardian.id, actor='Anna').token}"
    assert visitor.send(link, **YES).status_code == 422
    assert visitor.send(link, **YES, born="2019", custody="yes").status_code == 303
    assert releases_of(pool, child)[ReleaseKind.GUARDIAN].renew_on == date(2033, 1, 1)
    assert publish(anna, child) == 422  # an older child, or somebody beside it, is asked too
    model = releases_of(pool, child)[ReleaseKind.MODEL]
    page = f"/bilder/{child}/einwilligungen"
    assert anna.send(page, f"{page}/{model.id}/verzichten").status_code == 303
    assert publish(anna, child) == 303


def test_a_consent_without_name_or_place_is_shown_again(
    visitor: Visitor, anna: Visitor, portrait: str
) -> None:
    link = link_of(anna, portrait)
    assert visitor.send(link, name="Rosa").status_code == 422
    answer = visitor.send(link, allow="web")
    assert answer.status_code == 422
    assert "Bitte schreiben Sie Ihren Namen" in answer.text


def test_an_old_link_opens_nothing_after_a_new_one(
    visitor: Visitor, anna: Visitor, portrait: str
) -> None:
    old, new = link_of(anna, portrait), link_of(anna, portrait)
    assert visitor.get(old).status_code == 404
    assert visitor.get(new).status_code == 200
    assert visitor.get("/freigabe/made-up").status_code == 404


def test_releases_are_for_editors_and_for_who_handed_the_picture_in(
    visitor: Visitor, conrad: Visitor, portrait: str
) -> None:
    assert visitor.get(f"/bilder/{portrait}/einwilligungen").status_code == 303
    assert conrad.get(f"/bilder/{portrait}/einwilligungen").status_code == 403


def test_what_is_no_longer_needed_is_no_longer_asked(pool: Pool, portrait: str) -> None:
    nobody = Declarations.nothing_to_release()
    assert nobody.persons is Persons.NONE
    pool.clearance.declare(portrait, nobody, actor="Anna")
    assert pool.clearance.rights(pool.asset(portrait)).clearance.releases == ()
    assert pool.clearance.open_points(pool.asset(portrait)) == ()


def test_who_consented_reads_what_they_allowed(
    visitor: Visitor, anna: Visitor, portrait: str
) -> None:
    link = link_of(anna, portrait)
    visitor.send(link, name="Rosa Klein", allow=["print", "naming"])
    told = visitor.get(link).text.partition("Sie haben erlaubt:")[2].partition("</ul>")[0]
    assert told.count("<li>") == 2
    assert "Gedruckt" in told
    assert "Internetseiten" not in told
    assert "Gedruckt" in anna.get(f"/bilder/{portrait}/einwilligungen").text


def test_a_recall_is_not_undone_while_the_consent_stays_withdrawn(
    visitor: Visitor, anna: Visitor, portrait: str, pool: Pool
) -> None:
    link = link_of(anna, portrait)
    visitor.send(link, **YES)
    assert publish(anna, portrait) == 303
    visitor.send(link, f"{link}/beenden")
    [recall] = pool.recalls.of_asset(portrait)
    desk = f"/redaktion/rueckrufe/{recall.id}"
    shown = anna.get(desk).text
    assert "kann dieser Rückruf nicht aufgehoben werden" in shown
    assert f"{desk}/aufheben" not in shown
    assert "über den Link der Einwilligung" in shown
    assert "über den Link der Einwilligung" in anna.get(f"/redaktion/{portrait}").text
    assert anna.send(desk, f"{desk}/aufheben", reason="Irrtum").status_code == 409
    assert pool.recalls.get(recall.id).is_open
    assert pool.asset(portrait).state == "withdrawn"
