"""The collection desk: pictures put together under a name, as part of the pool's front door."""

from __future__ import annotations

from collections.abc import Iterable

from imagepool.search.collections import Collection
from imagepool.workflows import collections
from imagepool.workflows.collections import Collected, Listed
from imagepool.workflows.workshop import Workshop


class CollectionDesk:
    """The collections of one pool; ``hidden`` ones are for curators until they are public."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    def make(
        self,
        *,
        title: str,
        text: str = "",
        public: bool = False,
        asset_ids: Iterable[str] = (),
        actor: str,
    ) -> Collection:
        """Make a collection of these pictures, or of none so far.

        Raises ``InvalidRequest`` for a title that is none, and what ``put`` raises.
        """
        return collections.make_collection(
            self._workshop, title=title, text=text, public=public, asset_ids=asset_ids, actor=actor
        )

    def change(
        self, collection_id: str, *, title: str, text: str, public: bool, actor: str
    ) -> Collection:
        """Name a collection otherwise, let everybody see it, or only curators."""
        return collections.change_collection(
            self._workshop, collection_id, title=title, text=text, public=public, actor=actor
        )

    def remove(self, collection_id: str, *, actor: str) -> None:
        """Forget a collection; its pictures stay in the pool. Raises ``NotFound``."""
        collections.remove_collection(self._workshop, collection_id, actor=actor)

    def put(self, collection_id: str, asset_ids: Iterable[str], *, actor: str) -> int:
        """Put pictures in behind the others; return how many are new to it.

        Raises ``NotFound``, and ``InvalidRequest`` where there would be too many.
        """
        return collections.collect(self._workshop, collection_id, asset_ids, actor=actor)

    def take_out(self, collection_id: str, asset_ids: Iterable[str], *, actor: str) -> int:
        """Take pictures out; return how many were in it."""
        return collections.take_out(self._workshop, collection_id, asset_ids, actor=actor)

    def all(self, *, hidden: bool = False) -> tuple[Listed, ...]:
        """Return the collections, newest first, with what may be shown of each."""
        return collections.collections(self._workshop, hidden=hidden)

    def names(self) -> tuple[Collection, ...]:
        """Return all collections, hidden ones, too, by their titles; without any picture."""
        return collections.names(self._workshop)

    def open(self, collection_id: str, *, hidden: bool = False) -> Collected:
        """Return a collection with what may be shown of it; raises ``NotFound``."""
        return collections.collected(self._workshop, collection_id, hidden=hidden)

    def of(self, asset_id: str, *, hidden: bool = False) -> tuple[Collection, ...]:
        """Return the collections that an asset lies in, oldest first."""
        return collections.collections_of(self._workshop, asset_id, hidden=hidden)
