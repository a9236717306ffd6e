"""The style desk: what a pool does with its image-style concept, as part of its front door."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from imagepool.asset import Asset, State
from imagepool.style.calibration.agreement import RuleAgreement
from imagepool.style.calibration.opinion import Opinion
from imagepool.style.calibration.trying import Trial
from imagepool.style.publication import PublishedConcept
from imagepool.style.report import Report
from imagepool.workflows import concepts, look_again, opinions, try_concept
from imagepool.workflows.workshop import Workshop


class StyleDesk:
    """The life of the concept in one pool: its versions, and what curators think of its rules."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    def versions(self) -> tuple[PublishedConcept, ...]:
        """Return every version of the concept that the pool has judged by, newest first."""
        return concepts.versions(self._workshop)

    def version(self, concept_id: str, version: str) -> PublishedConcept:
        """Return a version as the pool first judged by it; raises ``NotFound``."""
        return concepts.version_of(self._workshop, concept_id, version)

    def concept_of(self, report: Report) -> PublishedConcept:
        """Return the concept, as it was, by which a report judged; raises ``NotFound``."""
        return concepts.concept_of(self._workshop, report)

    def try_concept(
        self, text: str, *, states: Collection[State] = (), limit: int | None = None
    ) -> Iterator[Trial]:
        """Try another concept on the pool's photos, the newest first; nothing is written.

        By default on those that are published, returned or rejected. Raises ``InvalidConcept``.
        """
        tried = states or try_concept.TRIED
        return try_concept.try_concept(self._workshop, text, states=tried, limit=limit)

    def count(self, states: Collection[State] = (), limit: int | None = None) -> int:
        """Return how many photos ``try_concept`` would look at."""
        with self._workshop.catalogue.reading() as books:
            found = sum(books.assets.counts(states or try_concept.TRIED).values())
        return found if limit is None else min(found, limit)

    def judge_again(self, asset_id: str, *, actor: str) -> Report:
        """Judge a photo by the present concept; what curators said of a rule stays."""
        return look_again.judge_again(self._workshop, asset_id, actor=actor)

    def overrule(self, asset_id: str, rule: str, *, actor: str, reason: str) -> Opinion:
        """Say that a rule should not have spoken of a photo; its finding no longer counts."""
        return opinions.overrule(self._workshop, asset_id, rule, actor=actor, reason=reason)

    def miss(self, asset_id: str, rule: str, *, actor: str, reason: str) -> Opinion:
        """Note that a rule should have spoken of a photo, and kept silent."""
        return opinions.miss(self._workshop, asset_id, rule, actor=actor, reason=reason)

    def uphold(self, asset_id: str, rule: str, *, actor: str) -> None:
        """Take an objection to a rule back; where there is none, nothing happens."""
        opinions.uphold(self._workshop, asset_id, rule, actor=actor)

    def agreement(self) -> tuple[RuleAgreement, ...]:
        """Return how far curators agree with each rule, the most overruled first."""
        return opinions.agreement(self._workshop)

    def cases(self, rule: str, *, limit: int = 100) -> tuple[tuple[Opinion, Asset], ...]:
        """Return the newest objections to a rule, each with its photo."""
        return opinions.cases(self._workshop, rule, limit=limit)
