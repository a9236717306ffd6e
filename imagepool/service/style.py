"""The image-style concept, for photographers to read: what is asked of a picture, and why."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from imagepool.errors import NotFound
from imagepool.service.current import pool
from imagepool.service.language import shown_language
from imagepool.service.words import measured
from imagepool.style.explaining import heading
from imagepool.style.limits import Limits
from imagepool.style.report import LangText
from imagepool.style.requirements import RuleSetting
from imagepool.style.rules import RULES

bp = Blueprint("style", __name__)


@bp.get("/bildsprache")
def concept() -> ResponseReturnValue:
    return render_template("style/concept.html", concept=pool.concept)


@bp.get("/bildsprache/<name>")
def rule(name: str) -> ResponseReturnValue:
    setting = pool.concept.setting(name)
    if setting is None:
        raise NotFound("rule", name)
    found = RULES.named(name)
    return render_template(
        "style/rule.html",
        concept=pool.concept,
        setting=setting,
        page=found.page(shown_language()),
        heading=heading,
        required=list(in_words(setting.limits, found.unit)) if setting.limits else [],
        remedies=remedies(setting),
    )


def in_words(limits: Limits, unit: str) -> Iterator[str]:
    """Yield what the limits ask for, as sentences."""
    low, high = limits.min, limits.max
    if low.passing is not None:
        yield _("at least %(limit)s", limit=measured(low.passing, unit))
    if high.passing is not None:
        yield _("at most %(limit)s", limit=measured(high.passing, unit))
    if low.fail is not None and low.fail != low.passing:
        yield _("not accepted below %(limit)s", limit=measured(low.fail, unit))
    if high.fail is not None and high.fail != high.passing:
        yield _("not accepted above %(limit)s", limit=measured(high.fail, unit))


def remedies(setting: RuleSetting) -> list[LangText]:
    """Return how to mend what this concept may complain of."""
    if setting.remedy:
        return [setting.remedy]
    words, limits = RULES.named(setting.rule).words, setting.limits
    if limits is None:
        paths = [("outside", "remedy"), ("above", "remedy")]
    else:
        paths = [("below", "remedy")] * (limits.min.passing is not None)
        paths += [("above", "remedy")] * (limits.max.passing is not None)
    return [text for path in paths if (text := words.sentence(*path))]
