"""What people come for, done as they do it: by keyboard, without scripts, and with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from imagepool.rights.declarations import Declarations
from imagepool.rights.questionnaire import answers_of
from tests.browser.conftest import UNCLOSED, Site, Watched
from tests.making import make_photo

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings(UNCLOSED)]


@pytest.fixture
def plain(browser: Browser, site: Site) -> Iterator[Watched]:
    """Give a page in a browser that runs no scripts."""
    context = browser.new_context(locale="de-DE", java_script_enabled=False)
    watched = Watched(context.new_page(), site)
    yield watched
    context.close()
    assert watched.troubles == []


def tab_to(page: Page, selector: str, *, at_most: int = 60) -> None:
    """Press Tab until the keyboard is on the element; what has it must be seen to have it."""
    for _ in range(at_most):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            focused = "getComputedStyle(document.activeElement).outlineStyle"
            around = "getComputedStyle(document.activeElement.parentElement).outlineStyle"
            assert "solid" in (page.evaluate(focused), page.evaluate(around))
            return
    pytest.fail(f"{selector} cannot be reached by keyboard")


def test_from_search_to_file_by_keyboard_alone(watched: Watched) -> None:
    page = watched.go("/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Zum Inhalt springen")
    tab_to(page, "input[type=search]")
    page.keyboard.type("untermarkt")
    page.keyboard.press("Enter")
    expect(page.locator(".tile")).to_have_count(1)
    tab_to(page, ".tile a")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Fachwerk am Untermarkt")
    tab_to(page, "a[href*=herunterladen]")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Darf ich dieses Bild verwenden?")
    for name in ("purpose", "channel"):
        tab_to(page, f"input[name={name}]")
        page.keyboard.press("Space")
    expect(page.locator("input[name=accepted]")).to_be_visible()
    tab_to(page, "input[name=accepted]")
    page.keyboard.press("Space")
    tab_to(page, "#decision button")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Ihr Bild ist bereit")
    tab_to(page, "a[href$=datei]")
    with page.expect_download() as begun:
        page.keyboard.press("Enter")
    assert begun.value.suggested_filename.endswith(".jpg")


def test_from_search_to_file_without_scripts(plain: Watched) -> None:
    page = plain.go("/suche?q=Fachwerk")
    page.locator(".tile a").click()
    page.get_by_role("link", name="Bild herunterladen").click()
    page.get_by_label("Marketing für die Region").check()
    page.get_by_label("Druck", exact=True).check()
    page.get_by_role("button", name="Darf ich?").click()
    page.get_by_label("Ich nehme diese Bedingungen an").check()
    page.get_by_role("button", name="Datei holen").click()
    expect(page.locator("h1")).to_have_text("Ihr Bild ist bereit")
    with page.expect_download() as begun:
        page.get_by_role("link", name="Datei speichern").click()
    verification = plain.site.pool.verify(Path(begun.value.path()).read_bytes())
    assert verification.valid


def test_filters_without_scripts_are_applied_by_their_button(plain: Watched) -> None:
    page = plain.go("/suche")
    page.locator("summary", has_text="Format").click()
    page.get_by_label("Hochformat").check()
    page.get_by_role("button", name="Bilder zeigen").click()
    expect(page.locator(".tile")).to_have_count(1)
    page.get_by_label("Sortiert nach").select_option(label="Neueste zuerst")
    page.get_by_role("button", name="Sortieren").click()
    assert "sort=newest" in page.url
    page.get_by_role("link", name="Karte").click()
    expect(page.get_by_role("heading", name="Als Liste")).to_be_visible()
    assert "orientation=portrait" in page.url


def test_pictures_are_handed_in_without_scripts(plain: Watched, tmp_path: Path) -> None:
    path = tmp_path / "neu.jpg"
    path.write_bytes(make_photo(seed=501))
    plain.log_in()
    page = plain.go("/hochladen")
    page.get_by_label("Ihre Bilder").set_input_files(path)
    page.locator("input[name=license]").first.check()
    page.locator("input[name=agreement]").check()
    page.get_by_role("button", name="Einreichen").click()
    # The page reloads itself until the picture has been looked at.
    expect(page.get_by_text("zur Begutachtung angenommen")).to_be_visible(timeout=30_000)


def test_open_questions_are_answered_and_the_picture_is_published(
    plain: Watched, tmp_path: Path
) -> None:
    path = tmp_path / "offen.jpg"
    path.write_bytes(make_photo(seed=502))
    plain.log_in()
    page = plain.go("/hochladen")
    page.get_by_label("Ihre Bilder").set_input_files(path)
    page.locator("input[name=license]").first.check()
    page.locator("input[name=agreement]").check()
    page.get_by_role("button", name="Einreichen").click()
    page.get_by_role("link", name=re.compile("^Fragen")).click(timeout=30_000)
    for name, code in answers_of(Declarations.nothing_to_release()).items():
        page.locator(f"input[name={name}][value={code}]").check()
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("status")).to_contain_text("Ihre Antworten sind vermerkt")
    page.get_by_role("button", name="Veröffentlichen").click()
    expect(page.get_by_role("status")).to_contain_text("Das Bild ist veröffentlicht")


def test_filters_are_live_and_keep_what_is_unfolded_and_held(watched: Watched) -> None:
    page = watched.go("/suche")
    expect(page.get_by_role("button", name="Bilder zeigen")).to_be_hidden()
    page.locator("summary", has_text="Format").click()
    page.get_by_label("Hochformat").check()
    expect(page.locator(".tile")).to_have_count(1)
    assert "orientation=portrait" in page.url
    expect(page.get_by_label("Hochformat")).to_be_focused()
    page.get_by_label("Quadrat").check()
    expect(page.locator(".tile")).to_have_count(2)


def test_on_a_narrow_screen_filters_are_a_drawer(watched: Watched) -> None:
    page = watched.page
    page.set_viewport_size({"width": 360, "height": 740})
    watched.go("/suche")
    expect(page.locator("summary", has_text="Format")).to_be_hidden()
    page.get_by_role("button", name="Filter").click()
    page.locator("summary", has_text="Format").click()
    page.get_by_label("Hochformat").check()
    expect(page.locator("[data-chosen]")).to_have_text(" (1)")
    page.keyboard.press("Escape")
    expect(page.get_by_label("Hochformat")).to_be_hidden()
    expect(page.get_by_role("button", name="Filter")).to_be_focused()
    expect(page.locator(".tile")).to_have_count(1)


def test_a_color_is_picked_and_taken_back(watched: Watched) -> None:
    page = watched.go("/suche?q=Wald")
    page.locator("summary", has_text="Farbe genau").click()
    page.get_by_label("Gesuchte Farbe").fill("#3f6b2f")
    page.get_by_role("button", name="Bilder in dieser Farbe finden").click()
    assert "q=Wald" in page.url
    assert "shade=%233f6b2f" in page.url
    page.get_by_role("link", name="Farbe #3f6b2f").click()
    assert "shade" not in page.url


def test_one_picture_leads_to_others_like_it(watched: Watched) -> None:
    page = watched.go(f"/bilder/{watched.site.published}")
    page.get_by_role("link", name="Ähnliche Bilder").click()
    expect(page.get_by_role("link", name="Ähnlich wie „Fachwerk am Untermarkt“")).to_be_visible()
    assert watched.site.published not in page.locator("#results").inner_html().partition("wall")[2]


def test_the_answer_follows_the_questions(watched: Watched) -> None:
    page = watched.go(f"/bilder/{watched.site.published}/herunterladen")
    expect(page.get_by_role("button", name="Darf ich?")).to_be_hidden()
    page.get_by_label("Berichterstattung").check()
    page.get_by_label("Druck", exact=True).check()
    expect(page.locator("#decision")).to_contain_text("Ja, ")


def test_the_credit_line_is_copied_exactly(watched: Watched) -> None:
    page = watched.go(f"/bilder/{watched.site.published}")
    page.get_by_role("button", name="Urheberangabe kopieren").click()
    expect(page.get_by_text("Kopiert")).to_be_visible()
    asset = watched.site.pool.asset(watched.site.published)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == watched.site.pool.statement(asset).credit_line


def test_pictures_are_sent_one_by_one_and_followed(watched: Watched, tmp_path: Path) -> None:
    for seed in (601, 602):
        (tmp_path / f"{seed}.jpg").write_bytes(make_photo(seed=seed))
    (tmp_path / "603.jpg").write_bytes(b"no picture at all")
    watched.log_in()
    page = watched.go("/hochladen")
    page.get_by_label("Ihre Bilder").set_input_files(sorted(tmp_path.glob("*.jpg")))
    expect(page.locator("#chosen li")).to_have_count(3)
    page.locator("input[name=license]").first.check()
    page.locator("input[name=agreement]").check()
    page.get_by_role("button", name="Einreichen").click()
    expect(page.get_by_text("zur Begutachtung angenommen")).to_have_count(2, timeout=30_000)
    expect(page.locator(".badge.refused")).to_have_count(1)


def test_pictures_can_be_dropped(watched: Watched) -> None:
    watched.log_in()
    page = watched.go("/hochladen")
    page.evaluate("""() => {
        const data = new DataTransfer();
        data.items.add(new File(["x"], "fallen.jpg", {type: "image/jpeg"}));
        const drop = new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true});
        document.getElementById("drop").dispatchEvent(drop);
    }""")
    expect(page.locator("#chosen li")).to_contain_text("fallen.jpg")


def test_on_a_narrow_screen_the_menu_opens_by_its_button(watched: Watched) -> None:
    watched.page.set_viewport_size({"width": 360, "height": 740})
    page = watched.go("/")
    expect(page.get_by_role("link", name="Bildsprache")).to_be_hidden()
    page.get_by_role("button", name="Menü").press("Enter")
    page.get_by_role("link", name="Bildsprache").click()
    page.wait_for_url("**/bildsprache")


def test_a_curator_publishes_from_the_desk(watched: Watched) -> None:
    watched.log_in()
    page = watched.go("/redaktion")
    page.get_by_role("link", name="Wartendes Bild").click()
    page.get_by_role("button", name="Veröffentlichen").click()
    expect(page.get_by_role("status")).to_contain_text("Das Bild ist veröffentlicht")
