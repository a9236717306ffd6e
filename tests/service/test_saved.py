from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from tests.service.conftest import Visitor

NOW = "2026-11-26T12:00:00+00:00"
ATOM = "{http://www.w3.org/2005/Atom}"


def saved_id(conrad: Visitor) -> str:
    found = re.search(
        r"/gespeicherte-suchen/([0-9a-f]{16})", conrad.get("/gespeicherte-suchen").text
    )
    assert found
    return found[1]


def test_who_is_logged_in_saves_searches_and_sees_what_is_new(
    visitor: Visitor, conrad: Visitor, anna: Visitor
) -> None:
    assert visitor.get("/gespeicherte-suchen").status_code == 303
    assert "Suche speichern" not in visitor.get("/suche?q=Wald&lang=de").text
    assert "Suche speichern" in conrad.get("/suche?q=Wald&lang=de").text
    sent = conrad.send("/suche?q=Wald", "/gespeicherte-suchen", q="Wald orientation:landscape")
    assert sent.status_code == 303
    page = conrad.get("/gespeicherte-suchen?lang=de").text
    assert "Wald, Querformat" in page
    assert "Per Mail melden" not in page  # there is no mail server
    assert "Nichts Neues" in page
    one = f"/gespeicherte-suchen/{saved_id(conrad)}"
    assert conrad.get(one).status_code == 200
    assert anna.get(one).status_code == 404  # it is somebody else's
    assert conrad.send("/gespeicherte-suchen", f"{one}/gesehen", until=NOW).status_code == 303
    assert conrad.send("/gespeicherte-suchen", f"{one}/gesehen", until="x").status_code == 400
    assert conrad.send("/gespeicherte-suchen", f"{one}/entfernen").status_code == 303
    assert "Noch ist nichts gespeichert" in conrad.get("/gespeicherte-suchen?lang=de").text


def test_a_search_for_everything_is_not_saved(conrad: Visitor) -> None:
    assert conrad.send("/suche?q=Wald", "/gespeicherte-suchen", q=" ").status_code == 400


def test_every_search_is_a_feed(visitor: Visitor) -> None:
    page = visitor.get("/suche?q=H%C3%B6hle").text
    assert 'type="application/atom+xml"' in page
    answer = visitor.get("/suche.atom?q=H%C3%B6hle")
    assert answer.mimetype == "application/atom+xml"
    feed = ET.fromstring(answer.text)
    assert feed.findtext(f"{ATOM}updated")
    [entry] = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Barbarossa <b>Höhle</b>"
    assert (entry.findtext(f"{ATOM}id") or "").startswith("http")
    assert "Jana Beyer" in (entry.findtext(f"{ATOM}rights") or "")
    empty = ET.fromstring(visitor.get("/suche.atom?q=nirgends").text)
    assert empty.findall(f"{ATOM}entry") == []
