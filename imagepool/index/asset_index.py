"""Finding assets: by words, ranked; or all of them, newest first; with counts for each filter."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import tantivy

from imagepool.errors import IndexFailed
from imagepool.index.answering import Answering, Page
from imagepool.index.cursor import Cursor
from imagepool.index.folder import IndexFolder, Stamp, engine_errors
from imagepool.index.likening import Pattern
from imagepool.index.schema import POSITION_ID, record, record_position
from imagepool.search.document import Document
from imagepool.search.query import Query
from imagepool.search.understanding import Part, understand

__all__ = ["AssetIndex", "Page"]

_HEAP = 64_000_000  # bytes for what is not yet on disk
_LARGE_HEAP = 400_000_000  # likewise, where all of it is written; fewer and larger segments


class AssetIndex:
    """The index in one folder on local disk; each vocabulary, by its mark, has one of its own.

    May be used by many threads and processes at once: readers see the last commit, writers wait
    for each other. A damaged index is thrown away as soon as that is noticed; `position` is then
    0, so that whoever keeps the index fills it again.
    """

    def __init__(self, folder: Path, edition: str = "") -> None:
        """``edition`` names the words that documents are made by: vocabulary and analyzer."""
        self._folder = IndexFolder(folder, edition)
        self._edition = edition
        self._reading = threading.Lock()
        self._open: tuple[Stamp, Answering] | None = None

    @property
    def position(self) -> int:
        """The last change of the catalogue's feed that is in the index; 0 where there is none."""
        return self.stands[0]

    @property
    def stands(self) -> tuple[int, int]:
        """The last change and the last receipt that are in the index; 0 where there is none."""
        try:
            standing = self._standing()
            return _stands(standing) if standing else (0, 0)
        except IndexFailed:
            if self._threw_away():
                return 0, 0
            raise

    def apply(
        self,
        position: int,
        documents: Iterable[Document],
        removed: Iterable[str] = (),
        *,
        since: int | None = None,
        receipts: int | None = None,
    ) -> bool:
        """Put in `documents`, take out the ids `removed`, and stand at `position`: all or nothing.

        `receipts` is the number of the last receipt that their counts know; None: as before.

        `since` is the position from which on the changes were read; if the index no longer
        stands there (another process was faster, or threw it away), nothing is done and False
        returned: look at `position` again. Without `since` only a step back is refused.
        """
        with self._folder.locked():
            index, (stands, counted) = self._to_write()
            if (position < stands) if since is None else (since != stands):
                return False
            mark = record_position(position, counted if receipts is None else receipts)
            try:
                _write(index, mark, documents, removed)
            except IndexFailed:
                self._folder.remove_if_damaged()
                raise
        return True

    @property
    def outdated(self) -> bool:
        """Whether the standing index was made by other words; it answers, but is to be renewed."""
        return self._folder.edition not in {None, self._edition}

    def renew(
        self, batches: Iterable[Sequence[str]], *, position: int, receipts: int
    ) -> Generator[int, None, None]:
        """Make a new index of these records, and let it stand in place of the old one at the end.

        Yields how many records are in, batch by batch. The old index answers and takes changes
        meanwhile; the new one stands at ``position``, so that what changed since is applied again.
        Where another process is at it already, nothing is done.
        """
        with self._folder.renewing() as alone:
            if not alone:
                return
            path = self._folder.beside()
            try:
                yield from _fill(self._folder.made_in(path), batches, (position, receipts))
                with self._folder.locked():
                    self._folder.switch(path)
            finally:
                self._folder.remove_unless_standing(path)

    def clear(self) -> None:
        """Throw the index away; `position` is 0."""
        with self._folder.locked():
            self._folder.remove()
        self._open = None

    def search(
        self,
        query: Query,
        parts: Sequence[Part] | None = None,
        pattern: Pattern | None = None,
    ) -> Page:
        """Return a page of answers; raises `InvalidQuery` for a cursor that is none.

        ``parts`` is how the query's text was understood, by default without any vocabulary;
        ``pattern`` the picture that others are to resemble.
        Words are looked for together; where fewer than a page of assets match them all, those
        that match most follow. Without words all assets are there, newest first.
        """
        after = Cursor.read(query.after) if query.after else None
        try:
            standing = self._standing()
            if standing is None:
                return Page()
            with engine_errors("is damaged and will be rebuilt"):
                understood = understand(query.text) if parts is None else parts
                return standing.page(query, understood, after, pattern)
        except IndexFailed:
            self._threw_away()
            raise

    def news(self, query: Query, parts: Sequence[Part], since: int) -> tuple[str, ...]:
        """Return the ids of all that matches the whole query and was published after `since`.

        Microseconds since 1970; the newest first, at most ``query.limit``.
        """
        standing = self._standing()
        if standing is None:
            return ()
        with engine_errors("is damaged and will be rebuilt"):
            return standing.news(query, parts, since)

    def coverage(self, query: Query) -> Mapping[tuple[str, str], int]:
        """Return how many pictures there are by municipality and theme; those without are left out.

        Of ``query`` only filters and states count.
        """
        standing = self._standing()
        if standing is None:
            return {}
        with engine_errors("is damaged and will be rebuilt"):
            return standing.coverage(query)

    def _standing(self) -> Answering | None:
        """Return what answers from the last commit; None where there is no index."""
        stamp = self._folder.stamp()
        if stamp is None:
            return None
        with self._reading:
            if self._open is None or self._open[0] != stamp:
                self._open = stamp, Answering(self._opened())
            return self._open[1]

    def _opened(self) -> tantivy.Searcher:
        try:
            return self._folder.open().searcher()
        except IndexFailed:
            # A writer may have thrown it away while it was being opened.
            with self._folder.locked():
                return self._folder.open().searcher()

    def _to_write(self) -> tuple[tantivy.Index, tuple[int, int]]:
        """Return the index, made anew where none stands or it is damaged, and where it stands."""
        if self._folder.stamp() is not None:
            try:
                index = self._folder.open()
                self._folder.tidy()
                return index, _stands(Answering(index.searcher()))
            except IndexFailed:
                if not self._folder.remove_if_damaged():
                    raise
        return self._folder.create(), (0, 0)

    def _threw_away(self) -> bool:
        """Throw the index away if it is damaged, and not because something else went wrong."""
        with self._folder.locked():
            thrown = self._folder.stamp() is not None and self._folder.remove_if_damaged()
        self._open = None
        return thrown or self._folder.stamp() is None


