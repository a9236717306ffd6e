"""The assets: adding, reading, listing, changing, and finding what looks alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVarTuple

from sqlalchemy import Result, Select, bindparam, func, select, union_all
from sqlalchemy.orm import Session

from imagepool.asset import Asset, Event, Likeness, State
from imagepool.catalogue.changes import Counter
from imagepool.catalogue.events import Events
from imagepool.catalogue.likeness import neighbors
from imagepool.catalogue.pairs.assets import (
    asset_of,
    fill,
    row_of_asset,
    row_of_likeness,
)
from imagepool.catalogue.reports import Reports
from imagepool.catalogue.rows import AssetRow, LikenessRow
from imagepool.catalogue.values import Page, in_portions, paged, position_of
from imagepool.errors import ChangedMeanwhile, InvalidRequest, NotFound
from imagepool.style.looks import Look, look_of

__all__ = ["Assets"]

S = TypeVarTuple("S")
_TO_THE_SECOND = len("2026-05-01T12:00:07")


class Assets:
    """The assets of one transaction."""

    def __init__(self, session: Session, counter: Counter, events: Events) -> None:
        self._session = session
        self._counter = counter
        self._events = events
        self._reports = Reports(session)

    def add(self, asset: Asset, report: Mapping[str, Any] | None, event: Event) -> Asset:
        """Add the asset and return it with its number and revision.

        Where an asset of the same digest stands, that one is returned as it is and nothing is
        written; so it is also when another process adds it at the same moment. ``report`` is
        the JSON of its findings, as style writes it.
        """
        self._counter.hold()  # from here on, nobody else adds
        standing = self.by_digest(asset.original.digest)
        if standing:
            return standing
        added = replace(asset, number=self._counter.number(), revision=self._counter.position())
        self._session.add(row_of_asset(added))
        self._session.flush()
        self._session.add(row_of_likeness(added.id, added.likeness))
        self._events.add(event)
        if report is not None:
            self._reports.set(added.id, report)
        self._session.flush()
        return added

    def get(self, asset_id: str) -> Asset:
        """Return the asset, or raise ``NotFound``."""
        return asset_of(*self._rows_of(asset_id))

    def by_digest(self, digest: str) -> Asset | None:
        """Return the asset whose original has this SHA-256."""
        return next(iter(self._all(_assets().where(AssetRow.digest == digest))), None)

    def many(self, asset_ids: Iterable[str]) -> dict[str, Asset]:
        """Return the assets by their ids, in the order asked for; unknown ids are left out."""
        ids = list(dict.fromkeys(asset_ids))
        found = {asset.id: asset for some in in_portions(ids) for asset in self._listed(some)}
        return {asset_id: found[asset_id] for asset_id in ids if asset_id in found}

    def replace(self, asset: Asset, event: Event) -> Asset:
        """Write the changed asset and what happened; return it with its new revision.

        Raises ``ChangedMeanwhile`` unless the asset's revision is the newest, ``NotFound``,
        and ``InvalidRequest`` where its original, likeness, number or arrival was changed.
        """
        self._counter.hold()
        row, likeness = self._rows_of(asset.id)
        standing = asset_of(row, likeness)
        if standing.revision != asset.revision:
            raise ChangedMeanwhile(
                f"asset {asset.id} was changed by somebody else",
                kind="asset",
                key=asset.id,
                hint="look at it again and repeat the change",
            )
        if _lasting(standing) != _lasting(asset):
            raise InvalidRequest("an asset's original, likeness, number and arrival never change")
        changed = replace(asset, revision=self._counter.position())
        fill(row, changed)
        self._events.add(event)
        self._session.flush()
        return changed

    def touch(self, asset_ids: Iterable[str]) -> None:
        """Let these assets come anew in the feed: something that belongs to them has changed."""
        ids = list(asset_ids)
        for some in in_portions(ids):
            rows = self._session.scalars(select(AssetRow).where(AssetRow.id.in_(some)))
            for row in rows.all():
                row.revision = self._counter.position()
        self._session.flush()

    def page(
        self,
        states: Iterable[State] | None = None,
        after: str | None = None,
        limit: int = 50,
        *,
        oldest_first: bool = False,
    ) -> Page[Asset]:
        """Return a page of the assets in any of ``states`` (None: all), newest arrival first."""
        wanted = list(State) if states is None else [State(state) for state in states]
        if limit < 1:
            raise InvalidRequest(f"a page holds at least one asset, not {limit}")
        if not wanted:
            return Page(())
        ordered = _Order(position_of(after), limit + 1, oldest_first=oldest_first)
        return paged([(asset.number, asset) for asset in self._all(_page(wanted, ordered))], limit)

    def counts(self, states: Iterable[State] = tuple(State)) -> dict[State, int]:
        """Return how many assets are in each of ``states``; asking for few is cheaper."""
        wanted = [State(state) for state in states]
        rows = self._session.execute(
            select(AssetRow.state, func.count())
            .where(AssetRow.state.in_([state.value for state in wanted]))
            .group_by(AssetRow.state)
        )
        counted = {State(state): count for state, count in rows}
        return {state: counted.get(state, 0) for state in wanted}

    def near(self, likeness: Likeness, distance: int, limit: int = 50) -> list[tuple[str, int]]:
        """Return (id, distance) of the assets that look like it, or like its mirror image.

        The nearest come first. ``distance`` is that of the pHashes, at most 15. None within it is
        missed.
        """
        found = self.near_hash(likeness.phash, distance, limit)
        if likeness.mirrored is None:
            return found
        mirrored = self.near_hash(likeness.mirrored, distance, limit)
        nearest = dict(sorted([*found, *mirrored], key=lambda pair: -pair[1]))
        return sorted(nearest.items(), key=lambda pair: pair[1])[:limit]

    def near_hash(self, phash: int, distance: int, limit: int = 50) -> list[tuple[str, int]]:
        """Return (id, distance) of the assets whose pHash is near to it, nearest first."""
        return neighbors(self._session, phash, distance, limit)

    def taken_at(
        self, camera_make: str, camera_model: str, seconds: Iterable[str], limit: int = 50
    ) -> list[Asset]:
        """Return the assets that this camera took in any of these seconds, the oldest first.

        A second is written as the camera's clock shows it, ``2026-05-01T12:00:07``; what follows it
        in ``date_taken`` does not count. Without a model none is found.
        """
        wanted = list(seconds)
        if not camera_model or not wanted:
            return []
        second = func.substr(AssetRow.date_taken, 1, _TO_THE_SECOND)
        same = (AssetRow.camera_model == camera_model, AssetRow.camera_make == camera_make)
        query = _assets().where(*same, second.in_(wanted))
        return self._all(query.order_by(AssetRow.number).limit(limit))

    def report(self, asset_id: str) -> dict[str, Any] | None:
        """Return the JSON of the asset's newest findings, or None where it has none."""
        return self._reports.many([asset_id]).get(asset_id)

    def reports(self, asset_ids: Iterable[str]) -> dict[str, dict[str, Any]]:
        """Return the JSON of the newest findings by asset id; one question for all."""
        return self._reports.many(asset_ids)

    def looks(self, asset_ids: Iterable[str]) -> dict[str, Look]:
        """Return what a search asks of the newest findings, by asset id; one question for all."""
        return self._reports.looks(asset_ids)

    def set_report(self, asset_id: str, report: Mapping[str, Any]) -> None:
        """Keep ``report`` as the asset's newest findings; raises ``NotFound``.

        Where it gives the photo another look, that is a change of the asset in the feed.
        """
        self._counter.hold()
        row, _ = self._rows_of(asset_id)
        before = self._reports.looks([asset_id]).get(asset_id)
        self._reports.set(asset_id, report)
        if before != look_of(report):
            row.revision = self._counter.position()
        self._session.flush()

    def _rows_of(self, asset_id: str) -> tuple[AssetRow, LikenessRow]:
        rows = self._fresh(_assets().where(AssetRow.id == asset_id)).one_or_none()
        if rows is None:
            raise NotFound("asset", asset_id)
        return rows

    def _all(self, query: Select[AssetRow, LikenessRow]) -> list[Asset]:
        return [asset_of(row, likeness) for row, likeness in self._fresh(query)]

    def _listed(self, asset_ids: Sequence[str]) -> Iterator[Asset]:
        """Yield assets without making objects of their rows, which takes half the time."""
        for row in self._session.execute(_LISTED, {"ids": asset_ids}):
            yield asset_of(row, row)  # type: ignore[arg-type]  # columns of both, by their names

    def _fresh(self, query: Select[AssetRow, LikenessRow]) -> Result[AssetRow, LikenessRow]:
        # What another process committed since an earlier look counts, not what was seen then.
        return self._session.execute(query.execution_options(populate_existing=True))


