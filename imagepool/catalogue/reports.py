"""The findings of the image-style concept, as the JSON that style writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from imagepool.catalogue.rows import ReportRow
from imagepool.catalogue.values import in_portions
from imagepool.errors import InvalidRequest
from imagepool.style.looks import Look, look_of

__all__ = ["Reports"]


class Reports:
    """The newest findings of each asset; the JSON is given back as it came."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def many(self, asset_ids: Iterable[str]) -> dict[str, dict[str, Any]]:
        """Return the reports by asset id; assets without findings are left out."""
        columns = select(ReportRow.asset_id, ReportRow.document)
        found: dict[str, dict[str, Any]] = {}
        for some in in_portions(list(asset_ids)):
            rows = self._session.execute(columns.where(ReportRow.asset_id.in_(some)))
            found.update(rows.all())
        return found

    def looks(self, asset_ids: Iterable[str]) -> dict[str, Look]:
        """Return by asset id what a search asks of the reports; their JSON is not even read."""
        columns = select(ReportRow.asset_id, ReportRow.faces, ReportRow.colors, ReportRow.fit)
        found: dict[str, Look] = {}
        for some in in_portions(list(asset_ids)):
            for id_, faces, colors, fit in self._session.execute(
                columns.where(ReportRow.asset_id.in_(some))
            ):
                shares = tuple((color, share) for color, share in colors or ())
                found[id_] = Look(faces=faces, colors=shares, fit=fit)
        return found

    def set(self, asset_id: str, report: Mapping[str, Any]) -> None:
        """Keep the report in place of the asset's earlier one; raises ``InvalidRequest``."""
        concept_id, version, verdict = _summary(report)
        look = look_of(report)
        row = self._session.get(ReportRow, asset_id) or ReportRow(asset_id=asset_id)
        row.concept_id = concept_id
        row.concept_version = version
        row.verdict = verdict
        row.faces, row.fit = look.faces, look.fit
        row.colors = [*look.colors] or None
        row.document = dict(report)
        self._session.add(row)
        self._session.flush()


def _summary(report: Mapping[str, Any]) -> tuple[str, str, str]:
    try:
        concept = report["concept"]
        return str(concept["id"]), str(concept["version"]), str(report["verdict"])
    except (TypeError, KeyError) as error:
        raise InvalidRequest("the report does not name their concept and verdict") from error
