"""The collections, and which pictures lie in them, in their order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from imagepool.catalogue.assets import Assets
from imagepool.catalogue.changes import Counter
from imagepool.catalogue.pairs.collections import collection_of, fill_collection
from imagepool.catalogue.rows import CollectedRow, CollectionRow
from imagepool.catalogue.values import in_portions
from imagepool.errors import NotFound
from imagepool.search.collections import Collection

__all__ = ["Collections"]


class Collections:
    """The collections of one transaction; what they change is a change of their pictures, too."""

    def __init__(self, session: Session, counter: Counter, assets: Assets) -> None:
        self._session = session
        self._counter = counter
        self._assets = assets

    def add(self, collection: Collection) -> Collection:
        """Put in a new, empty collection."""
        row = CollectionRow()
        fill_collection(row, collection)
        self._session.add(row)
        self._session.flush()
        return collection

    def get(self, collection_id: str) -> Collection:
        """Return the collection, or raise ``NotFound``."""
        return collection_of(self._row(collection_id))

    def replace(self, collection: Collection) -> Collection:
        """Write a changed collection; raises ``NotFound``."""
        self._counter.hold()  # from here on, nobody else puts in or takes out
        row = self._row(collection.id)
        if row.public != collection.public:
            self._assets.touch(self.assets(collection.id))
        fill_collection(row, collection)
        self._session.flush()
        return collection

    def remove(self, collection_id: str) -> None:
        """Forget a collection; its pictures stay. Raises ``NotFound``."""
        self._counter.hold()
        row = self._row(collection_id)
        self.take_out(collection_id, self.assets(collection_id))
        self._session.delete(row)
        self._session.flush()

    def all(self) -> list[Collection]:
        """Return all collections, the newest first."""
        query = select(CollectionRow).order_by(CollectionRow.number.desc())
        return [collection_of(row) for row in self._session.scalars(query)]

    def titles(self, collection_ids: Iterable[str]) -> dict[str, str]:
        """Return id -> title of those that are public."""
        query = select(CollectionRow.id, CollectionRow.title).where(CollectionRow.public)
        rows = self._session.execute(query.where(CollectionRow.id.in_(list(collection_ids))))
        return {row[0]: row[1] for row in rows}

    def assets(self, collection_id: str) -> list[str]:
        """Return the ids of the pictures that lie in it, in the order in which they came."""
        query = select(CollectedRow.asset_id).where(CollectedRow.collection_id == collection_id)
        return list(self._session.scalars(query.order_by(CollectedRow.number)))

    def put(self, collection_id: str, asset_ids: Iterable[str]) -> list[str]:
        """Put pictures in behind the others; return those that were not there yet."""
        self._counter.hold()
        standing = set(self.assets(collection_id))
        new = [one for one in dict.fromkeys(asset_ids) if one not in standing]
        self._session.add_all(
            CollectedRow(collection_id=collection_id, asset_id=one) for one in new
        )
        self._session.flush()
        self._assets.touch(new)
        return new

    def take_out(self, collection_id: str, asset_ids: Iterable[str]) -> list[str]:
        """Take pictures out; return those that were there."""
        self._counter.hold()
        standing = set(self.assets(collection_id))
        gone = [one for one in dict.fromkeys(asset_ids) if one in standing]
        for some in in_portions(gone):
            self._session.execute(
                delete(CollectedRow).where(
                    CollectedRow.collection_id == collection_id, CollectedRow.asset_id.in_(some)
                )
            )
        self._assets.touch(gone)
        return gone

    def of_assets(self, asset_ids: Sequence[str]) -> Mapping[str, list[Collection]]:
        """Return the collections that each asset lies in, oldest first; one question for all."""
        found: defaultdict[str, list[Collection]] = defaultdict(list)
        for some in in_portions(asset_ids):
            query = (
                select(CollectedRow.asset_id, CollectionRow)
                .join(CollectionRow, CollectionRow.id == CollectedRow.collection_id)
                .where(CollectedRow.asset_id.in_(some))
                .order_by(CollectionRow.number)
            )
            for asset_id, row in self._session.execute(query):
                found[asset_id].append(collection_of(row))
        return found

    def _row(self, collection_id: str) -> CollectionRow:
        row = self._session.scalar(select(CollectionRow).where(CollectionRow.id == collection_id))
        if row is None:
            raise NotFound("collection", collection_id)
        return row
