from __future__ import annotations

import re
from pathlib import Path

import pytest

from imagepool.pool import Pool
from imagepool.service import create_app
from tests.pools import ingest, titled_photo
from tests.service.conftest import Visitor


def ids(page: str) -> list[str]:
    return re.findall(r'href="/bilder/(\w+)"', page)


def titles(page: str) -> list[str]:
    return re.findall(r'<span class="title">(.*?)</span>', page)


def test_home_shows_the_newest_pictures_and_says_how_many_there_are(visitor: Visitor) -> None:
    page = visitor.get("/").text
    assert "Bilder aus Nordthüringen" in page
    assert "Kirschblüte bei Ebeleben" in page
    assert re.search(r"Alle \d+ Bilder ansehen", page)


def test_search_finds_by_word_in_any_form(visitor: Visitor) -> None:
    assert titles(visitor.get("/suche?q=Fachwerkh%C3%A4user").text) == ["Fachwerk am Untermarkt"]


def test_a_filter_narrows_and_its_chip_takes_it_away_again(visitor: Visitor) -> None:
    page = visitor.get("/suche?theme=wald&orientation=landscape").text
    assert titles(page) == ["Kirschblüte bei Ebeleben"]
    assert 'href="/suche?orientation=landscape"' in page
    assert re.search(r'name="theme" value="wald" checked', page)


def test_a_filter_can_be_typed(visitor: Visitor) -> None:
    assert titles(visitor.get("/suche?q=theme:wald").text) == ["Kirschblüte bei Ebeleben"]


def test_a_search_without_result_says_what_to_do(visitor: Visitor) -> None:
    answer = visitor.get("/suche?q=Xylophon")
    assert answer.status_code == 200
    assert "Nichts gefunden" in answer.text


def test_further_pages_hold_the_rest_and_nothing_twice(pool: Pool) -> None:
    client = create_app(pool, config={"PAGE_SIZE": 1}).test_client()
    address, seen = "/suche?orientation=landscape", []
    while address:
        page = client.get(address).text
        seen += ids(page)
        found = re.search(r'rel="next" href="([^"]+)"', page)
        address = found[1].replace("&amp;", "&") if found else ""
    assert len(seen) == len(set(seen)) >= 3


def test_what_cannot_be_searched_is_a_page_with_advice(visitor: Visitor) -> None:
    for address in ("/suche?after=rubbish", "/suche?q=" + "x" * 600):
        answer = visitor.get(address)
        assert answer.status_code == 400
        assert "Bitte prüfen Sie Ihre Eingabe" in answer.text


def test_titles_are_shown_as_text_never_as_markup(visitor: Visitor) -> None:
    assert "Barbarossa &lt;b&gt;Höhle&lt;/b&gt;" in visitor.get("/suche").text


def test_browsing_and_searching_set_no_cookie(visitor: Visitor, asset_id: str) -> None:
    for address in ("/", "/suche?q=Wald", f"/bilder/{asset_id}", "/anmelden", "/pruefen"):
        assert "Set-Cookie" not in visitor.get(address).headers


def test_the_page_says_how_it_understood_and_takes_each_part_back(visitor: Visitor) -> None:
    page = visitor.get("/suche?q=Fachwerkhaeuser+Winter&orientation=landscape&lang=de").text
    assert "Thema: Fachwerk" in " ".join(page.split())
    assert "Jahreszeit: Winter" in " ".join(page.split())
    assert 'href="/suche?q=Winter&amp;orientation=landscape' in page
    meant = " ".join(visitor.get("/suche?q=Fachwerkhuas&lang=de").text.split())
    assert "Gemeint: Fachwerkhaus" in meant
    without = visitor.get("/suche?q=Markt+ohne+Kinder&lang=de").text
    assert "Ohne: Kinder<" in " ".join(without.split())


@pytest.mark.usefixtures("tidy")
def test_where_nothing_matches_the_page_says_what_is_shown_instead(
    visitor: Visitor, pool: Pool, tmp_path: Path
) -> None:
    path = tmp_path / "farm.jpg"
    path.write_bytes(titled_photo(4321, title="Halle", keywords=("Industrie",)))
    ingest(pool, path)
    page = visitor.get("/suche?q=Windraeder&lang=de").text
    assert "Dazu gibt es noch kein Bild. Sie sehen, was dem nahekommt: Wirtschaft" in page
    assert "Halle" in page
    assert "There is no such picture yet" in visitor.get("/suche?q=Windraeder&lang=en").text
    assert "was dem nahekommt" not in visitor.get("/suche?q=Industrie&lang=de").text
