"""Clerks: they make documents of assets, the search's view of them; of many, in child processes.

A child is told of a portion by a line of JSON and answers with one, the records for the index:
``python -m imagepool.workflows.clerks``. It imports no more of whoever uses the library.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Self

from imagepool.catalogue.catalogue import Catalogue, Transaction
from imagepool.errors import IndexFailed
from imagepool.index import record
from imagepool.region.region import Region, load_region
from imagepool.rights.licenses import License, load_licenses
from imagepool.search.document import Document, document_of
from imagepool.search.vocabulary import Vocabulary
from imagepool.workflows.known import known_of
from imagepool.workflows.vocabulary import vocabulary_in
from imagepool.workflows.workshop import Workshop

_CHILDREN = 2
_AHEAD = 3  # portions that a child has been told of before it is waited for

Portion = tuple[list[str], int]  # ids of assets, and the last change of them that counts


@dataclass(frozen=True, slots=True)
class Clerk:
    """Makes documents of assets."""

    region: Region
    vocabulary: Vocabulary
    licenses: Mapping[str, License]

    def documents(
        self, books: Transaction, ids: Iterable[str], until: int | None = None
    ) -> list[Document]:
        """Return the documents of these assets, of those changed after ``until`` none."""
        found = books.assets.many(ids).values()
        assets = [asset for asset in found if until is None or asset.revision <= until]
        known = known_of(books, assets, self.region, self.licenses)
        return [
            document_of(asset, self.region.words_of(asset), self.vocabulary, known[asset.id])
            for asset in assets
        ]


def clerk_of(workshop: Workshop) -> Clerk:
    """Return the pool's clerk."""
    return Clerk(workshop.region, vocabulary_in(workshop.region_name), workshop.licenses)


def records_of(
    workshop: Workshop, portions: Iterable[Portion], *, in_children: bool
) -> Iterator[list[str]]:
    """Yield the index's records of each portion, in order; raises ``IndexFailed``."""
    if in_children:
        return _by_children(workshop, portions)
    clerk = clerk_of(workshop)
    return (_records(workshop.catalogue, clerk, portion) for portion in portions)


def _records(catalogue: Catalogue, clerk: Clerk, portion: Portion) -> list[str]:
    ids, until = portion
    with catalogue.reading() as books:
        documents = clerk.documents(books, ids, until)
    return [record(document) for document in documents]


def _by_children(workshop: Workshop, portions: Iterable[Portion]) -> Iterator[list[str]]:
    with ExitStack() as stack:
        children = [stack.enter_context(_Child(workshop)) for _ in range(_CHILDREN)]
        waiting: deque[_Child] = deque()
        for number, portion in enumerate(portions):
            child = children[number % _CHILDREN]
            child.tell(portion)
            waiting.append(child)
            if len(waiting) > _AHEAD * _CHILDREN:
                yield waiting.popleft().answer()
        while waiting:
            yield waiting.popleft().answer()


class _Child:
    """A process that makes records."""

    def __init__(self, workshop: Workshop) -> None:
        command = [sys.executable, "-m", __name__]
        self._process = subprocess.Popen(  # noqa: S603  (our own module)
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            process_group=0,  # an interrupt from the terminal is the parent's to handle
        )
        # An address may hold a password, so it is no argument.
        self._say([workshop.catalogue.url, workshop.region_name])

    def tell(self, portion: Portion) -> None:
        self._say(portion)

    def answer(self) -> list[str]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise IndexFailed("the search index could not be made anew: a child process has ended")
        records: list[str] = json.loads(line)
        return records

    def _say(self, told: object) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(f"{json.dumps(told)}\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            raise IndexFailed(
                "the search index could not be made anew: a child process has ended"
            ) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        with self._process:  # closes the pipes, and waits
            pass


def main() -> None:
    """Answer portions until there are no more."""
    url, region_name = json.loads(sys.stdin.readline())
    clerk = Clerk(load_region(region_name), vocabulary_in(region_name), load_licenses())
    with Catalogue.open(url) as catalogue:
        for line in sys.stdin:
            ids, until = json.loads(line)
            sys.stdout.write(f"{json.dumps(_records(catalogue, clerk, (ids, until)))}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
