"""The published versions of image-style concepts: added once, and never changed."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from imagepool.catalogue.changes import Counter
from imagepool.catalogue.pairs.style import published_of, row_of_published
from imagepool.catalogue.rows import ConceptRow
from imagepool.errors import NotFound
from imagepool.style.publication import PublishedConcept

__all__ = ["Concepts"]


class Concepts:
    """The published concepts of one transaction."""

    def __init__(self, session: Session, counter: Counter) -> None:
        self._session = session
        self._counter = counter

    def add(self, concept: PublishedConcept) -> PublishedConcept:
        """Keep the version; where one of this id and version stands, that one is returned."""
        self._counter.hold()  # from here on, nobody else adds
        standing = self._session.get(ConceptRow, (concept.id, concept.version))
        if standing is None:
            standing = row_of_published(concept)
            self._session.add(standing)
            self._session.flush()
        return published_of(standing)

    def find(self, concept_id: str, version: str) -> PublishedConcept | None:
        """Return the version, or None."""
        row = self._session.get(ConceptRow, (concept_id, version))
        return published_of(row) if row else None

    def get(self, concept_id: str, version: str) -> PublishedConcept:
        """Return the version, or raise ``NotFound`` with those that there are."""
        found = self.find(concept_id, version)
        if found is None:
            known = ", ".join(each.name for each in self.all()) or "none yet"
            raise NotFound(
                "concept", f"{concept_id}@{version}", hint=f"this pool has judged by: {known}"
            )
        return found

    def all(self) -> list[PublishedConcept]:
        """Return every version that the pool has judged by, newest first."""
        query = select(ConceptRow).order_by(ConceptRow.since.desc(), ConceptRow.version.desc())
        return [published_of(row) for row in self._session.scalars(query)]
