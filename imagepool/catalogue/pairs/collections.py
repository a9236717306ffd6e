"""Collections: value from row, row from value."""

from __future__ import annotations

from imagepool.catalogue.rows import CollectionRow
from imagepool.search.collections import Collection


def collection_of(row: CollectionRow) -> Collection:
    """Return the collection."""
    return Collection(
        id=row.id,
        title=row.title,
        text=row.text,
        public=row.public,
        made_at=row.made_at,
        made_by=row.made_by,
    )


def fill_collection(row: CollectionRow, collection: Collection) -> None:
    """Write the collection into the row, new or standing."""
    row.id = collection.id
    row.title = collection.title
    row.text = collection.text
    row.public = collection.public
    row.made_at = collection.made_at
    row.made_by = collection.made_by
