from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings, strategies as st

from imagepool.asset import State
from imagepool.rights.clearance import AssetRights
from imagepool.rights.grants import Grant
from imagepool.rights.license import Ruling
from imagepool.rights.licenses import License, Permission, load_licenses
from imagepool.rights.permission import VERDICTS, Decision, Verdict, may
from imagepool.rights.uses import Audience, Channel, Purpose, Use
from tests.rights.samples import ASSET, CLEARED

if TYPE_CHECKING:
    from collections.abc import Mapping

_TODAY = date(2026, 6, 1)
_LICENSES = load_licenses()
_OWN = _LICENSES["LicenseRef-Bilderpool-1.0"]
_RULINGS: tuple[Ruling, ...] = ("allowed", "ask", "refused")
_TABLES = ("purposes", "channels", "audiences")

_USES = st.builds(
    Use,
    purpose=st.sampled_from(Purpose),
    channel=st.sampled_from(Channel),
    audience=st.sampled_from(Audience),
    print_run=st.none() | st.integers(0, 10_000),
)


def rights(license_: License, **changes: Any) -> AssetRights:
    """Return a published, signed and declared asset under the license."""
    asset = replace(ASSET, license_id=license_.id, **changes)
    return AssetRights(asset=asset, license=license_, clearance=CLEARED)


def judge(license_: License, use: Use) -> Decision:
    return may(rights(license_), use, on=_TODAY)


def use(purpose: str, channel: str = "web", **more: Any) -> Use:
    return Use(purpose=Purpose(purpose), channel=Channel(channel), **more)


@pytest.mark.parametrize(
    ("license_id", "purpose", "channel", "verdict", "clause"),
    [
        ("CC0-1.0", "advertising", "merchandise", "allowed", "grant"),
        ("CC-BY-4.0", "advertising", "print", "conditions", "grant"),
        ("CC-BY-SA-4.0", "private", "redistribution", "conditions", "grant"),
        ("DL-DE-BY-2.0", "commercial", "web", "conditions", "grant"),
        ("LicenseRef-Bilderpool-1.0", "tourism", "print", "conditions", "purposes"),
        ("LicenseRef-Bilderpool-1.0", "editorial", "social_media", "conditions", "purposes"),
        ("LicenseRef-Bilderpool-1.0", "commercial", "web", "ask", "commercial"),
        ("LicenseRef-Bilderpool-1.0", "advertising", "social_media", "ask", "advertising"),
        ("LicenseRef-Bilderpool-1.0", "tourism", "merchandise", "refused", "merchandise"),
        ("LicenseRef-Bilderpool-1.0", "commercial", "archive", "refused", "archive"),
        ("LicenseRef-Bilderpool-1.0", "ai_training", "web", "refused", "ai-training"),
        ("LicenseRef-Bilderpool-1.0", "private", "redistribution", "refused", "redistribution"),
    ],
)
def test_each_use_is_answered_by_its_clause(
    license_id: str, purpose: str, channel: str, verdict: Verdict, clause: str
) -> None:
    decision = judge(_LICENSES[license_id], use(purpose, channel))
    assert (decision.verdict, decision.clause) == (verdict, clause)
    assert decision.granted == (verdict in ("allowed", "conditions"))


def test_the_conditions_are_named_with_their_clauses() -> None:
    decision = judge(_OWN, use("tourism", "social_media"))
    assert "attribution" in decision.condition_clauses
    assert "recall" in decision.condition_clauses
    assert decision.condition_clauses[-1] == "social-media"
    assert len(decision.conditions) == len(decision.condition_clauses)
    assert "unbezahlte Beiträge" in decision.conditions[-1]["de"]
    assert "share-alike" in judge(_LICENSES["CC-BY-SA-4.0"], use("private")).condition_clauses
    assert judge(_LICENSES["CC0-1.0"], use("private")).conditions == ()


def test_every_clause_of_every_decision_is_an_anchor_in_both_texts() -> None:
    for license_, purpose, channel, audience in product(
        _LICENSES.values(), Purpose, Channel, Audience
    ):
        decision = judge(license_, Use(purpose=purpose, channel=channel, audience=audience))
        for language in ("de", "en"):
            anchors = {clause.id for clause in license_.text_clauses(language)}
            assert {decision.clause, *decision.condition_clauses} <= anchors
            assert decision.message[language]
            assert all(condition[language] for condition in decision.conditions)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"state": State.WITHDRAWN}, "withdrawn"),
        ({"state": State.IN_REVIEW}, "not_published"),
        ({"state": State.REJECTED}, "not_published"),
        ({"creator": ()}, "creator_missing"),
        ({"creator": (" ",)}, "creator_missing"),
    ],
)
def test_the_pool_refuses_where_rights_are_missing(change: Mapping[str, Any], reason: str) -> None:
    decision = may(rights(_OWN, **change), use("tourism"), on=_TODAY)
    assert (decision.verdict, decision.clause) == ("refused", reason)
    assert decision.message["de"].startswith("Nicht erlaubt.")


