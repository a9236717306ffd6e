"""The local features of the assets, and the index of their words by which candidates are found."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from sqlalchemy import Float, Select, bindparam, cast, delete, func, insert, select
from sqlalchemy.orm import Session

from imagepool.catalogue.among import among
from imagepool.catalogue.rows import AssetRow, FeaturesRow, FeatureWordRow, LikenessRow
from imagepool.catalogue.values import in_portions

__all__ = ["Features"]


class Features:
    """The features of one transaction's assets; what they are made of, others know."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def set(
        self,
        asset_id: str,
        document: bytes,
        words: Iterable[int],
        *,
        version: int,
        mirrored: int | None = None,
    ) -> None:
        """Keep an asset's features in place of earlier ones, with the words that find it.

        ``words`` are numbers of 31 bits; ``mirrored`` is the pHash of the mirror image, where it
        was not noted with the asset.
        """
        number = self._session.execute(
            select(AssetRow.number).where(AssetRow.id == asset_id)
        ).scalar_one()
        self._session.execute(delete(FeatureWordRow).where(FeatureWordRow.number == number))
        self._session.merge(
            FeaturesRow(number=number, asset_id=asset_id, version=version, document=document)
        )
        if mirrored is not None:
            self._session.get_one(LikenessRow, asset_id).mirrored = mirrored
        rows = [{"word": word, "number": number} for word in sorted(set(words))]
        if rows:
            self._session.execute(insert(FeatureWordRow), rows)
        self._session.flush()

    def voted(self, words: Sequence[int], limit: int) -> list[tuple[str, float]]:
        """Return (asset id, weight of the words in common) of the weightiest assets, in order.

        A word weighs less the more assets have it: 1 over the square root of their number.
        """
        asked = {"words": json.dumps(list(words)), "limit": limit}
        rows = self._session.execute(_WEIGHTIEST, asked)
        weights = dict(rows.all())
        named = self._session.execute(
            select(FeaturesRow.number, FeaturesRow.asset_id).where(FeaturesRow.number.in_(weights))
        )
        ids = dict(named.all())
        return [(ids[number], weight) for number, weight in weights.items() if number in ids]

    def many(self, asset_ids: Iterable[str]) -> dict[str, bytes]:
        """Return the features by asset id; those without are left out."""
        ids = list(dict.fromkeys(asset_ids))
        return {
            asset_id: document
            for some in in_portions(ids)
            for asset_id, document in self._session.execute(
                select(FeaturesRow.asset_id, FeaturesRow.document).where(
                    FeaturesRow.asset_id.in_(some)
                )
            )
        }

    def versions(self, asset_ids: Iterable[str]) -> dict[str, int]:
        """Return the version of the features by asset id; those without are left out."""
        ids = list(dict.fromkeys(asset_ids))
        return {
            asset_id: version
            for some in in_portions(ids)
            for asset_id, version in self._session.execute(
                select(FeaturesRow.asset_id, FeaturesRow.version).where(
                    FeaturesRow.asset_id.in_(some)
                )
            )
        }


def _weightiest() -> Select[int, float]:
    hits = (
        select(FeatureWordRow.word, FeatureWordRow.number)
        .where(among(FeatureWordRow.word, "words"))
        .cte("hits")
    )
    rare = (
        select(
            hits.c.word,
            func.power(cast(func.count(), Float(53)), -0.5, type_=Float(53)).label("weight"),
        )
        .group_by(hits.c.word)
        .cte("rare")
    )
    weight = func.sum(rare.c.weight)
    return (
        select(hits.c.number, weight)
        .join(rare, rare.c.word == hits.c.word)
        .group_by(hits.c.number)
        .order_by(weight.desc(), hits.c.number)
        .limit(bindparam("limit"))
    )


_WEIGHTIEST = _weightiest()
