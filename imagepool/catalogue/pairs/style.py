"""Published concept and opinion: value from row, row from value."""

from __future__ import annotations

from imagepool.catalogue.rows import ConceptRow, OpinionRow
from imagepool.style.calibration.opinion import Opinion, Stance
from imagepool.style.publication import PublishedConcept


def published_of(row: ConceptRow) -> PublishedConcept:
    """Return the published concept."""
    return PublishedConcept(
        id=row.id, version=row.version, text=row.text, sha256=row.sha256, since=row.since
    )


def row_of_published(concept: PublishedConcept) -> ConceptRow:
    """Return the row of a version that is published just now."""
    return ConceptRow(
        id=concept.id,
        version=concept.version,
        text=concept.text,
        sha256=concept.sha256,
        since=concept.since,
    )


def opinion_of(row: OpinionRow) -> Opinion:
    """Return the opinion."""
    return Opinion(
        asset_id=row.asset_id,
        rule=row.rule,
        measure_version=row.measure_version,
        stance=Stance(row.stance),
        reason=row.reason,
        actor=row.actor,
        at=row.at,
        concept_id=row.concept_id,
        concept_version=row.concept_version,
        value=row.value,
    )


def fill_opinion(row: OpinionRow, opinion: Opinion) -> None:
    """Write the opinion into the row, new or standing."""
    row.asset_id = opinion.asset_id
    row.rule = opinion.rule
    row.measure_version = opinion.measure_version
    row.stance = opinion.stance.value
    row.reason = opinion.reason
    row.actor = opinion.actor
    row.at = opinion.at
    row.concept_id = opinion.concept_id
    row.concept_version = opinion.concept_version
    row.value = opinion.value
