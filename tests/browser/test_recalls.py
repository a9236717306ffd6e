"""The pages of recalls, as people with and without a mouse use them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from imagepool.rights.recalls.notices import Answer
from tests.browser.conftest import UNCLOSED, Site, Watched
from tests.browser.test_pages import inspect
from tests.recalls import published, recalled, taken

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings(UNCLOSED)]


@dataclass
class Called:
    """A recall with a holder who has not answered yet."""

    recall_id: str
    asset_id: str
    token: str


@pytest.fixture(scope="module")
def called(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Called:
    asset_id = published(site.pool, tmp_path_factory.mktemp("called"), 4711, title="Rückrufbild")
    taken(site.pool, asset_id, "presse@example.org")
    recall = recalled(site.pool, asset_id, message="Bitte bald.", replacements=[site.published])
    [told] = site.pool.recalls.file(recall.id).told
    return Called(recall.id, asset_id, told.notice.token)


@pytest.mark.parametrize(
    ("name", "path"), [("answer", "/rueckruf/{0.token}"), ("recalled", "/rueckrufe")]
)
def test_a_public_page_of_recalls_is_sound(
    watched: Watched, pictures: Path | None, called: Called, name: str, path: str
) -> None:
    for language in ("de", "en"):
        watched.go(f"{path.format(called)}?lang={language}")
        inspect(watched.page, pictures, name, language)


def test_the_tombstone_is_sound(watched: Watched, pictures: Path | None, called: Called) -> None:
    inspect(watched.go(f"/bilder/{called.asset_id}"), pictures, "tombstone")
    # The browser itself logs that the picture is gone.
    assert [trouble for trouble in watched.troubles if "410" not in trouble] == []
    watched.troubles.clear()


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("recalls", "/redaktion/rueckrufe"),
        ("recall", "/redaktion/rueckrufe/{0.recall_id}"),
        ("recall-report", "/redaktion/rueckrufe/{0.recall_id}/bericht"),
        ("recall-form", "/redaktion/rueckrufe/neu?asset={0.asset_id}&sought=Hainich"),
        ("recalled-review", "/redaktion/{0.asset_id}"),
    ],
)
def test_a_page_of_the_desk_is_sound(
    watched: Watched, pictures: Path | None, called: Called, name: str, path: str
) -> None:
    watched.log_in()
    watched.go(path.format(called))
    inspect(watched.page, pictures, name)


def test_one_key_answers_what_the_mail_has_chosen(
    watched: Watched, called: Called, site: Site
) -> None:
    page = watched.go(f"/rueckruf/{called.token}?antwort=printed_before")
    assert site.pool.recalls.question(called.token).notice.answer is None
    page.get_by_role("radio", name="Es ist nur in früher Gedrucktem").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Vielen Dank").wait_for()
    assert site.pool.recalls.question(called.token).notice.answer is Answer.PRINTED_BEFORE
