"""The place that the rule `metadata` asks for lies in the region that the concept belongs to."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from imagepool.region.region import load_region
from imagepool.workflows.check import check
from tests.photo.blocks_made import full_jpeg, packet

PACK = load_region("nordthueringen").concept_path


def photo_from(city: str, folder: Path) -> Path:
    words = packet(
        "<dc:creator>Eva</dc:creator><dc:description>Markt</dc:description>",
        attributes=f'photoshop:City="{city}" photoshop:DateCreated="2026-05-01" '
        'Iptc4xmpCore:AltTextAccessibility="Stände"',
    )
    path = folder / "photo.jpg"
    path.write_bytes(full_jpeg(words))
    return path


def missing(path: Path, concept: Path | None) -> str:
    (photo,) = check([path], concept=concept, rules=("metadata",), jobs=1)
    assert photo.report
    return photo.report.findings[0].message["en"]


@pytest.mark.parametrize("concept", [None, PACK])
def test_a_regions_own_concept_asks_for_its_places(concept: Path | None, tmp_path: Path) -> None:
    assert "states all" in missing(photo_from("Mühlhausen", tmp_path), concept)
    assert "place in the region" in missing(photo_from("München", tmp_path), concept)


def test_a_concept_without_a_region_accepts_any_place(tmp_path: Path) -> None:
    alone = Path(shutil.copy(PACK, tmp_path / "style.toml"))
    assert "states all" in missing(photo_from("München", tmp_path), alone)
