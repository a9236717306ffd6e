"""The image-style concept, for photographers to read: what is asked of a picture, and why."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, Response, render_template, url_for
from flask.typing import ResponseReturnValue

from imagepool.asset import Asset
from imagepool.errors import NotFound
from imagepool.search.query import Query
from imagepool.service.current import pool
from imagepool.service.headers import FILE_POLICY
from imagepool.service.language import shown_language
from imagepool.service.requirement import Requirement
from imagepool.service.search import WIDE
from imagepool.style.examples.gallery import draw_example
from imagepool.style.explaining import concept_lines, heading
from imagepool.style.limits import Level
from imagepool.style.requirements import Question, Theme
from imagepool.style.unmeasured import unmeasured

bp = Blueprint("style", __name__)
SHOWN = 6  # pictures that a theme may choose from, so that no two themes show the same


@bp.get("/bildsprache")
def concept() -> ResponseReturnValue:
    requirements = [Requirement(setting) for setting in pool.concept.rules]
    pictures = dict(_pictures(pool.concept.themes))
    cover = next((one for one in pictures.values() if one.original.orientation in WIDE), None)
    return render_template(
        "style/concept.html",
        concept=pool.concept,
        cover=cover,
        credit=pool.statement(cover).credit_line if cover else "",
        levels={level: [one for one in requirements if one.level is level] for level in Level},
        pictures=pictures,
        example=example_address,
        topics=list(_by_topic(pool.concept.checklist)),
        unmeasured=unmeasured(),
    )


@bp.get("/bildsprache/<name>")
def rule(name: str) -> ResponseReturnValue:
    setting = pool.concept.setting(name)
    if setting is None:
        raise NotFound("rule", name)
    requirement = Requirement(setting)
    return render_template(
        "style/rule.html",
        concept=pool.concept,
        it=requirement,
        page=requirement.page,
        lines=list(concept_lines(requirement.rule, shown_language())),
        heading=heading,
        example=example_address,
    )


@bp.get("/bildsprache/<name>/gut.jpg", endpoint="good", defaults={"good": True})
@bp.get("/bildsprache/<name>/schlecht.jpg", endpoint="bad", defaults={"good": False})
def example(name: str, *, good: bool) -> Response:
    response = Response(draw_example(name, good=good), mimetype="image/jpeg")
    response.headers["Cache-Control"] = "public, max-age=86400"
    response.headers["Content-Security-Policy"] = FILE_POLICY
    return response


def example_address(name: str, kind: str) -> str:
    """Return where the example lies, ``good`` or ``bad``."""
    return url_for(f"style.{kind}", name=name)


def _by_topic(checklist: tuple[Question, ...]) -> Iterator[list[Question]]:
    """Yield the questions of each topic together, in the concept's order."""
    topics = dict.fromkeys(one.topic["de"] for one in checklist)
    return ([one for one in checklist if one.topic["de"] == topic] for topic in topics)


def _pictures(themes: tuple[Theme, ...]) -> Iterator[tuple[str, Asset]]:
    """Yield for each theme a published picture of it, the newest that no other theme shows."""
    seen: set[str] = set()
    for theme in themes:
        found = pool.search(Query(filters={"theme": (theme.id,)}, limit=SHOWN)).hits
        asset = next((hit.asset for hit in found if hit.asset.id not in seen), None)
        if asset:
            seen.add(asset.id)
            yield theme.id, asset