def _stands(standing: Answering) -> tuple[int, int]:
    with engine_errors("is damaged and will be rebuilt"):
        return standing.stands


def _fill(
    index: tantivy.Index, batches: Iterable[Sequence[str]], stands: tuple[int, int]
) -> Iterator[int]:
    count = 0
    yield count
    with engine_errors("could not be written"):
        writer = index.writer(_LARGE_HEAP, 1)
    for batch in batches:
        with engine_errors("could not be written"):
            for entry in batch:
                writer.add_json(entry)
        count += len(batch)
        yield count
    with engine_errors("could not be written"):
        writer.add_json(record_position(*stands))
        writer.commit()
        writer.wait_merging_threads()


def _write(
    index: tantivy.Index,
    mark: str,
    documents: Iterable[Document],
    removed: Iterable[str],
) -> None:
    with engine_errors("could not be written"):
        writer = index.writer(_HEAP, 1)
    try:
        for id_ in (POSITION_ID, *removed):
            writer.delete_documents_by_term("id", id_)
        for document in documents:
            writer.delete_documents_by_term("id", document.id)
            writer.add_json(record(document))
        with engine_errors("could not be written"):
            writer.add_json(mark)
            writer.commit()
    finally:
        # Also ends tantivy's own lock; what was not committed is forgotten.
        with engine_errors("could not be written"):
            writer.wait_merging_threads()
