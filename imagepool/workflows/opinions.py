"""Opinions: curators overrule what a rule said, or note what it missed; both are kept and counted.

An overruled finding no longer blocks publishing. An opinion holds as long as the rule's measure
stays the same, under whichever concept; the history keeps every change of mind.
"""

from __future__ import annotations

from collections.abc import Iterable

from imagepool.asset import Asset
from imagepool.catalogue.catalogue import Transaction
from imagepool.errors import InvalidRequest, NotFound
from imagepool.style.calibration.agreement import RuleAgreement, agreements
from imagepool.style.calibration.opinion import Opinion, Stance
from imagepool.style.concept_file.spelling import did_you_mean
from imagepool.style.report import Finding, Report
from imagepool.workflows.workshop import Workshop, event, now

_OBJECTIONS = (Stance.OVERRULED, Stance.MISSED)


def overrule(workshop: Workshop, asset_id: str, rule: str, *, actor: str, reason: str) -> Opinion:
    """Say that the rule should not have spoken here; raises ``InvalidRequest`` without a reason."""
    return _object(workshop, asset_id, rule, Stance.OVERRULED, actor=actor, reason=reason)


def miss(workshop: Workshop, asset_id: str, rule: str, *, actor: str, reason: str) -> Opinion:
    """Say that the rule should have spoken here; raises ``InvalidRequest`` without a reason."""
    return _object(workshop, asset_id, rule, Stance.MISSED, actor=actor, reason=reason)


def uphold(workshop: Workshop, asset_id: str, rule: str, *, actor: str) -> None:
    """Take an objection back: what the rule said, or that it said nothing, stands."""
    with workshop.catalogue.transaction() as books:
        report = _report(books, asset_id)
        finding = _finding(report, rule)
        if finding.opinion is None or finding.opinion.stance not in _OBJECTIONS:
            return
        if finding.noticed:
            books.opinions.set(_opinion(asset_id, report, finding, Stance.UPHELD, actor))
        else:
            books.opinions.remove(finding.opinion)
        books.events.add(event("uphold", asset_id, actor=actor, rule=rule))


def overrule_all(
    books: Transaction, asset: Asset, findings: Iterable[Finding], *, actor: str, reason: str
) -> None:
    """Overrule these findings, inside the act that makes it necessary."""
    report = _report(books, asset.id)
    for finding in findings:
        opinion = _opinion(asset.id, report, finding, Stance.OVERRULED, actor, reason)
        books.opinions.set(opinion)
        books.events.add(event("overrule", asset.id, actor=actor, rule=finding.rule, reason=reason))


def note_decision(books: Transaction, asset_id: str, *, actor: str, published: bool) -> None:
    """Count the findings to which whoever decided on the photo did not object."""
    kept = books.assets.report(asset_id)
    if kept is None:
        return
    report = Report.from_json(kept).under(books.opinions.of_asset(asset_id))
    stance = Stance.LET_PASS if published else Stance.UPHELD
    for finding in report.noticed:
        if not finding.overruled:
            books.opinions.set(_opinion(asset_id, report, finding, stance, actor))


def agreement(workshop: Workshop) -> tuple[RuleAgreement, ...]:
    """Return how far curators agree with each rule, the most overruled first."""
    with workshop.catalogue.reading() as books:
        return agreements(books.opinions.tallies())


def cases(workshop: Workshop, rule: str, *, limit: int = 100) -> tuple[tuple[Opinion, Asset], ...]:
    """Return the newest objections to a rule, each with its photo."""
    with workshop.catalogue.reading() as books:
        found = books.opinions.of_rule(rule, _OBJECTIONS, limit)
        assets = books.assets.many([opinion.asset_id for opinion in found])
    return tuple((opinion, assets[opinion.asset_id]) for opinion in found)


def _object(
    workshop: Workshop, asset_id: str, rule: str, stance: Stance, *, actor: str, reason: str
) -> Opinion:
    reason = reason.strip()
    if not reason:
        raise InvalidRequest(
            "to object to a rule needs a reason", hint="say why, for those who come after"
        )
    with workshop.catalogue.transaction() as books:
        report = _report(books, asset_id)
        finding = _finding(report, rule)
        _fits(finding, stance)
        opinion = _opinion(asset_id, report, finding, stance, actor, reason)
        books.opinions.set(opinion)
        act = "overrule" if stance is Stance.OVERRULED else "miss"
        books.events.add(event(act, asset_id, actor=actor, rule=rule, reason=reason))
    return opinion


def _fits(finding: Finding, stance: Stance) -> None:
    if finding.noticed is (stance is Stance.OVERRULED):
        return
    if finding.noticed:
        raise InvalidRequest(
            f"the rule {finding.rule!r} did not miss this: it spoke",
            hint="overrule it where it should not have",
        )
    raise InvalidRequest(
        f"the rule {finding.rule!r} has nothing against this photo",
        hint="note it as missed where it should have spoken",
    )


def _report(books: Transaction, asset_id: str) -> Report:
    books.assets.get(asset_id)
    kept = books.assets.report(asset_id)
    if kept is None:
        raise NotFound("report", asset_id, hint="this photo was never judged")
    return Report.from_json(kept).under(books.opinions.of_asset(asset_id))


def _finding(report: Report, rule: str) -> Finding:
    by_rule = {finding.rule: finding for finding in report.findings}
    if rule not in by_rule:
        hint = did_you_mean(rule, by_rule)
        raise InvalidRequest(f"this photo was not judged by a rule {rule!r}", hint=hint)
    return by_rule[rule]


def _opinion(
    asset_id: str, report: Report, finding: Finding, stance: Stance, actor: str, reason: str = ""
) -> Opinion:
    return Opinion(
        asset_id=asset_id,
        rule=finding.rule,
        measure_version=finding.measure_version,
        stance=stance,
        reason=reason,
        actor=actor,
        at=now(),
        concept_id=report.concept_id,
        concept_version=report.concept_version,
        value=finding.value,
    )
