from __future__ import annotations

import csv
import io
import re
from datetime import timedelta

import pytest

from imagepool.pool import Pool
from imagepool.rights.days import today
from tests.service.conftest import Visitor


def test_gaps_and_calls_are_made_by_curators_only(visitor: Visitor, conrad: Visitor) -> None:
    for path in ("/redaktion/luecken", "/redaktion/luecken/tabelle.csv", "/redaktion/aufrufe"):
        assert visitor.get(path).status_code == 303
        assert conrad.get(path).status_code == 403
    assert (
        conrad.send("/hochladen", "/redaktion/luecken/aufruf", gap="16062005 natur").status_code
        == 403
    )


def test_the_heat_map_shows_counts_and_gaps(anna: Visitor) -> None:
    page = anna.get("/redaktion/luecken?lang=de").text
    assert 'value="16062005 natur"' in page
    assert "Um Bilder bitten: Natur &amp; Landschaft in Ellrich" in page
    narrower = anna.get("/redaktion/luecken?theme=natur&district=16062&season=winter&age=recent")
    assert 'value="16062005 wald"' in narrower.text
    assert "Mühlhausen" not in narrower.text
    assert anna.get("/redaktion/luecken?theme=nirgends&season=x&orientation=y").status_code == 200


def test_all_counts_come_as_csv(anna: Visitor) -> None:
    answer = anna.get("/redaktion/luecken/tabelle.csv")
    assert answer.mimetype == "text/csv"
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert rows[0].keys() >= {"ags", "theme", "season", "orientation", "age", "pictures"}
    assert len(rows) == 68 * 13 * 4 * 4 * 2


def test_a_search_in_vain_stands_beside_the_gaps(anna: Visitor, visitor: Visitor) -> None:
    visitor.get("/suche?q=Kanu+Winter+1955")
    visitor.get("/suche?q=Erika+Mustermann")
    visitor.get("/suche?q=Fachwerk")  # is there
    page = anna.get("/redaktion/luecken").text
    assert "kanu winter 1955" in page
    assert "erika mustermann" not in page
    assert 'value="fachwerk"' not in page
    lines = anna.get("/redaktion/luecken/suchen.csv").text
    assert "kanu winter 1955,1,1," in lines


def called(anna: Visitor, **fields: str) -> str:
    """Make a call with one click, and return its id."""
    answer = anna.send("/redaktion/luecken", "/redaktion/luecken/aufruf", **fields)
    assert answer.status_code == 303
    return str(answer.location).rpartition("/")[2]


def test_one_click_on_a_gap_makes_a_public_call(anna: Visitor, visitor: Visitor) -> None:
    call_id = called(anna, gap="16062005 natur")
    assert "Der Aufruf ist öffentlich" in anna.get(f"/redaktion/aufrufe/{call_id}?lang=de").text
    assert f"/aufrufe/{call_id}" in visitor.get("/aufrufe").text
    page = visitor.get(f"/aufrufe/{call_id}").text
    for words in ("Natur &amp; Landschaft in Ellrich", "Ellrich", "Creative Commons", "Version"):
        assert words in page
    assert f'href="/hochladen?aufruf={call_id}"' in page


def test_a_search_in_vain_becomes_a_call_too(anna: Visitor, pool: Pool) -> None:
    call = pool.wishes.call_of(called(anna, search="wald ellrich winter"))
    assert (call.themes, call.places) == (("wald",), ("16062005",))
    assert call.title.endswith("Wald ellrich winter")
    assert call.open_on(today() + timedelta(days=90))


@pytest.mark.parametrize("gap", ["", "x", "16062005 nirgends", "99999999 natur"])
def test_a_gap_that_there_is_not_is_refused(anna: Visitor, gap: str) -> None:
    answer = anna.send("/redaktion/luecken", "/redaktion/luecken/aufruf", gap=gap)
    assert answer.status_code == 400


def test_what_is_uploaded_for_a_call_arrives_tied_to_it(
    anna: Visitor, conrad: Visitor, pool: Pool
) -> None:
    call_id = called(anna, gap="16062005 leben")
    form = f"/hochladen?aufruf={call_id}"
    page = conrad.get(form).text
    assert f'name="call" value="{call_id}"' in page
    assert re.search(r'value="CC-BY-4.0" checked', page)
    given = {"creator": "Conrad", "license": "CC-BY-4.0", "call": call_id,
             "agreement": pool.region.agreement.version,
             "files": (io.BytesIO(b"no photo"), "bild.jpg")}  # fmt: skip
    assert conrad.send(form, "/hochladen", **given).status_code == 303
    assert "bild.jpg" in anna.get(f"/redaktion/aufrufe/{call_id}").text
    assert [each.original_name for each, _ in pool.wishes.answers(call_id)] == ["bild.jpg"]


def test_a_call_is_changed_and_closed(anna: Visitor, visitor: Visitor, conrad: Visitor) -> None:
    call_id = called(anna, gap="16062005 kultur")
    page = f"/redaktion/aufrufe/{call_id}"
    day = (today() + timedelta(days=9)).isoformat()
    assert anna.send(page, page, title="T <b>", text="Eins\nZwei", deadline=day).status_code == 303
    assert "T &lt;b&gt;" in visitor.get(f"/aufrufe/{call_id}").text
    for wrong in ({"title": ""}, {"deadline": "bald"}, {"deadline": "2001-01-01"}):
        given = {"title": "T", "text": "x", "deadline": day, **wrong}
        assert anna.send(page, page, **given).status_code == 422
    anna.send(page, page, title="T", text="x", deadline=day, closed="on")
    assert "beendet" in visitor.get(f"/aufrufe/{call_id}?lang=de").text
    assert call_id not in visitor.get("/aufrufe").text
    late = {"creator": "C", "license": "CC-BY-4.0", "call": call_id, "agreement": "1.0",
            "files": (io.BytesIO(b"x"), "a.jpg")}  # fmt: skip
    assert conrad.send("/hochladen", "/hochladen", **late).status_code == 400
    assert visitor.get("/aufrufe/nirgends").status_code == 404
