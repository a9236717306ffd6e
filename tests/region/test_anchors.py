from __future__ import annotations

import json
import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from imagepool.region import Region
from imagepool.region.anchors import Anchor, distance, key_near
from imagepool.region.boundaries import Boundary, read_boundaries

POINTS = 4000


@dataclass(frozen=True)
class Truth:
    """The real municipalities of the region, as a map has them."""

    boundaries: tuple[Boundary, ...]

    def at(self, latitude: float, longitude: float) -> str:
        return next((b.ags for b in self.boundaries if b.contains(latitude, longitude)), "")

    def sample(self, margin: float) -> list[tuple[float, float]]:
        """Draw points of the region's box, wider by `margin` degrees."""
        west, south, east, north = zip(*(b.box for b in self.boundaries), strict=True)
        draw = random.Random(7).uniform
        latitudes = min(south) - margin, max(north) + margin
        longitudes = min(west) - margin, max(east) + margin
        return [(draw(*latitudes), draw(*longitudes)) for _ in range(POINTS)]


@pytest.fixture(scope="module")
def truth(real_map: Path, home: Region) -> Truth:
    features = json.loads(real_map.read_text())["features"]
    boundaries = read_boundaries(real_map, [f["properties"]["ags"] for f in features])
    districts = {district.ags for district in home.districts}
    return Truth(tuple(b for b in boundaries if b.ags[:5] in districts))


def verdict(key: str, true: str) -> str:
    if not key:
        return "unknown"
    if not true.startswith(key[:5]):
        return "wrong district"
    return ("right" if key == true else "wrong") if len(key) == 8 else "district"


def shares(home: Region, truth: Truth, points: list[tuple[float, float]]) -> dict[str, float]:
    counts = Counter(verdict(home.gazetteer.key_at(*point), truth.at(*point)) for point in points)
    return {name: round(count / len(points), 4) for name, count in counts.items()}


def test_points_inside_are_rather_unknown_than_wrong(home: Region, truth: Truth) -> None:
    inside = [point for point in truth.sample(0) if truth.at(*point)]
    share = shares(home, truth, inside)
    assert share["right"] > 0.50
    assert share["right"] + share["district"] > 0.74
    assert share["wrong"] < 0.055
    assert share["wrong district"] < 0.01


def test_points_near_a_known_place_are_mostly_right(home: Region, truth: Truth) -> None:
    places = [(p.latitude, p.longitude) for p in home.gazetteer.localities if p.kind == "village"]
    places += [(m.latitude, m.longitude) for m in home.municipalities]
    near = [p for p in truth.sample(0) if any(distance(p, place) < 1 for place in places)]
    share = shares(home, truth, [point for point in near if truth.at(*point)])
    assert share["right"] > 0.85
    assert share["wrong"] < 0.065


def test_points_around_the_region_are_outside(home: Region, truth: Truth) -> None:
    outside = [point for point in truth.sample(0.15) if not truth.at(*point)]
    share = shares(home, truth, outside)
    assert share["unknown"] > 0.98


def test_the_nearest_within_reach_decides() -> None:
    town = Anchor("01055001", (54.0, 8.0), 2.0)
    assert key_near([town], 54.035, 8.0) == "01055001"  # 3.9 km, under two radii
    assert key_near([town], 54.037, 8.0) == ""
    assert key_near([], 54.0, 8.0) == ""


@pytest.mark.parametrize(
    ("other", "key"), [("01055001", "01055001"), ("01055002", "01055"), ("01056001", ""), ("", "")]
)
def test_between_two_places_only_what_they_share_is_answered(other: str, key: str) -> None:
    anchors = [Anchor("01055001", (54.0, 8.0), 2.0), Anchor(other, (54.04, 8.0), 2.0)]
    assert key_near(anchors, 54.019, 8.0) == key
    assert key_near(anchors, 54.01, 8.0) == "01055001"


def test_a_place_of_a_wide_municipality_reaches_farther() -> None:
    anchors = [Anchor("01055001", (54.0, 8.0), 4.0), Anchor("01055002", (54.04, 8.0), 1.0)]
    assert key_near(anchors, 54.024, 8.0) == "01055001"
