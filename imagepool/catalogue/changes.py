"""The change feed: which assets changed, numbered without gaps in the order of commits."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from imagepool.catalogue.rows import AssetRow, CounterRow, ReceiptRow
from imagepool.catalogue.values import Change

__all__ = ["Changes", "Counter"]


class Changes:
    """What a follower, such as the search index, asks to catch up with the catalogue."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def after(self, position: int, limit: int = 1000) -> list[Change]:
        """Return the changes that follow ``position`` (0: from the beginning), oldest first.

        An asset is listed once, with its newest change. Who has read up to a position has
        missed nothing before it, however many processes were writing.
        """
        rows = self._session.execute(
            select(AssetRow.revision, AssetRow.id)
            .where(AssetRow.revision > position)
            .order_by(AssetRow.revision)
            .limit(limit)
        )
        return [Change(revision, asset_id) for revision, asset_id in rows]

    def last(self) -> int:
        """Return the position of the newest change; 0 where there is none."""
        return self._session.execute(select(CounterRow.changes)).scalar_one()

    def ends(self) -> tuple[int, int]:
        """Return the position of the newest change and the number of the newest receipt.

        One question for both, since a follower asks it all the time.
        """
        changes, receipts = self._session.execute(_ENDS).one()
        return changes, receipts or 0


_ENDS = select(CounterRow.changes, select(func.max(ReceiptRow.number)).scalar_subquery())


class Counter:
    """Gives numbers and positions; whoever took one keeps all others waiting until its commit.

    So it is taken before anything else is locked, and two writers never wait in a circle.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._row: CounterRow | None = None

    def hold(self) -> CounterRow:
        """Return the counter, which is this transaction's alone from now on."""
        if self._row is None:
            self._row = self._session.get_one(CounterRow, 1, with_for_update=True)
        return self._row

    def number(self) -> int:
        """Return the number of one more asset."""
        row = self.hold()
        row.assets += 1
        return row.assets

    def position(self) -> int:
        """Return the position of one more change."""
        row = self.hold()
        row.changes += 1
        return row.changes
