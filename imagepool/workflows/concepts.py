"""Concepts: every version that a pool judges by is kept from its first use, and never changes."""

from __future__ import annotations

import logging

from imagepool.catalogue.catalogue import Catalogue
from imagepool.errors import ConfigurationError
from imagepool.style.concept import parse_concept
from imagepool.style.publication import PublishedConcept, differences, sha256_of
from imagepool.style.report import Report
from imagepool.workflows.workshop import Workshop, now

_log = logging.getLogger(__name__)
_SHOWN = 8  # differences in one message


def publish_concept(catalogue: Catalogue, text: str, *, file: str = "") -> PublishedConcept:
    """Keep the concept's text under its id and version, once, and return what is kept.

    Raises ``InvalidConcept``, and ``ConfigurationError`` where another text was kept before: a
    published version never changes, since findings refer to it for years. What in a new version
    weighs less than it says is noted in the log.
    """
    concept = parse_concept(text, file=file)
    with catalogue.reading() as books:
        standing = books.concepts.find(concept.id, concept.version)
    if standing is None:
        for note in concept.notes:
            _log.warning("image-style concept: %s", note)
        new = PublishedConcept(
            id=concept.id,
            version=concept.version,
            text=text,
            sha256=sha256_of(text),
            since=now(),
        )
        with catalogue.transaction() as books:
            standing = books.concepts.add(new)
    if standing.sha256 != sha256_of(text):
        raise _changed(standing, text)
    return standing


def concept_of(workshop: Workshop, report: Report) -> PublishedConcept:
    """Return the concept by which the report judged; raises ``NotFound``."""
    return version_of(workshop, report.concept_id, report.concept_version)


def version_of(workshop: Workshop, concept_id: str, version: str) -> PublishedConcept:
    """Return a version as it was kept; raises ``NotFound`` with those that there are."""
    with workshop.catalogue.reading() as books:
        return books.concepts.get(concept_id, version)


def versions(workshop: Workshop) -> tuple[PublishedConcept, ...]:
    """Return every version that the pool has judged by, newest first."""
    with workshop.catalogue.reading() as books:
        return tuple(books.concepts.all())


def _changed(kept: PublishedConcept, text: str) -> ConfigurationError:
    found = differences(kept.text, text) or ["comments or spacing only"]
    more = [f"... and {len(found) - _SHOWN} more"] if len(found) > _SHOWN else []
    lines = "".join(f"\n  {line}" for line in [*found[:_SHOWN], *more])
    return ConfigurationError(
        f"the image-style concept {kept.name} has changed since {kept.since[:10]}, "
        f"when this pool first judged by it:{lines}",
        setting="concept",
        hint=f'a published version never changes: count up the version and say supersedes = "'
        f'{kept.version}", or bring the kept text back with '
        f"`imagepool style versions {kept.name}`",
    )
