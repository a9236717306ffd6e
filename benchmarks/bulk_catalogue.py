"""Many synthetic assets into a catalogue at once, with their looks and their downloads."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Engine, insert, update

from benchmarks.synthetic_assets import CREATORS, LICENSES, SyntheticAssets, agreement_id
from imagepool.asset import Asset
from imagepool.catalogue.catalogue import Catalogue
from imagepool.catalogue.pairs.assets import row_of_asset, row_of_likeness
from imagepool.catalogue.pairs.documents import document_of
from imagepool.catalogue.rows import (
    AgreementRow,
    AssetRow,
    CounterRow,
    DeclarationRow,
    LikenessRow,
    ReceiptRow,
    ReportRow,
    Row,
)
from imagepool.rights.declarations import Declarations

__all__ = ["fill"]

_PORTION = 5_000
_USED = 0.05  # receipts for each asset; a few are taken far more often than most
_COLORS = ("#3f6b2f", "#7fa8d4", "#c9b48a", "#8a8d90", "#5b4632", "#e8e6e1", "#b5472e", "#d9a421",
           "#1f2a38", "#9fb86a")  # fmt: skip
_SIGNED = {
    "signed_at": "2026-01-01", "signed_by": "benchmark", "template_version": "1",
    "text_sha256": "0" * 64, "license_ids": list(LICENSES), "evidence": "",
}  # fmt: skip
_DECLARED: Mapping[str, Any] = {
    "declarations": document_of(Declarations.nothing_to_release()),
    "depicted": [],
    "availability": {},
}


def fill(catalogue: Catalogue, made: SyntheticAssets, count: int) -> None:
    """Write assets 1 to ``count`` into an empty catalogue, without the acts that make them."""
    engine = catalogue._engine.execution_options(writing=True)  # noqa: SLF001  (no act does this)
    if engine.dialect.name == "sqlite":
        _hurry(engine)
    with engine.begin() as connection:
        connection.execute(insert(AgreementRow), list(map(_agreement, CREATORS)))
    assets = made.make(count)
    while portion := list(itertools.islice(assets, _PORTION)):
        with engine.begin() as connection:
            _write(connection, portion)
    with engine.begin() as connection:
        numbers = range(1, max(2, int(count * _USED)))
        for some in _portions(_receipts(numbers, made, count)):
            connection.execute(insert(ReceiptRow), some)
        connection.execute(update(CounterRow).values(assets=count, changes=count))
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("ANALYZE")


def _hurry(engine: Engine) -> None:
    """Let this connection wait for no disk; what is lost by that is only a benchmark's."""
    connection = engine.raw_connection()
    for pragma in ("synchronous = OFF", "cache_size = -500000", "wal_autocheckpoint = 20000"):
        connection.cursor().execute(f"PRAGMA {pragma}")
    connection.close()


def _write(connection: Connection, assets: list[Asset]) -> None:
    connection.execute(insert(AssetRow), [_values(row_of_asset(asset)) for asset in assets])
    likeness = [_values(row_of_likeness(asset.id, asset.likeness)) for asset in assets]
    connection.execute(insert(LikenessRow), likeness)
    connection.execute(insert(ReportRow), [_report(asset) for asset in assets])
    connection.execute(
        insert(DeclarationRow), [{"asset_id": one.id, **_DECLARED} for one in assets]
    )


def _agreement(creator: str) -> dict[str, Any]:
    return {"id": agreement_id(creator), "creator": creator, "creator_key": creator, **_SIGNED}


def _values(row: Row) -> dict[str, Any]:
    return {column.key: getattr(row, column.key) for column in row.__table__.columns}


def _report(asset: Asset) -> dict[str, Any]:
    dice = random.Random(asset.number)  # noqa: S311  (nothing is kept secret by it)
    names = dict.fromkeys(dice.choices(_COLORS, weights=range(10, 0, -1), k=4))
    return {
        "asset_id": asset.id,
        "concept_id": "benchmark",
        "concept_version": "1.0.0",
        "verdict": "pass",
        "faces": dice.choices((0, 1, 2, 3, 8), (60, 15, 10, 10, 5))[0],
        "colors": [[name, 1 / (place + 2)] for place, name in enumerate(names)],
        "fit": min(1000, int(dice.gauss(850, 100))),
        "document": {"concept": {"id": "benchmark", "version": "1.0.0"}, "verdict": "pass"},
    }


def _receipts(
    numbers: Iterable[int], made: SyntheticAssets, count: int
) -> Iterator[Mapping[str, Any]]:
    dice = random.Random(1)  # noqa: S311  (likewise)
    for number in numbers:
        asset_number = 1 + int(count * dice.random() ** 4)
        yield {
            "number": number,
            "id": f"receipt-{number}",
            "asset_id": made.id_of(min(asset_number, count)),
            "issued_at": "2026-01-01T00:00:00+00:00",
            "file_sha256": f"{number:064x}",
            "license_id": "CC-BY-4.0",
            "agreement_id": agreement_id(CREATORS[0]),
            "recipient": "",
            "document": {},
            "signed": b"",
        }


def _portions(rows: Iterator[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    while some := list(itertools.islice(rows, _PORTION)):
        yield some
