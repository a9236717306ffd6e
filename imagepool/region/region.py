"""A region: everything that makes a pool this region's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from imagepool.asset import Asset, Place
from imagepool.errors import NotFound
from imagepool.region.boundaries import read_boundaries
from imagepool.region.colors import read_colors
from imagepool.region.folders import RegionFolder, find_folder, region_packs
from imagepool.region.gazetteer import Area, Gazetteer
from imagepool.region.labels import FacetLabels, read_labels
from imagepool.region.names import name_key
from imagepool.region.places import (
    District,
    Municipality,
    read_districts,
    read_landscapes,
    read_localities,
    read_municipalities,
    read_neighbors,
)
from imagepool.region.tables import Section
from imagepool.region.themes import Term, Theme, narrower_first, read_terms, read_themes
from imagepool.region.wording import LANGUAGES, LEGAL_PAGES, AgreementTemplate, read_wording

__all__ = ["MAP", "Region", "load_region", "region_packs"]

MAP = "boundaries.geojson"  # the optional file with the municipalities' borders

_SHOWN = "thema"  # the group of themes that says what a picture shows


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """One region, as its folder states it: a value, read once and never changed.

    Mappings from a language have the keys "de" and "en".
    """

    id: str
    title: Mapping[str, str]
    pool_name: str
    pool_url: str
    pool_email: str
    gazetteer: Gazetteer
    themes: Mapping[str, Theme]
    terms: tuple[Term, ...]  # words that mean the same, finer than themes; for the search
    concept_path: Path  # the image-style concept, TOML
    colors: Mapping[str, str]  # for each of `imagepool.region.colors.COLORS` its "#rrggbb"
    legal: Mapping[str, Mapping[str, str]]  # page -> language -> Markdown
    agreement: AgreementTemplate
    attributions: tuple[str, ...]  # of the data behind the region, to be shown
    facet_labels: FacetLabels
    _theme_names: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        names: dict[str, tuple[str, ...]] = {}
        for theme in self.themes.values():
            for name in {name_key(word) for word in theme.words}:
                names[name] = (*names.get(name, ()), theme.id)
        object.__setattr__(self, "_theme_names", names)

    @property
    def districts(self) -> tuple[District, ...]:
        return self.gazetteer.districts

    @property
    def municipalities(self) -> tuple[Municipality, ...]:
        return self.gazetteer.municipalities

    @property
    def filter_themes(self) -> tuple[Theme, ...]:
        """The themes that say what a picture shows, but for the very top."""
        return tuple(theme for theme in self.themes.values() if _is_filter(theme))

    def place_of(
        self,
        place: Place | None,
        latitude: float | None = None,
        longitude: float | None = None,
        keywords: Iterable[str] = (),
    ) -> Place | None:
        """Return the place with official key and district; see `Gazetteer.place_of`."""
        return self.gazetteer.place_of(place, latitude, longitude, keywords)

    def themes_of(self, keywords: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of the themes that these keywords name, in the vocabulary's order."""
        found = {id_ for word in keywords for id_ in self._theme_names.get(name_key(word), ())}
        return tuple(id_ for id_ in self.themes if id_ in found)

    def words_of(self, asset: Asset) -> Mapping[str, tuple[str, ...]]:
        """Return what the region adds to the asset's own words, for the search.

        "place" and "shape" are what people type for it (other names, number plates, postcode);
        "themes" are the ids that a filter finds it by: a picture of a beech wood is also one of
        nature.
        """
        shown = asset.description
        places = [*shown.location_shown, *filter(None, [shown.location_created])]
        paths = [narrower_first(self.themes, id_) for id_ in shown.themes]
        return {
            "place": _distinct(word for place in places for word in self._place_words(place)),
            "themes": _distinct(t.id for path in paths for t in path if _is_filter(t)),
            "shape": self.facet_labels.words("orientation", asset.original.orientation),
        }

    def label(self, facet: str, value: str, language: str) -> str:
        """Return how a facet's value is shown; the value itself where nothing is known of it."""
        if facet == "theme" and value in self.themes:
            return self.themes[value].label.get(language, value)
        if facet == "district":
            return next((d.name for d in self.districts if d.ags == value), value)
        return self.facet_labels.label(facet, value, language)

    def legal_text(self, page: str, language: str) -> str:
        """Return a page's Markdown, in German where there is no such language."""
        texts = self.legal.get(page)
        if texts is None:
            raise NotFound("legal page", page, hint=f"There are {', '.join(self.legal)}.")
        return texts.get(language, texts["de"])

    def _place_words(self, place: Place) -> Iterable[str]:
        town = self.gazetteer.municipality(place.ags)
        if town:
            yield from (town.name, *town.alt, *town.plates, town.postcode, town.travel_region)
        key = town.district if town else place.district
        for district in self.districts:
            if district.ags == key:
                yield from (district.name, *district.alt, *district.plates)


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, words)))


def _is_filter(theme: Theme) -> bool:
    return theme.group == _SHOWN and bool(theme.broader)


def load_region(id_or_folder: str | Path) -> Region:
    """Load the pack of that id, or the folder, relative or absolute.

    Raises `ConfigurationError` naming file and key of whatever does not hold.
    """
    folder = find_folder(id_or_folder)
    settings = folder.settings
    settings.only("id", "title", "pool", "area", "agreement", "colors", "attributions")
    title, pool = settings.section("title"), settings.section("pool")
    agreement = settings.section("agreement").text("version")
    values = {f"pool_{key}": pool.text(key) for key in ("name", "url", "email")}
    _check_contact(pool, values)
    wording = values | {"agreement_version": agreement}
    themes = read_themes(folder.file("themes.csv"))
    return Region(
        id=settings.text("id"),
        title={language: title.text(language) for language in LANGUAGES},
        **values,
        gazetteer=_gazetteer(folder, settings.section("area")),
        themes=themes,
        terms=read_terms(folder.file("terms.csv"), themes),
        concept_path=folder.file("style.toml"),
        colors=read_colors(settings.section("colors")),
        legal={page: read_wording(folder, f"legal/{page}", wording) for page in LEGAL_PAGES},
        agreement=AgreementTemplate(agreement, read_wording(folder, "agreement", wording)),
        attributions=settings.texts("attributions"),
        facet_labels=read_labels(),
    )


def _gazetteer(folder: RegionFolder, area: Section) -> Gazetteer:
    area.only("states", "countries", "country_codes")
    districts = read_districts(folder.file("districts.csv"))
    municipalities = read_municipalities(folder.file("municipalities.csv"), districts)
    return Gazetteer(
        area=Area(
            states=area.texts("states"),
            countries=area.texts("countries"),
            country_codes=area.texts("country_codes"),
        ),
        districts=districts,
        municipalities=municipalities,
        localities=read_localities(folder.file("places.csv"), municipalities),
        neighbors=read_neighbors(folder.file("neighbors.csv")),
        landscapes=read_landscapes(folder.file("landscapes.csv"), municipalities),
        boundaries=read_boundaries(folder.file(MAP), (m.ags for m in municipalities)),
    )


def _check_contact(pool: Section, values: Mapping[str, str]) -> None:
    pool.only("name", "url", "email")
    if not values["pool_url"].startswith(("https://", "http://")):
        pool.refuse("url", f"{values['pool_url']!r} is not a web address")
    if "@" not in values["pool_email"]:
        pool.refuse("email", f"{values['pool_email']!r} is not a mail address")
