"""Finding assets: by words, ranked; or all of them, newest first; with counts for each filter."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import tantivy
from tantivy import Query as Clause

from imagepool.errors import IndexFailed
from imagepool.index.counting import count_facets
from imagepool.index.cursor import Cursor
from imagepool.index.folder import IndexFolder, Stamp, engine_errors
from imagepool.index.paging import newest, ranked
from imagepool.index.question import Question, filtered, in_states
from imagepool.index.schema import POSITION, POSITION_ID, SCHEMA, record, record_position
from imagepool.search.document import Document
from imagepool.search.query import FACETS, Query
from imagepool.search.understanding import Part, understand

__all__ = ["AssetIndex", "Page"]

_ENOUGH = 5  # answers; if fewer match all words, those that match most of them follow
_HEAP = 64_000_000  # bytes for what is not yet on disk


@dataclass(frozen=True, slots=True)
class Page:
    """One page of answers.

    ``total`` counts all answers; ``exact`` those that match every word. ``next`` is the cursor of
    the page behind it, None on the last.
    """

    total: int = 0
    exact: int = 0
    hits: tuple[tuple[str, float], ...] = ()  # id and score; the score is 0 when browsing
    facets: Mapping[str, list[tuple[str, int]]] = field(
        default_factory=lambda: {facet: [] for facet in FACETS}
    )
    next: str | None = None


class AssetIndex:
    """The index in one folder on local disk.

    May be used by many threads and processes at once: readers see the last commit, writers wait
    for each other. A damaged index is thrown away as soon as that is noticed; `position` is then
    0, so that whoever keeps the index fills it again.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = IndexFolder(folder)
        self._reading = threading.Lock()
        self._open: tuple[Stamp, tantivy.Searcher] | None = None

    @property
    def position(self) -> int:
        """The last change of the catalogue's feed that is in the index; 0 where there is none."""
        try:
            searcher = self._searcher()
            return _position(searcher) if searcher else 0
        except IndexFailed:
            if self._threw_away():
                return 0
            raise

    def apply(
        self,
        position: int,
        documents: Iterable[Document],
        removed: Iterable[str] = (),
        *,
        since: int | None = None,
    ) -> bool:
        """Put in `documents`, take out the ids `removed`, and stand at `position`: all or nothing.

        `since` is the position from which on the changes were read; if the index no longer
        stands there (another process was faster, or threw it away), nothing is done and False
        returned: look at `position` again. Without `since` only a step back is refused.
        """
        with self._folder.locked():
            index, stands = self._to_write()
            if (position < stands) if since is None else (since != stands):
                return False
            try:
                _write(index, position, documents, removed)
            except IndexFailed:
                self._folder.remove_if_damaged()
                raise
        return True

    def clear(self) -> None:
        """Throw the index away; `position` is 0."""
        with self._folder.locked():
            self._folder.remove()
        self._open = None

    def search(self, query: Query, parts: Sequence[Part] | None = None) -> Page:
        """Return a page of answers; raises `InvalidQuery` for a cursor that is none.

        ``parts`` is how the query's text was understood, by default without any vocabulary.
        Words are looked for together; where fewer than five assets match them all, those that
        match most follow. Without words all assets are there, newest first.
        """
        after = Cursor.read(query.after) if query.after else None
        try:
            searcher = self._searcher()
            if searcher is None:
                return Page()
            with engine_errors("is damaged and will be rebuilt"):
                understood = understand(query.text) if parts is None else parts
                return _answer(searcher, query, understood, after)
        except IndexFailed:
            self._threw_away()
            raise

    def _searcher(self) -> tantivy.Searcher | None:
        """Return what reads the last commit; None where there is no index."""
        stamp = self._folder.stamp()
        if stamp is None:
            return None
        with self._reading:
            if self._open is None or self._open[0] != stamp:
                self._open = stamp, self._opened()
            return self._open[1]

    def _opened(self) -> tantivy.Searcher:
        try:
            return self._folder.open().searcher()
        except IndexFailed:
            # A writer may have thrown it away while it was being opened.
            with self._folder.locked():
                return self._folder.open().searcher()

    def _to_write(self) -> tuple[tantivy.Index, int]:
        """Return the index, made anew where none stands or it is damaged, and its position."""
        if self._folder.stamp() is not None:
            try:
                index = self._folder.open()
                self._folder.tidy()
                return index, _position(index.searcher())
            except IndexFailed:
                if not self._folder.remove_if_damaged():
                    raise
        return self._folder.create(), 0

    def _threw_away(self) -> bool:
        """Throw the index away if it is damaged, and not because something else went wrong."""
        with self._folder.locked():
            thrown = self._folder.stamp() is not None and self._folder.remove_if_damaged()
        self._open = None
        return thrown or self._folder.stamp() is None


def _position(searcher: tantivy.Searcher) -> int:
    with engine_errors("is damaged and will be rebuilt"):
        found = searcher.search(Clause.term_query(SCHEMA, "id", POSITION_ID, "basic"), limit=1)
        stands = searcher.fast_field_values(POSITION, [address for _, address in found.hits])
        return int(stands[0] or 0) if stands else 0


def _write(
    index: tantivy.Index, position: int, documents: Iterable[Document], removed: Iterable[str]
) -> None:
    with engine_errors("could not be written"):
        writer = index.writer(_HEAP, 1)
    try:
        for id_ in (POSITION_ID, *removed):
            writer.delete_documents_by_term("id", id_)
        for document in documents:
            writer.delete_documents_by_term("id", document.id)
            writer.add_document(record(document))
        with engine_errors("could not be written"):
            writer.add_document(record_position(position))
            writer.commit()
    finally:
        # Also ends tantivy's own lock; what was not committed is forgotten.
        with engine_errors("could not be written"):
            writer.wait_merging_threads()


def _answer(
    searcher: tantivy.Searcher, query: Query, parts: Sequence[Part], after: Cursor | None
) -> Page:
    question = Question(query, parts, searcher) if query.text else None
    strict, required = _required(searcher, query, question)
    matching, best_first = strict, strict
    if question:
        matching = in_states(question.matching(required), query.states)
        best_first = in_states(question.ranking(required), query.states)
    paged = ranked if question else newest
    answers, end = paged(searcher, filtered(best_first, query.filters), query.limit, after)
    return Page(
        total=_count(searcher, filtered(matching, query.filters)),
        exact=_count(searcher, filtered(strict, query.filters)),
        hits=tuple((searcher.doc(a.address)["id"][0], a.score) for a in answers),
        facets=count_facets(searcher, matching, query.filters),
        next=str(end) if end else None,
    )


def _required(
    searcher: tantivy.Searcher, query: Query, question: Question | None
) -> tuple[Clause, int]:
    """Return the clause that all words match, and how many have to, so that enough is found.

    Filters have no part in this: with them it would change from click to click, and with it the
    counts that were shown.
    """
    if question is None:
        return in_states(Clause.all_query(), query.states), 0
    strict = in_states(question.matching(question.strictness), query.states)
    for required in range(question.strictness, 1, -1):
        clause = in_states(question.matching(required), query.states)
        if _count(searcher, clause) >= _ENOUGH:
            return strict, required
    return strict, 1


def _count(searcher: tantivy.Searcher, clause: Clause) -> int:
    found = searcher.search(clause, limit=1, count=True)
    return int(found.count)  # type: ignore[attr-defined]  # missing in its type stub
