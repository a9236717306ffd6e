"""Reading answers, for the tests of the index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from imagepool.index import AssetIndex, Page
from imagepool.search.query import Query


def numbers(page: Page) -> list[int]:
    return [int(found) for found, _ in page.hits]


def find(index: AssetIndex, text: str, **changes: object) -> list[int]:
    query = replace(Query.parse(text), **changes)  # type: ignore[arg-type]  # fields by name
    return numbers(index.search(query))


def pages(index: AssetIndex, query: Query) -> Iterator[Page]:
    """Yield all pages, from the first to the last."""
    while True:
        page = index.search(query)
        yield page
        if page.next is None:
            return
        query = replace(query, after=page.next)
