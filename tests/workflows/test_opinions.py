from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from imagepool.asset import State
from imagepool.errors import InvalidRequest, InvalidTransition, NotFound
from imagepool.pool import Pool
from imagepool.style.calibration.opinion import Stance
from imagepool.style.report import Report, Verdict
from tests.making import make_photo
from tests.pools import ingest, put_photos

WHY = "historic, there is no larger one"


@pytest.fixture
def small(pool: Pool, tmp_path: Path) -> str:
    """Give a picture that the lenient concept's only rule fails."""
    path = tmp_path / "small.jpg"
    path.write_bytes(make_photo(60, 40))
    [outcome] = ingest(pool, path)
    assert outcome.state is State.RETURNED
    return str(outcome.id)


@pytest.fixture
def good(pool: Pool, tmp_path: Path) -> str:
    [outcome] = ingest(pool, *put_photos(tmp_path / "in", 1))
    return str(outcome.id)


def report_of(pool: Pool, asset_id: str) -> Report:
    report = pool.report(asset_id)
    assert report
    return report


def counts(pool: Pool) -> tuple[int, int, int, int]:
    [found] = pool.style.agreement()
    return found.upheld, found.let_pass, found.overruled, found.missed


def test_an_overruled_fail_no_longer_blocks_publishing(pool: Pool, small: str) -> None:
    with pytest.raises(InvalidTransition):
        pool.publish(small, actor="Curator")
    pool.style.overrule(small, "resolution", actor="Curator", reason=f" {WHY} ")
    [finding] = report_of(pool, small).findings
    assert finding.verdict is Verdict.FAIL  # what the rule said is not rewritten
    assert finding.opinion
    assert (finding.opinion.actor, finding.opinion.reason) == ("Curator", WHY)
    assert report_of(pool, small).verdict is Verdict.PASS
    assert pool.publish(small, actor="Curator").state is State.PUBLISHED
    assert counts(pool) == (0, 0, 1, 0)


def test_to_publish_all_the_same_is_to_overrule_what_failed(pool: Pool, small: str) -> None:
    pool.publish(small, actor="Curator", overrule=WHY)
    [(opinion, asset)] = pool.style.cases("resolution")
    assert (asset.id, opinion.reason, opinion.value) == (small, WHY, 0.0024)
    assert [event.act for event in pool.events(small)] == ["ingest", "overrule", "publish"]


def test_an_objection_can_be_taken_back(pool: Pool, small: str) -> None:
    pool.style.overrule(small, "resolution", actor="Curator", reason=WHY)
    for _ in range(2):
        pool.style.uphold(small, "resolution", actor="Another")
    assert report_of(pool, small).verdict is Verdict.FAIL
    assert counts(pool) == (1, 0, 0, 0)
    assert [(event.act, event.actor) for event in pool.events(small)[1:]] == [
        ("overrule", "Curator"),
        ("uphold", "Another"),
    ]


def test_what_a_rule_missed_is_counted(pool: Pool, good: str) -> None:
    pool.style.miss(good, "resolution", actor="Curator", reason="upscaled from a thumbnail")
    [finding] = report_of(pool, good).findings
    assert finding.opinion
    assert finding.opinion.stance is Stance.MISSED
    assert report_of(pool, good).verdict is Verdict.PASS
    assert counts(pool) == (0, 0, 0, 1)
    [agreement] = pool.style.agreement()
    assert (agreement.precision, agreement.recall) == (None, 0.0)
    pool.style.uphold(good, "resolution", actor="Curator")
    assert pool.style.agreement() == ()


def test_a_decision_without_objection_upholds_what_was_said(pool: Pool, small: str) -> None:
    assert pool.style.agreement() == ()  # nobody has looked yet
    pool.return_(small, actor="Curator", reason="please send the original")
    assert counts(pool) == (1, 0, 0, 0)
    pool.publish(small, actor="Curator", overrule=WHY)
    assert counts(pool) == (0, 0, 1, 0)


def test_to_withdraw_says_nothing_of_the_rules(pool: Pool, small: str) -> None:
    pool.withdraw(small, actor="Curator", reason="no consent")
    assert pool.style.agreement() == ()


@pytest.mark.parametrize("reason", ["", "  "])
def test_every_objection_needs_a_reason(pool: Pool, small: str, reason: str) -> None:
    with pytest.raises(InvalidRequest, match="needs a reason"):
        pool.style.overrule(small, "resolution", actor="Curator", reason=reason)


def test_only_what_was_said_is_overruled_and_only_silence_missed(
    pool: Pool, small: str, good: str
) -> None:
    with pytest.raises(InvalidRequest, match="nothing against"):
        pool.style.overrule(good, "resolution", actor="Curator", reason=WHY)
    with pytest.raises(InvalidRequest, match="it spoke"):
        pool.style.miss(small, "resolution", actor="Curator", reason=WHY)
    with pytest.raises(InvalidRequest, match="not judged by") as refusal:
        pool.style.overrule(small, "resolutoin", actor="Curator", reason=WHY)
    assert "resolution" in refusal.value.hint
    with pytest.raises(NotFound):
        pool.style.overrule("nobody", "resolution", actor="Curator", reason=WHY)


def _judged_again(pool: Pool, asset_id: str, **changes: Any) -> Report:
    report = report_of(pool, asset_id)
    [finding] = report.findings
    again = replace(report, concept_version="9.0.0", findings=(replace(finding, **changes),))
    with pool._workshop.catalogue.transaction() as books:
        books.assets.set_report(asset_id, again.as_json())
    return report_of(pool, asset_id)


def test_an_objection_outlives_another_judgement_but_not_another_measure(
    pool: Pool, small: str
) -> None:
    pool.style.overrule(small, "resolution", actor="Curator", reason=WHY)
    again = _judged_again(pool, small, value=0.0025)
    assert again.findings[0].overruled
    assert again.verdict is Verdict.PASS
    measured_anew = _judged_again(pool, small, measure_version=99)
    assert not measured_anew.findings[0].overruled
    assert measured_anew.verdict is Verdict.FAIL


def test_an_objection_to_what_is_no_longer_said_is_silent(pool: Pool, small: str) -> None:
    pool.style.overrule(small, "resolution", actor="Curator", reason=WHY)
    again = _judged_again(pool, small, noticed=False, verdict=Verdict.PASS)
    assert again.findings[0].opinion is None
