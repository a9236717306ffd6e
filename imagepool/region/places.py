"""Districts, municipalities and what lies in them, as a region's tables state them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

from imagepool.region.tables import Row, read_rows

__all__ = [
    "District",
    "Landscape",
    "Locality",
    "Municipality",
    "Neighbor",
    "read_districts",
    "read_landscapes",
    "read_localities",
    "read_municipalities",
    "read_neighbors",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class District:
    """A rural or urban district."""

    ags: str  # first 5 digits of the official municipality key
    name: str
    alt: tuple[str, ...]  # other names in use
    plates: tuple[str, ...]  # number plate prefixes


@dataclass(frozen=True, slots=True, kw_only=True)
class Municipality:
    """A town or municipality."""

    ags: str  # amtlicher Gemeindeschlüssel, 8 digits
    name: str
    alt: tuple[str, ...]
    latitude: float  # of the town hall, degrees, WGS 84
    longitude: float
    center: tuple[float, float]  # a point in the middle of its area: latitude, longitude
    area: float  # square kilometers
    postcode: str
    plates: tuple[str, ...]
    travel_region: str

    @property
    def district(self) -> str:
        return self.ags[:5]

    @property
    def radius(self) -> float:
        """Kilometers; of a circle with the municipality's area."""
        return math.sqrt(self.area / math.pi)


@dataclass(frozen=True, slots=True, kw_only=True)
class Locality:
    """A village or a sight, with the municipality it belongs to."""

    name: str
    alt: tuple[str, ...]
    kind: str  # "village", "sight"
    ags: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Landscape:
    """A landscape, a former municipality or a byname: what people call a place without a border."""

    name: str
    alt: tuple[str, ...]
    ags: tuple[str, ...]  # of all municipalities that it touches


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbor:
    """A place around the region: what lies near it is outside."""

    name: str
    latitude: float
    longitude: float


def read_districts(path: Path) -> tuple[District, ...]:
    rows = read_rows(path, columns=("ags", "name", "alt", "plates"))
    districts = tuple(
        District(
            ags=row.digits("ags", 5),
            name=row.required("name"),
            alt=row.names("alt"),
            plates=row.names("plates"),
        )
        for row in rows
    )
    _check_unique(rows)
    return districts


def read_municipalities(path: Path, districts: tuple[District, ...]) -> tuple[Municipality, ...]:
    rows = read_rows(path, columns=("ags", "name", "alt", "lat", "lon", "area_km2", "plates"))
    known = {district.ags for district in districts}
    for row in rows:
        if row.digits("ags", 8)[:5] not in known:
            row.refuse("ags", f"{row.text('ags')} lies in no district of districts.csv")
    _check_unique(rows)
    return tuple(map(_municipality, rows))


def _municipality(row: Row) -> Municipality:
    hall = (row.number("lat", -90, 90), row.number("lon", -180, 180))
    return Municipality(
        ags=row.text("ags"),
        name=row.required("name"),
        alt=row.names("alt"),
        latitude=hall[0],
        longitude=hall[1],
        center=(
            row.number("center_lat", -90, 90, default=str(hall[0])),
            row.number("center_lon", -180, 180, default=str(hall[1])),
        ),
        area=row.number("area_km2", 0.01, 1e6),
        postcode=row.text("postcode"),
        plates=row.names("plates"),
        travel_region=row.text("travel_region"),
    )


def read_localities(path: Path, municipalities: tuple[Municipality, ...]) -> tuple[Locality, ...]:
    """Read the optional table of villages and sights."""
    if not path.exists():
        return ()
    known = {municipality.ags for municipality in municipalities}
    rows = read_rows(path, columns=("name", "alt", "kind", "ags", "lat", "lon"))
    for row in rows:
        if row.text("ags") not in known:
            row.refuse("ags", f"{row.text('ags')!r} is no municipality of municipalities.csv")
    return tuple(
        Locality(
            name=row.required("name"),
            alt=row.names("alt"),
            kind=row.text("kind"),
            ags=row.text("ags"),
            latitude=row.number("lat", -90, 90),
            longitude=row.number("lon", -180, 180),
        )
        for row in rows
    )


def read_landscapes(path: Path, municipalities: tuple[Municipality, ...]) -> tuple[Landscape, ...]:
    """Read the optional table of landscapes, former and colloquial names."""
    if not path.exists():
        return ()
    known = {municipality.ags for municipality in municipalities}
    rows = read_rows(path, columns=("name", "alt", "ags"))
    for row in rows:
        for key in row.names("ags") or ("",):
            if key not in known:
                row.refuse("ags", f"{key!r} is no municipality of municipalities.csv")
    return tuple(
        Landscape(name=row.required("name"), alt=row.names("alt"), ags=row.names("ags"))
        for row in rows
    )


def read_neighbors(path: Path) -> tuple[Neighbor, ...]:
    """Read the optional table of the places around the region."""
    if not path.exists():
        return ()
    return tuple(
        Neighbor(
            name=row.required("name"),
            latitude=row.number("lat", -90, 90),
            longitude=row.number("lon", -180, 180),
        )
        for row in read_rows(path, columns=("name", "lat", "lon"))
    )


def _check_unique(rows: list[Row]) -> None:
    seen: set[str] = set()
    for row in rows:
        if row.text("ags") in seen:
            row.refuse("ags", f"{row.text('ags')} stands here a second time")
        seen.add(row.text("ags"))
