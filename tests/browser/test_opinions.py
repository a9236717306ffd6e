"""The editors' word on the rules: by keyboard alone, without scripts, and as it looks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import UNCLOSED, Site, Watched
from tests.browser.test_journeys import tab_to
from tests.browser.test_pages import inspect
from tests.pools import ingest, titled_photo

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings(UNCLOSED)]


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def anna(request: pytest.FixtureRequest, browser: Browser, site: Site) -> Iterator[Watched]:
    """Give the curator's browser."""
    context = browser.new_context(locale="de-DE", java_script_enabled=request.param)
    watched = Watched(context.new_page(), site)
    watched.log_in()
    yield watched
    context.close()
    assert watched.troubles == []


@pytest.fixture
def small(site: Site, tmp_path: Path) -> str:
    """Give a picture that a rule fails, a new one each time."""
    seed = abs(hash(tmp_path)) % 90
    path = tmp_path / "small.jpg"
    path.write_bytes(titled_photo(seed, size=(90 + seed, 60), title="Kleines altes Bild"))
    [outcome] = ingest(site.pool, path, publish=False)
    return str(outcome.id)


def test_a_curator_overrules_and_publishes(anna: Watched, small: str) -> None:
    page = anna.go(f"/redaktion/{small}")
    finding = page.locator(".findings > li").first
    finding.get_by_text("Hier irrt die Regel").click()
    finding.get_by_label("Grund").fill("Historische Aufnahme, größer gibt es sie nicht.")
    finding.get_by_role("button", name="Überstimmen").click()
    expect(page.get_by_role("status")).to_contain_text("Die Regel ist bei diesem Bild überstimmt")
    expect(page.locator(".opinion")).to_contain_text("anna@example.org")
    page.get_by_role("button", name="Veröffentlichen").click()
    expect(page.get_by_role("status")).to_contain_text("Das Bild ist veröffentlicht")


def test_a_curator_overrules_by_keyboard_alone(watched: Watched, small: str) -> None:
    watched.log_in()
    page = watched.go(f"/redaktion/{small}")
    tab_to(page, ".findings details.reasoned > summary")
    page.keyboard.press("Enter")
    tab_to(page, "#overrule-resolution-reason")
    page.keyboard.type("Historische Aufnahme")
    tab_to(page, ".findings details.reasoned button")
    page.keyboard.press("Enter")
    expect(page.locator(".opinion")).to_contain_text("Historische Aufnahme")


def test_the_pages_of_opinions_are_sound(
    watched: Watched,
    pictures: Path | None,
    small: str,
) -> None:
    watched.log_in()
    style = watched.site.pool.style
    style.overrule(small, "resolution", actor="anna@example.org", reason="Größer gibt es sie nicht")
    style.miss(watched.site.published, "resolution", actor="anna@example.org", reason="Aufgeblasen")
    for name, address in {
        "overruled": f"/redaktion/{small}",
        "missed": f"/redaktion/{watched.site.published}",
        "agreement": "/redaktion/regeln",
        "objections": "/redaktion/regeln/resolution",
        "version": "/bildsprache/fassung/lenient/1.0.0",
    }.items():
        for language in ("de", "en"):
            watched.go(f"{address}?lang={language}")
            inspect(watched.page, pictures, name, language)
            for folded in watched.page.locator("details.reasoned").all():
                folded.evaluate("d => d.open = true")
            inspect(watched.page, pictures, f"{name}-open", language)


def test_words_that_came_too_late_are_kept_and_compared(
    watched: Watched,
    pictures: Path | None,
) -> None:
    watched.log_in()
    page = watched.go(f"/redaktion/{watched.site.waiting}")
    pool = watched.site.pool
    asset = pool.asset(watched.site.waiting)
    pool.describe(asset.id, asset.description, actor="bert@example.org", read=asset.revision)
    page.get_by_label("Titel").fill("Mein Titel")
    page.get_by_role("button", name="Beschreibung speichern").click()
    expect(page.get_by_label("Titel")).to_have_value("Mein Titel")
    expect(page.get_by_text("Inzwischen hat jemand anderes")).to_be_visible()
    inspect(page, pictures, "overtaken")
    watched.troubles[:] = [trouble for trouble in watched.troubles if "409" not in trouble]
    page.get_by_role("button", name="Beschreibung speichern").click()
    expect(page.get_by_role("status")).to_contain_text("gespeichert")
    assert pool.asset(asset.id).description.title == "Mein Titel"
