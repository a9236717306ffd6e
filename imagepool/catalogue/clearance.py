"""The clearance of assets, put together from what was signed, declared, limited and recalled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from imagepool.catalogue.pairs.documents import value_of
from imagepool.catalogue.pairs.rights import agreement_of
from imagepool.catalogue.rows import (
    AgreementRow,
    AssetRow,
    DeclarationRow,
    GrantRow,
    RecalledAssetRow,
    RecallRow,
    ReleasedAssetRow,
    ReleaseRow,
)
from imagepool.catalogue.values import in_portions
from imagepool.rights.agreements import Agreement
from imagepool.rights.availability import Availability
from imagepool.rights.clearance import Clearance
from imagepool.rights.declarations import Declarations
from imagepool.rights.depicted import DepictedPerson
from imagepool.rights.grants import Grant
from imagepool.rights.recalls.recall import Recall
from imagepool.rights.releases import Release

__all__ = ["Clearances"]


class Clearances:
    """The clearance of assets in one transaction; who writes it, see the books of each subject."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, asset_id: str, *, requester: str = "") -> Clearance:
        """Return what is known of one asset; ``requester`` is whose grants count."""
        return self.of_many([asset_id], requester=requester)[asset_id]

    def of_many(self, asset_ids: Iterable[str], *, requester: str = "") -> dict[str, Clearance]:
        """Return the same for many assets, by as many questions as for one."""
        ids = list(dict.fromkeys(asset_ids))
        return {
            asset_id: clearance
            for some in in_portions(ids)
            for asset_id, clearance in self._some(some, requester)
        }

    def _some(self, ids: Sequence[str], requester: str) -> Iterator[tuple[str, Clearance]]:
        agreements, declared = self._agreements(ids), self._declared(ids)
        releases = self._documents(_releases(ids))
        recalls = self._documents(_recalls(ids))
        grants = self._documents(_grants(ids, requester)) if requester else {}
        for one in ids:
            clearance = Clearance(
                agreement=agreements.get(one),
                releases=tuple(value_of(Release, each) for each in releases.get(one, ())),
                recalls=tuple(value_of(Recall, each) for each in recalls.get(one, ())),
                grants=tuple(value_of(Grant, each) for each in grants.get(one, ())),
                **declared.get(one, {}),
            )
            yield one, clearance

    def _documents(
        self, query: Select[str, dict[str, Any]]
    ) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        found: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for asset_id, document in self._session.execute(query):
            found[asset_id].append(document)
        return found

    def _agreements(self, ids: Sequence[str]) -> Mapping[str, Agreement]:
        query = (
            select(AssetRow.id, AgreementRow)
            .join(AgreementRow, AgreementRow.id == AssetRow.agreement_id)
            .where(AssetRow.id.in_(ids))
        )
        return {asset_id: agreement_of(row) for asset_id, row in self._session.execute(query)}

    def _declared(self, ids: Sequence[str]) -> Mapping[str, dict[str, Any]]:
        query = select(DeclarationRow).where(DeclarationRow.asset_id.in_(ids))
        return {
            row.asset_id: {
                "declarations": value_of(Declarations, row.declarations),
                "depicted": tuple(value_of(DepictedPerson, each) for each in row.depicted),
                "availability": value_of(Availability, row.availability),
            }
            for row in self._session.scalars(query)
        }


def _releases(ids: Sequence[str]) -> Select[str, dict[str, Any]]:
    return (
        select(ReleasedAssetRow.asset_id, ReleaseRow.document)
        .join(ReleaseRow, ReleaseRow.id == ReleasedAssetRow.release_id)
        .where(ReleasedAssetRow.asset_id.in_(ids))
        .order_by(ReleaseRow.number)
    )


def _recalls(ids: Sequence[str]) -> Select[str, dict[str, Any]]:
    return (
        select(RecalledAssetRow.asset_id, RecallRow.document)
        .join(RecallRow, RecallRow.id == RecalledAssetRow.recall_id)
        .where(RecalledAssetRow.asset_id.in_(ids))
        .order_by(RecallRow.number)
    )


def _grants(ids: Sequence[str], requester: str) -> Select[str, dict[str, Any]]:
    own = (GrantRow.asset_id.in_(ids), GrantRow.requester == requester)
    return select(GrantRow.asset_id, GrantRow.document).where(*own).order_by(GrantRow.id)
