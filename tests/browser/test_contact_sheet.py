"""The contact sheet, opened from disk as whoever gets it by mail does."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from imagepool.errors import UnreadablePhoto
from imagepool.style.judging import judge
from imagepool.style.limits import Level
from imagepool.style.report import CheckedPhoto
from imagepool.style.reports.html import contact_sheet
from imagepool.style.reports.sketch import draw_sketch
from imagepool.style.requirements import PaletteColor
from tests.browser.conftest import WIDTHS
from tests.browser.test_pages import STANDARDS
from tests.style.pictures import Pixels, bordered, facts_of, noisy, photo_of, scene
from tests.style.tables import concept_of, setting_of

pytestmark = pytest.mark.browser

CONCEPT = concept_of(
    setting_of("frame"),
    setting_of("noise"),
    setting_of("crop-room", level=Level.HINT),
    setting_of("metadata", level=Level.HINT),
    palette=(PaletteColor({"de": "Buchengrün", "en": "Beech green"}, "#4a6b3a"),),
)


def checked(file: str, pixels: Pixels) -> CheckedPhoto:
    photo = photo_of(pixels)
    return CheckedPhoto(file, judge(photo, facts_of(), CONCEPT), sketch=draw_sketch(photo))


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    photos = [
        checked("in/framed.jpg", bordered(scene(), 255, top=20, bottom=20)),
        checked("in/low.jpg", bordered(scene(400, 900), 0, top=20, bottom=20)),
        checked("in/grainy.jpg", noisy(scene(), 4.5)),
        *(checked(f"in/good-{seed}.jpg", scene(seed=seed)) for seed in range(1, 8)),
        CheckedPhoto("in/notes.txt", error=UnreadablePhoto("no", reason="unsupported_format")),
    ]
    path = tmp_path_factory.mktemp("sheet") / "report.html"
    page = contact_sheet(photos, CONCEPT, day=date(2026, 5, 1))
    path.write_text("".join(page), encoding="utf-8")
    return path


@pytest.fixture
def opened(context: BrowserContext, sheet: Path) -> Iterator[Page]:
    """Give the sheet; the test fails if it logs an error or asks anybody for anything."""
    page = context.new_page()
    troubles: list[str] = []
    page.on("console", lambda told: troubles.append(told.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("request", lambda request: troubles.append(request.url))
    page.goto(sheet.as_uri())
    yield page
    assert [each for each in troubles if not each.startswith("data:")] == [sheet.as_uri()]


@pytest.mark.parametrize("width", WIDTHS)
def test_it_is_clean_to_axe_and_fits_its_width(opened: Page, width: int) -> None:
    opened.set_viewport_size({"width": width, "height": 900})
    opened.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
    folder = os.environ.get("IMAGEPOOL_TEST_SCREENSHOTS")
    if folder:
        opened.screenshot(path=Path(folder) / f"contact-sheet-{width}.png", full_page=True)
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(opened, options={"runOnly": {"type": "tag", "values": STANDARDS}})
    assert found.response["violations"] == [], found.generate_report()


def test_verdict_and_language_are_chosen_without_a_script(opened: Page) -> None:
    expect(opened.locator("article.photo:visible")).to_have_count(11)
    opened.locator("label", has_text="Bestanden").last.click()
    expect(opened.locator("article.photo:visible")).to_have_count(7)
    expect(opened.get_by_role("heading", name="good-1.jpg")).to_be_visible()
    expect(opened.get_by_role("heading", name="framed.jpg")).to_be_hidden()
    opened.locator("label", has_text="English").click()
    expect(opened.get_by_role("heading", name="Passed")).to_be_visible()
    expect(opened.get_by_role("heading", name="Bestanden")).to_be_hidden()


def test_the_switches_are_worked_by_keyboard(opened: Page) -> None:
    opened.get_by_role("radio", name="Deutsch").focus()
    opened.keyboard.press("ArrowRight")
    expect(opened.get_by_role("radio", name="English")).to_be_checked()
    expect(opened.get_by_role("heading", name="Failed")).to_be_visible()
    opened.get_by_role("checkbox").focus()
    expect(opened.locator(".place").first).to_be_visible()
    opened.keyboard.press("Space")
    expect(opened.locator(".place").first).to_be_hidden()


def test_hints_are_marked_only_while_they_are_read(opened: Page) -> None:
    card = opened.locator("article.photo", has_text="low.jpg")
    hint, failed = card.locator(".place.hint"), card.locator(".place.fail")
    expect(failed).to_be_visible()
    expect(hint).to_be_hidden()
    card.locator(".hints summary").click()
    expect(hint).to_be_visible()
    assert [
        int(each.evaluate("e => +getComputedStyle(e).zIndex || 0")) for each in (hint, failed)
    ] == [
        0,
        2,
    ]
    card.locator(".hints summary").click()
    expect(hint).to_be_hidden()


def test_each_place_lies_within_its_picture(opened: Page) -> None:
    for picture in opened.locator(".picture:has(.place:not(.hint))").all():
        frame = picture.bounding_box()
        place = picture.locator(".place:visible").first.bounding_box()
        assert frame
        assert place
        assert frame["x"] - 1 <= place["x"] <= frame["x"] + frame["width"]
        assert frame["y"] - 1 <= place["y"] <= frame["y"] + frame["height"]


def test_it_prints_without_its_switches(opened: Page, tmp_path: Path) -> None:
    opened.emulate_media(media="print")
    expect(opened.locator(".controls")).to_be_hidden()
    expect(opened.get_by_role("heading", name="framed.jpg")).to_be_visible()
    assert opened.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)[:4] == b"%PDF"
