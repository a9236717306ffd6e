"""The style desk: what a pool does with its image-style concept, as part of its front door."""

from __future__ import annotations

from imagepool.asset import Asset
from imagepool.style.agreement import RuleAgreement
from imagepool.style.opinion import Opinion
from imagepool.style.publication import PublishedConcept
from imagepool.workflows import concepts, opinions
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
