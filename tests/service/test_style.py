from __future__ import annotations

import pytest

from imagepool.pool import Pool
from imagepool.service import create_app
from imagepool.service.requirement import in_words, remedies
from imagepool.style.limits import Bound, Level, Limits
from imagepool.style.requirements import RuleSetting
from tests.service.conftest import Visitor


def test_an_unknown_rule_is_not_found(visitor: Visitor) -> None:
    assert visitor.get("/bildsprache/beauty").status_code == 404


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (
            Limits(max=Bound(warn=0.85, fail=1.15)),
            ["höchstens 0,85 px", "nicht angenommen über 1,15 px"],
        ),
        (Limits(min=Bound(warn=2, fail=2)), ["mindestens 2 px"]),
        (Limits(min=Bound(fail=2)), ["mindestens 2 px"]),
        (Limits(max=Bound(warn=0)), ["keine"]),
        (Limits(min=Bound(warn=3, fail=2)), ["mindestens 3 px", "nicht angenommen unter 2 px"]),
        (Limits(), []),
    ],
)
def test_limits_are_said_in_words(pool: Pool, limits: Limits, said: list[str]) -> None:
    with create_app(pool).test_request_context("/"):
        assert list(in_words(limits, "px")) == said


@pytest.mark.parametrize(
    ("setting", "counted"),
    [
        (RuleSetting(rule="sharpness", level=Level.MUST, limits=Limits(max=Bound(fail=1))), 1),
        (RuleSetting(rule="sharpness", level=Level.MUST, limits=Limits()), 0),
        (RuleSetting(rule="color-mode", level=Level.MUST, limits=None), 1),
        (RuleSetting(rule="noise", level=Level.MUST, limits=None, remedy={"de": "So."}), 1),
    ],
)
def test_only_what_may_be_complained_of_is_to_be_mended(setting: RuleSetting, counted: int) -> None:
    assert len(remedies(setting)) == counted
