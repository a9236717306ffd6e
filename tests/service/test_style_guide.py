"""The style guide of a region, as photographers read it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest

from imagepool.photo.scenes import draw_scene
from imagepool.pool import Pool
from imagepool.service import create_app
from imagepool.service.requirement import Requirement
from imagepool.style.examples.gallery import EXAMPLES, draw_example
from imagepool.style.explaining import explain
from imagepool.style.limits import Bound, Level, Limits
from imagepool.style.requirements import Easing, RuleSetting
from imagepool.style.rules import RULES
from imagepool.style.unmeasured import unmeasured
from tests.pools import CREATOR, ingest, settings_in
from tests.service.conftest import Visitor

SCENE = "winterwald-im-hainich"

every_language = pytest.mark.parametrize("lang", ["de", "en"])


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pool]:
    """Give a pool that works by the region's own concept, with one picture of a theme."""
    folder = tmp_path_factory.mktemp("guide")
    picture = folder / f"{SCENE}.jpg"
    picture.write_bytes(draw_scene(SCENE))
    with Pool.open(settings_in(folder, concept="")) as opened:
        ingest(opened, picture)
        yield opened


@pytest.fixture
def visitor(guide: Pool) -> Visitor:
    return Visitor(create_app(guide).test_client())


def words_of(page: str) -> str:
    """Return what a reader sees: no tags, one space between words."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


@every_language
def test_the_guide_tells_every_requirement_with_its_reason(
    visitor: Visitor, guide: Pool, lang: str
) -> None:
    page = visitor.get(f"/bildsprache?lang={lang}").text
    words = words_of(page)
    for setting in guide.concept.rules:
        assert f'href="/bildsprache/{setting.rule}?lang={lang}"' in page
        assert setting.why.get(lang, "") in words
        assert all(one.why.get(lang, "") in words for one in setting.exceptions)
    assert all(one.title[lang] in words for one in guide.concept.themes)
    assert all(one.title[lang] in words for one in guide.concept.tonalities)
    for color in guide.concept.palette:
        assert color.name[lang] in words
        assert f'fill="{color.color}"' in page
    assert all(one.question[lang] in words for one in guide.concept.checklist)
    assert all(one.why[lang] in words for one in unmeasured())


def test_a_published_picture_stands_on_the_cover_and_at_its_theme(visitor: Visitor) -> None:
    page = visitor.get("/bildsprache").text
    assert 'class="cover pictured"' in page
    assert page.count(f"© {CREATOR}") == 1
    assert f"Bild: Winterwald im Hainich, {CREATOR}" in page


@every_language
def test_a_rules_page_says_what_explain_prints(visitor: Visitor, guide: Pool, lang: str) -> None:
    for setting in guide.concept.rules:
        answer = visitor.get(f"/bildsprache/{setting.rule}?lang={lang}")
        assert answer.status_code == 200
        _title, _line, printed = explain(setting.rule, lang).split("\n", 2)
        assert " ".join(printed.split()) in words_of(answer.text)


def test_examples_are_shown_with_words_for_those_who_do_not_see_them(
    visitor: Visitor, guide: Pool
) -> None:
    page = visitor.get("/bildsprache?lang=de").text
    for setting in guide.concept.rules:
        words = RULES.named(setting.rule).words
        shown = f'src="/bildsprache/{setting.rule}/schlecht.jpg"' in page
        assert shown is (setting.rule in EXAMPLES)
        for kind in ("good", "bad") if shown else ("none",):
            assert words.sentence("example", kind)["de"] in html.unescape(page)


@pytest.mark.parametrize(("name", "good"), [("gut.jpg", True), ("schlecht.jpg", False)])
def test_an_example_is_a_picture(visitor: Visitor, name: str, good: bool) -> None:
    answer = visitor.get(f"/bildsprache/frame/{name}")
    assert answer.mimetype == "image/jpeg"
    assert answer.data == draw_example("frame", good=good)
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert visitor.get(f"/bildsprache/metadata/{name}").status_code == 404


def test_exceptions_say_what_then_holds(guide: Pool) -> None:
    darker = Easing(when="night", limits=Limits(min=Bound(warn=40, fail=20)))
    setting = RuleSetting(
        rule="darkness",
        level=Level.MUST,
        limits=Limits(min=Bound(warn=65, fail=45)),
        exceptions=(
            Easing(when="stage", exempt=True, why={"de": "Dort ist es dunkel.", "en": "Dark."}),
            Easing(when="twilight", level=Level.SHOULD),
            darker,
        ),
    )
    with create_app(guide).test_request_context("/"):
        assert Requirement(setting).exceptions == [
            ("Bühne oder Untertage", "nicht verlangt", "Dort ist es dunkel."),
            ("Dämmerung", "nur eine Warnung", ""),
            ("Nachtaufnahme", "mindestens 40 von 100, nicht angenommen unter 20 von 100", ""),
        ]


def test_a_rough_rule_is_told_as_one_that_only_warns(guide: Pool) -> None:
    limits = Limits(min=Bound(warn=35, fail=20))
    setting = RuleSetting(rule="contrast", level=Level.MUST, limits=limits)
    with create_app(guide).test_request_context("/?lang=en"):
        told = Requirement(setting)
        assert told.level is Level.SHOULD
        assert told.required == ["at least 35 of 100"]
        assert told.quantity == "Range of lightness"