def test_a_license_does_not_count_before_its_first_day() -> None:
    decision = may(rights(_OWN), use("tourism"), on=date(2025, 12, 31))
    assert (decision.verdict, decision.clause) == ("refused", "license_not_yet_valid")


def test_what_the_license_does_not_name_is_refused() -> None:
    silent = replace(_OWN, purposes={}, channels={}, audiences={})
    decision = judge(silent, use("private"))
    assert (decision.verdict, decision.clause) == ("refused", _OWN.default_clause)


def test_a_print_run_beyond_the_limit_is_a_question() -> None:
    limited = replace(_OWN, print_run_max=500)
    assert judge(limited, use("tourism", "print", print_run=501)).verdict == "ask"
    within = judge(limited, use("tourism", "print", print_run=500))
    assert within.conditions[-1]["de"] == "Bis 500 gedruckte Exemplare."
    assert judge(limited, use("tourism", "web")).conditions[-1] == _OWN.clauses["recall"]


def test_a_grant_says_its_own_limits_and_is_not_contradicted_by_the_license() -> None:
    shop = use("commercial", territory="DE-TH")
    given = Grant(
        id="grant-1",
        asset_id=ASSET.id,
        requester="shop@example.org",
        use=replace(shop, territory="DE"),
        granted_by="Curator",
        granted_at="2026-05-01T12:00:00+00:00",
    )
    asked = rights(_OWN)
    cleared = replace(asked.clearance, grants=(given,))
    decision = may(replace(asked, clearance=cleared), shop, on=_TODAY)
    said = [condition["de"] for condition in decision.conditions]
    assert decision.clause == "grant"
    assert "Nur in diesem Gebiet: DE." in said
    assert "Das Bild bleibt, wie es ist; nur die Größe dürfen Sie ändern." in said
    assert "editing" not in decision.condition_clauses
    assert _OWN.clauses["editing"]["de"] not in said


def test_a_limit_of_purpose_in_words_is_a_condition() -> None:
    limit = {"de": "Nur zum Jubiläum.", "en": "For the jubilee only."}
    free = replace(_LICENSES["CC0-1.0"], purpose_limit=limit)
    assert judge(free, use("private")).verdict == "conditions"
    assert judge(free, use("private")).conditions == (limit,)


@st.composite
def restrictions(draw: st.DrawFn, license_: License) -> License:
    """Make one term of the license stricter, or take a permission away."""
    if draw(st.booleans()):
        return _stricter_rule(draw, license_)
    limits: tuple[dict[str, Any], ...] = (
        {"print_run_max": draw(st.integers(0, license_.print_run_max or 10_000))},
        {"purpose_limit": {"de": "Nur hier.", "en": "Only here."}},
        {"conditions": (*license_.conditions, draw(st.sampled_from(sorted(license_.clauses))))},
        {"valid_from": date(2026, 7, 1)},
    )
    return replace(license_, **draw(st.sampled_from(limits)))


def _stricter_rule(draw: st.DrawFn, license_: License) -> License:
    name = draw(st.sampled_from(_TABLES))
    table: dict[str, Permission] = dict(getattr(license_, name))
    key = draw(st.sampled_from(sorted(table)))
    rank = _RULINGS.index(table[key].verdict)
    verdict = draw(st.sampled_from((*_RULINGS[rank:], None)))
    if verdict is None:
        del table[key]
    else:
        table[key] = replace(table[key], verdict=verdict)
    changed: dict[str, Any] = {name: table}
    return replace(license_, **changed)


@settings(deadline=None)
@given(data=st.data(), license_id=st.sampled_from(sorted(_LICENSES)), wanted=_USES)
def test_a_further_restriction_never_widens(
    data: st.DataObject, license_id: str, wanted: Use
) -> None:
    before = _LICENSES[license_id]
    after = data.draw(restrictions(before))
    again = data.draw(restrictions(after)) if after.purposes and after.channels else after
    answers = [VERDICTS.index(judge(each, wanted).verdict) for each in (before, after, again)]
    assert answers == sorted(answers)
