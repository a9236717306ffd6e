"""Every page at both widths: clean to axe, without errors, within its width, and pictured."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import UNCLOSED, WIDTHS, Site, Watched

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings(UNCLOSED)]

PUBLIC = {
    "home": "/",
    "results": "/suche",
    "nothing": "/suche?q=Xylophon",
    "map": "/karte",
    "colored": "/suche?color=green&shade=%233f6b2f",
    "asset": "/bilder/{published}",
    "dialogue": "/bilder/{published}/herunterladen",
    "check": "/pruefen",
    "identify": "/ist-das-von-uns",
    "login": "/anmelden",
    "link": "/anmelden/abc",
    "imprint": "/impressum",
    "privacy": "/datenschutz",
    "terms": "/nutzungsbedingungen",
    "accessibility": "/barrierefreiheit",
    "licenses": "/lizenzen",
    "license": "/lizenzen/LicenseRef-Bilderpool-1.0",
    "concept": "/bildsprache",
    "rule": "/bildsprache/{rule}",
    "calls": "/aufrufe",
    "collections": "/sammlungen",
    "collection": "/sammlungen/{collection}",
    "package": "/sammlungen/{collection}/herunterladen?purpose=editorial&channel=web",
    "no-mails": "/keine-mails/0",
}
CURATORS = {
    "desk": "/redaktion",
    "standing": "/redaktion/stand/published",
    "review": "/redaktion/{waiting}",
    "upload": "/hochladen",
    "mine": "/meine-bilder",
    "persons": "/bilder/{waiting}/personen",
    "questions": "/bilder/{waiting}/fragen",
    "releases": "/bilder/{waiting}/einwilligungen",
    "requests": "/redaktion/anfragen",
    "answered": "/redaktion/anfragen/beantwortet",
    "gaps": "/redaktion/luecken",
    "saved": "/gespeicherte-suchen",
    "collecting": "/sammlungen/{collection}",
}
LAID_OUT_ANEW = {
    "home",
    "results",
    "map",
    "asset",
    "dialogue",
    "collection",
    "package",
    "review",
    "guide",
}  # on wide screens
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_page_is_sound(watched: Watched, pictures: Path | None, name: str) -> None:
    for language in ("de", "en"):
        address = address_of(PUBLIC[name], watched.site)
        joint = "&" if "?" in address else "?"
        watched.go(f"{address}{joint}lang={language}")
        inspect(watched.page, pictures, name, language)


@pytest.mark.parametrize("name", CURATORS)
def test_a_curators_page_is_sound(watched: Watched, pictures: Path | None, name: str) -> None:
    watched.log_in()
    watched.go(address_of(CURATORS[name], watched.site))
    inspect(watched.page, pictures, name)


def test_an_error_page_is_sound(watched: Watched, pictures: Path | None) -> None:
    inspect(watched.go("/nichts"), pictures, "error")
    # The browser itself logs that the page was not found.
    assert [trouble for trouble in watched.troubles if "404" not in trouble] == []
    watched.troubles.clear()


def address_of(path: str, site: Site) -> str:
    rule = site.pool.concept.rules[0].rule
    return path.format(**{**vars(site), "rule": rule})


def inspect(page: Page, pictures: Path | None, name: str, language: str = "de") -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if pictures:
            page.screenshot(path=pictures / f"{name}-{language}-{width}.png", full_page=True)
        if language == "de" and (width == WIDTHS[0] or name in LAID_OUT_ANEW):
            found = Axe().run(page, options={"runOnly": STANDARDS}).response["violations"]
            assert [(each["id"], each["nodes"][0]["target"]) for each in found] == []
