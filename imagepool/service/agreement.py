"""How far the editors agree with each rule, and their objections one by one."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from imagepool.errors import NotFound
from imagepool.rights.people import Role
from imagepool.service.current import pool
from imagepool.service.visitors import only
from imagepool.style.calibration.agreement import RuleAgreement
from imagepool.style.known_rules import KNOWN_RULES

bp = Blueprint("agreement", __name__, url_prefix="/redaktion/regeln")


@bp.get("")
@only(Role.CURATOR)
def rules() -> ResponseReturnValue:
    return render_template("agreement/rules.html", found=pool.style.agreement(), current=is_current)


@bp.get("/<name>")
@only(Role.CURATOR)
def rule(name: str) -> ResponseReturnValue:
    cases = pool.style.cases(name)
    if not cases and name not in KNOWN_RULES:
        raise NotFound("rule", name)
    unit = KNOWN_RULES.named(name).unit if name in KNOWN_RULES else ""
    return render_template("agreement/rule.html", name=name, cases=cases, unit=unit)


def is_current(found: RuleAgreement) -> bool:
    """Say whether the rule measures today as it did when it was judged so."""
    return (
        found.rule in KNOWN_RULES
        and KNOWN_RULES.named(found.rule).measure_version == found.measure_version
    )
