"""What curators think of the rules: one word for each asset, rule and measure, and their counts."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from imagepool.catalogue.changes import Counter
from imagepool.catalogue.pairs.style import fill_opinion, opinion_of
from imagepool.catalogue.rows import OpinionRow
from imagepool.catalogue.values import in_portions
from imagepool.style.calibration.agreement import Tally
from imagepool.style.calibration.opinion import Opinion, Stance

__all__ = ["Opinions"]


class Opinions:
    """The opinions of one transaction."""

    def __init__(self, session: Session, counter: Counter) -> None:
        self._session = session
        self._counter = counter

    def set(self, opinion: Opinion) -> Opinion:
        """Keep the opinion in place of an earlier one on the same asset, rule and measure."""
        row = self._row(opinion) or OpinionRow()
        fill_opinion(row, opinion)
        self._session.add(row)
        self._session.flush()
        return opinion

    def remove(self, opinion: Opinion) -> None:
        """Take the opinion back; none is harmless."""
        row = self._row(opinion)
        if row is not None:
            self._session.delete(row)
            self._session.flush()

    def of_asset(self, asset_id: str) -> list[Opinion]:
        """Return what curators think of the rules on this asset."""
        return self.of_assets([asset_id]).get(asset_id, [])

    def of_assets(self, asset_ids: Iterable[str]) -> dict[str, list[Opinion]]:
        """Return the opinions by asset id; assets without any are left out."""
        found: dict[str, list[Opinion]] = {}
        for some in in_portions(list(asset_ids)):
            query = select(OpinionRow).where(OpinionRow.asset_id.in_(some))
            ordered = query.order_by(OpinionRow.rule, OpinionRow.measure_version)
            for row in self._session.scalars(ordered):
                found.setdefault(row.asset_id, []).append(opinion_of(row))
        return found

    def of_rule(self, rule: str, stances: Iterable[Stance], limit: int = 100) -> list[Opinion]:
        """Return the newest opinions on a rule."""
        query = (
            select(OpinionRow)
            .where(OpinionRow.rule == rule, OpinionRow.stance.in_([str(s) for s in stances]))
            .order_by(OpinionRow.at.desc(), OpinionRow.asset_id)
            .limit(limit)
        )
        return [opinion_of(row) for row in self._session.scalars(query)]

    def tallies(self) -> list[Tally]:
        """Return how often each stance was taken, by rule and measure."""
        key = (OpinionRow.rule, OpinionRow.measure_version, OpinionRow.stance)
        rows = self._session.execute(select(*key, func.count()).group_by(*key).order_by(*key))
        return [Tally(rule, version, Stance(stance), n) for rule, version, stance, n in rows]

    def _row(self, opinion: Opinion) -> OpinionRow | None:
        self._counter.hold()  # from here on, nobody else writes of this asset
        key = (opinion.asset_id, opinion.rule, opinion.measure_version)
        return self._session.get(OpinionRow, key, populate_existing=True)
