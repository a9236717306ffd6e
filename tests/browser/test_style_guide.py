"""The region's style guide: read on screens, by keyboard, and printed as a brochure."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from werkzeug.serving import make_server

from imagepool.photo.scenes import draw_scene
from imagepool.pool import Pool
from imagepool.service import create_app
from tests.browser.conftest import UNCLOSED, Site, Watched
from tests.browser.test_pages import inspect
from tests.pools import ingest, settings_in

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings(UNCLOSED)]

SCENES = ("winterwald-im-hainich", "unstrut-bei-artern", "kyffhaeuserdenkmal")
A4 = (595, 842)  # points
PAGES = range(9, 21)  # a cover, the words, three or four rules a page, the questions


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve a pool that works by the region's own concept."""
    folder = tmp_path_factory.mktemp("guide")
    for name in SCENES:
        (folder / f"{name}.jpg").write_bytes(draw_scene(name))
    with Pool.open(settings_in(folder, concept="")) as pool:
        ingest(pool, *sorted(folder.glob("*.jpg")))
        server = make_server("127.0.0.1", 0, create_app(pool), threaded=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield Site(f"http://127.0.0.1:{server.server_port}", pool, "", "")
        server.shutdown()
        server.server_close()
        thread.join(20)


@pytest.fixture
def reader(context: BrowserContext, guide: Site) -> Iterator[Watched]:
    watched = Watched(context.new_page(), guide)
    yield watched
    assert watched.troubles == []


def load_all(page: Page) -> None:
    """Load every picture, those further down too; fails where one cannot be shown."""
    page.evaluate("""() => Promise.all([...document.images].map(one => {
        one.loading = "eager";
        return one.decode();
    }))""")


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("path", ["/bildsprache", "/bildsprache/sharpness"])
def test_the_guide_is_sound_at_every_width(
    reader: Watched, pictures: Path | None, path: str, lang: str
) -> None:
    page = reader.go(f"{path}?lang={lang}")
    load_all(page)
    inspect(page, pictures, "guide" if path == "/bildsprache" else "guided", lang)


def test_every_example_is_seen(reader: Watched) -> None:
    page = reader.go("/bildsprache")
    load_all(page)
    examples = page.locator(".examples img")
    assert examples.count() >= 20
    assert all(one.get_attribute("alt") for one in examples.all())


def test_the_guide_is_read_by_keyboard(reader: Watched) -> None:
    page = reader.go("/bildsprache")
    for words in ("Drucken oder als PDF sichern", "Was gemessen wird", "Schärfe"):
        press_until(page, words)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Schärfe")
    press_until(page, "Bildsprache Nordthüringen")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Bildsprache Nordthüringen")


def press_until(page: Page, words: str, *, at_most: int = 60) -> None:
    """Press Tab until the keyboard is on what says so."""
    for _ in range(at_most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == words:
            return
    pytest.fail(f"{words!r} cannot be reached by keyboard")


def test_the_button_prints(reader: Watched) -> None:
    page = reader.go("/bildsprache")
    page.evaluate("window.print = () => document.title = 'printed'")
    page.get_by_role("button", name="Drucken oder als PDF sichern").press("Enter")
    expect(page).to_have_title("printed")


@pytest.mark.parametrize("lang", ["de", "en"])
def test_it_prints_as_a_brochure(reader: Watched, tmp_path: Path, lang: str) -> None:
    page = reader.go(f"/bildsprache?lang={lang}")  # and print at once, without scrolling
    pdf = page.pdf(path=tmp_path / "guide.pdf", prefer_css_page_size=True)
    sizes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", pdf)
    assert {(round(float(wide)), round(float(tall))) for wide, tall in sizes} == {A4}
    assert len(sizes) in PAGES
    drawn = len(re.findall(rb"/Subtype\s*/Image", pdf))
    assert drawn >= page.locator(".examples .fail img").count()


def test_no_rule_is_torn_apart_by_a_page(reader: Watched) -> None:
    page = reader.go("/bildsprache")
    page.emulate_media(media="print")
    torn = "each => getComputedStyle(each).breakInside !== 'avoid'"
    assert page.locator(".requirement").count() == len(reader.site.pool.concept.rules)
    assert not page.locator(".requirement").evaluate_all(f"all => all.some({torn})")
    hidden = ".top, .foot, .contents, [data-print]"
    assert not any(one.is_visible() for one in page.locator(hidden).all())
