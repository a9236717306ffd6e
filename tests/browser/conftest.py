"""A pool with its pages served, and a browser to look at them."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright
from werkzeug.serving import make_server

from imagepool.pool import Pool
from imagepool.rights.people import Role
from imagepool.search.query import Query
from imagepool.service import create_app
from tests.pools import ingest, settings_in, titled_photo
from tests.servers.process import missing

TITLES = ("Fachwerk am Untermarkt", "Weg im Hainich", "Blick zum Kyffhäuser", "Schlosshof")
SIZES = ((960, 640), (640, 960), (1400, 500), (700, 700))
WIDTHS = (360, 1440)
# werkzeug's own server leaves a response unclosed where the browser hung up on it.
UNCLOSED = "ignore::pytest.PytestUnraisableExceptionWarning"


@dataclass
class Site:
    """The served pool."""

    address: str
    pool: Pool
    published: str
    waiting: str
    collection: str = ""

    def link_for(self, email: str) -> str:
        return f"{self.address}/anmelden/{self.pool.accounts.one_time_token(email)}"


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    with Pool.open(settings_in(folder)) as pool:
        outcomes = ingest(pool, *_photos(folder / "in"))
        published = next(str(each.id) for each in outcomes if each.file.endswith("0.jpg"))
        waiting = ingest(pool, _photo(folder / "w.jpg", 99, "Wartendes Bild"), publish=False)
        anna = pool.accounts.admit("anna@example.org", name="Anna", role=Role.CURATOR)
        saved = pool.wishes.save(anna.id, Query.parse("Wald orientation:landscape"))
        pool.wishes.want_mail(saved.id, anna.id, wanted=True)
        collection = pool.collections.make(title="Unser Herbst", public=True, actor="anna").id
        pool.collections.put(collection, [str(each.id) for each in outcomes], actor="anna")
        server = make_server("127.0.0.1", 0, create_app(pool), threaded=True)
        stop = threading.Event()
        threads = [
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}),
            threading.Thread(target=pool.work, args=(stop,)),
        ]
        for thread in threads:
            thread.start()
        address = f"http://127.0.0.1:{server.server_port}"
        yield Site(address, pool, published, str(waiting[0].id), collection)
        stop.set()
        server.shutdown()
        server.server_close()
        for thread in threads:
            thread.join(20)


def _photos(folder: Path) -> Iterator[Path]:
    folder.mkdir()
    for seed, title in enumerate(TITLES):
        yield _photo(folder / f"{seed}.jpg", seed, title)


def _photo(path: Path, seed: int, title: str) -> Path:
    size = SIZES[seed % len(SIZES)]
    alt_text = f"{title} im Licht"
    photo = titled_photo(seed, size=size, title=title, keywords=("Wald",), alt_text=alt_text)
    path.write_bytes(photo)
    return path


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    program = os.environ.get("IMAGEPOOL_TEST_CHROMIUM") or shutil.which("chromium")
    if not program:
        missing("no Chromium: apt-get install chromium, or name one in IMAGEPOOL_TEST_CHROMIUM")
    with sync_playwright() as playwright:
        try:
            chromium = playwright.chromium.launch(executable_path=program)
        except Error as error:
            missing(f"{program} does not start: {error}")
        yield chromium
        chromium.close()


@dataclass
class Watched:
    """A page in a browser that notes what must not happen."""

    page: Page
    site: Site
    troubles: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda told: self._note(told.type, told.text))
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("request", lambda request: self._foreign(request.url))

    def go(self, path: str) -> Page:
        self.page.goto(path if path.startswith("http") else self.site.address + path)
        return self.page

    def log_in(self, email: str = "anna@example.org") -> None:
        self.go(self.site.link_for(email)).get_by_role("button", name="Jetzt anmelden").click()

    def _note(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.troubles.append(text)

    def _foreign(self, url: str) -> None:
        if not url.startswith(self.site.address):
            self.troubles.append(f"third-party request: {url}")


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="de-DE", permissions=["clipboard-read", "clipboard-write"])
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def watched(context: BrowserContext, site: Site) -> Iterator[Watched]:
    """Give a page; the test fails if it logs an error or asks a third party for anything."""
    watched = Watched(context.new_page(), site)
    yield watched
    assert watched.troubles == []


@pytest.fixture
def pictures() -> Path | None:
    """Give the folder for screenshots, if IMAGEPOOL_TEST_SCREENSHOTS names one."""
    named = os.environ.get("IMAGEPOOL_TEST_SCREENSHOTS")
    return Path(named) if named else None
