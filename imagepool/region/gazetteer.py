"""From what a photo says about its place to the municipality: by name, then by coordinates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace

from imagepool.asset import Place
from imagepool.region.anchors import Anchor, anchors_of, distance, key_near, nearest
from imagepool.region.boundaries import Boundary
from imagepool.region.names import name_key
from imagepool.region.places import District, Landscape, Locality, Municipality, Neighbor

__all__ = ["Area", "Gazetteer", "Located"]

_REACH = 1.5  # of the municipality's radius: areas are no circles
_SLACK = 3.0  # kilometers; a named place is photographed from the hill beside it, too
_PARTS = re.compile(r"[,;/()]|\bOT\b|\bOrtsteil\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """State and country around the region, each with all its names; the first is written out."""

    states: tuple[str, ...]
    countries: tuple[str, ...]
    country_codes: tuple[str, ...]  # ISO 3166-1, two and three letters


@dataclass(frozen=True, slots=True)
class Located:
    """Where a point lies."""

    key: str  # of a municipality (8 digits), or where only that is certain of a district; or ""
    uncertainty: float  # kilometers to the nearest place that was judged by; 0 by a boundary


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """The region's places, found by name and by coordinates.

    A name that several municipalities answer to is never matched without a second hint, and what
    contradicts the region (another country or state, coordinates far away) is never inside it.
    """

    area: Area
    districts: tuple[District, ...]
    municipalities: tuple[Municipality, ...]
    localities: tuple[Locality, ...] = ()
    neighbors: tuple[Neighbor, ...] = ()
    landscapes: tuple[Landscape, ...] = ()  # for the search; no photo lies in one by its name
    boundaries: tuple[Boundary, ...] = ()
    _by_ags: dict[str, Municipality] = field(init=False, repr=False, compare=False)
    _by_name: dict[str, set[str]] = field(init=False, repr=False, compare=False)
    _by_district_name: dict[str, str] = field(init=False, repr=False, compare=False)
    _anchors: tuple[Anchor, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_name: dict[str, set[str]] = {}
        places: tuple[Municipality | Locality, ...] = (*self.municipalities, *self.localities)
        for place in places:
            for name in (place.name, *place.alt):
                by_name.setdefault(name_key(name), set()).add(place.ags)
        districts = {
            name_key(name): district.ags
            for district in self.districts
            for name in (district.name, *district.alt)
        }
        object.__setattr__(self, "_by_ags", {m.ags: m for m in self.municipalities})
        object.__setattr__(self, "_by_name", by_name)
        object.__setattr__(self, "_by_district_name", districts)
        anchors = anchors_of(self.municipalities, self.localities, self.neighbors)
        object.__setattr__(self, "_anchors", anchors)

    def municipality(self, ags: str) -> Municipality | None:
        return self._by_ags.get(ags)

    def place_of(
        self,
        place: Place | None,
        latitude: float | None = None,
        longitude: float | None = None,
        keywords: Iterable[str] = (),
    ) -> Place | None:
        """Return `place` with official key and district filled in, or None where unknown.

        What the photographer wrote stays as it is; empty fields are filled. Where only the
        district is certain, only that is filled in.
        """
        place = place or Place()
        words = tuple(keywords)
        if self._elsewhere(place):
            return None
        point = _point(latitude, longitude)
        here = self.key_at(*point) if point else ""
        named = self._named(place, words, point)
        if named and point and not _plausible(named, point):
            named = None
        found = named or self._by_ags.get(here)
        if found:
            return self._filled(place, found)
        districts = {here} - {""} if point else self._districts(place, words)
        return replace(place, district=districts.pop()) if len(districts) == 1 else None

    def key_at(self, latitude: float, longitude: float) -> str:
        """Return the key of municipality or district at these coordinates, "" where unknown.

        Where boundaries are known they alone decide; else the places nearest to the point.
        """
        return self.locate(latitude, longitude).key

    def key_without_map(self, latitude: float, longitude: float) -> str:
        """Return what ``key_at`` answers where no boundaries are known."""
        return key_near(self._anchors, latitude, longitude)

    def unfilled(self, place: Place) -> Place:
        """Return a place without what ``place_of`` can have filled in; its inverse."""
        town = self._by_ags.get(place.ags)
        if town is None:
            return replace(place, district="")
        filled, told = asdict(self._filled(Place(), town)), asdict(place)
        return Place(**{name: "" if told[name] == filled[name] else told[name] for name in told})

    def locate(self, latitude: float, longitude: float) -> Located:
        """Return where these coordinates lie, and how sure that is."""
        if self.boundaries:
            inside = (b.ags for b in self.boundaries if b.contains(latitude, longitude))
            return Located(next(inside, ""), 0.0)
        key = self.key_without_map(latitude, longitude)
        return Located(key, nearest(self._anchors, latitude, longitude))

    def _elsewhere(self, place: Place) -> bool:
        code = place.country_code.strip().upper()
        known = {name_key(name) for name in (*self.area.countries, *self.area.states)}
        known |= self._by_district_name.keys()
        return bool(
            (code and self.area.country_codes and code not in self.area.country_codes)
            or (self.area.countries and _contradicts(place.country_name, known))
            or (self.area.states and _contradicts(place.province_state, known))
        )

    def _named(
        self, place: Place, keywords: tuple[str, ...], point: tuple[float, float] | None
    ) -> Municipality | None:
        if place.ags in self._by_ags:
            return self._by_ags[place.ags]
        by_city, by_sublocation = self._answering(place.city), self._answering(place.sublocation)
        candidates = (by_city & by_sublocation) or by_city or by_sublocation
        if candidates:
            candidates = self._narrowed(candidates, place, keywords, point)
        else:
            candidates = self._of_keywords(place, keywords, point)
        return self._by_ags[candidates.pop()] if len(candidates) == 1 else None

    def _answering(self, text: str) -> set[str]:
        """Return the keys of all municipalities that answer to this name, whole or in part."""
        whole = self._by_name.get(name_key(text))
        if whole:
            return set(whole)
        parts = [
            found for part in _PARTS.split(text) if (found := self._by_name.get(name_key(part)))
        ]
        return set.intersection(*parts) if parts else set()

    def _of_keywords(
        self, place: Place, keywords: tuple[str, ...], point: tuple[float, float] | None
    ) -> set[str]:
        """Return the towns that the keywords name; where they name two, that is no answer."""
        found: set[str] = set()
        for word in keywords:
            if name_key(word) not in self._by_district_name:
                found |= self._narrowed(self._answering(word), place, keywords, point)
        return found

    def _narrowed(
        self,
        candidates: set[str],
        place: Place,
        keywords: tuple[str, ...],
        point: tuple[float, float] | None,
    ) -> set[str]:
        """Return those of several namesakes that everything else speaks for."""
        if len(candidates) < 2:
            return candidates
        if point:
            return {ags for ags in candidates if _plausible(self._by_ags[ags], point)}
        for word in keywords:
            both = candidates & self._by_name.get(name_key(word), set())
            if len(both) == 1:
                return both
        districts = self._districts(place, keywords)
        return {ags for ags in candidates if ags[:5] in districts} or candidates

    def _districts(self, place: Place, keywords: tuple[str, ...]) -> set[str]:
        """Return the districts that place or keywords name, by key, name or number plate."""
        texts = (place.city, place.sublocation, place.province_state, *keywords)
        parts = [part for text in texts for part in (text, *_PARTS.split(text))]
        found = {
            self._by_district_name[key]
            for part in parts
            if (key := name_key(part)) in self._by_district_name
        }
        plates = {plate: d.ags for d in self.districts for plate in d.plates}
        # Upper case as on the car: "Art" is a keyword, "ART" is Artern.
        found |= {plates[word.strip()] for word in parts if word.strip() in plates}
        known = {district.ags for district in self.districts}
        return found | ({place.district} & known)

    def _filled(self, place: Place, found: Municipality) -> Place:
        area = self.area
        return replace(
            place,
            city=place.city or found.name,
            province_state=place.province_state or next(iter(area.states), ""),
            country_name=place.country_name or next(iter(area.countries), ""),
            country_code=place.country_code or next(iter(area.country_codes), ""),
            ags=found.ags,
            district=found.district,
        )


def _point(latitude: float | None, longitude: float | None) -> tuple[float, float] | None:
    if latitude is None or longitude is None:
        return None
    if not (abs(latitude) <= 90 and abs(longitude) <= 180) or latitude == longitude == 0:
        return None  # nonsense, or the zeros of a receiver without a fix
    return latitude, longitude


def _plausible(municipality: Municipality, point: tuple[float, float]) -> bool:
    limit = _REACH * municipality.radius + _SLACK
    return distance(municipality.center, point) <= limit


def _contradicts(text: str, known: set[str]) -> bool:
    """Tell whether a name was given of which no part is known."""
    parts = {name_key(part) for part in (text, *_PARTS.split(text))} - {""}
    return bool(parts) and not parts & known