_HASHES = (LikenessRow.phash, LikenessRow.dhash, LikenessRow.mirrored)
_LISTED = (
    select(*AssetRow.__table__.columns, *_HASHES)
    .join_from(AssetRow, LikenessRow, LikenessRow.asset_id == AssetRow.id)
    .where(AssetRow.id.in_(bindparam("ids", expanding=True)))
)


def _assets() -> Select[AssetRow, LikenessRow]:
    return select(AssetRow, LikenessRow).join(LikenessRow, LikenessRow.asset_id == AssetRow.id)


@dataclass(frozen=True, slots=True)
class _Order:
    after: int | None
    limit: int
    oldest_first: bool = field(kw_only=True)

    def applied(self, query: Select[*S]) -> Select[*S]:
        number = AssetRow.number
        if self.after is not None:
            query = query.where(number > self.after if self.oldest_first else number < self.after)
        return query.order_by(number if self.oldest_first else number.desc()).limit(self.limit)


def _page(states: list[State], order: _Order) -> Select[AssetRow, LikenessRow]:
    # Each state is read in order from its own stretch of the index; nothing is sorted that is
    # not shown, however rare the state.
    stretches = (
        order.applied(select(AssetRow.id).where(AssetRow.state == state.value)).subquery()
        for state in dict.fromkeys(states)
    )
    ids = union_all(*(select(stretch.c.id) for stretch in stretches)).subquery()
    return order.applied(_assets().join(ids, ids.c.id == AssetRow.id))


def _lasting(asset: Asset) -> tuple[object, ...]:
    # The mirror image's hash is no news, but may be noted later than the asset.
    likeness = replace(asset.likeness, mirrored=None)
    return asset.original, likeness, asset.number, asset.added_at
