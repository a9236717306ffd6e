"""The image-style concept, for photographers to read: what is asked of a picture, and why."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from imagepool.errors import NotFound
from imagepool.service.current import pool

bp = Blueprint("style", __name__)


@bp.get("/bildsprache")
def concept() -> ResponseReturnValue:
    return render_template("style/concept.html", concept=pool.concept)


@bp.get("/bildsprache/<rule>")
def rule(rule: str) -> ResponseReturnValue:
    setting = next((each for each in pool.concept.rules if each.rule == rule), None)
    if setting is None:
        raise NotFound("rule", rule)
    return render_template("style/rule.html", concept=pool.concept, setting=setting)
