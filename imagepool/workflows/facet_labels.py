"""What people read for the values of facets, German and English."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping

from imagepool.region.facets import facet_of
from imagepool.region.region import Region, load_region
from imagepool.rights.licenses import License, load_licenses
from imagepool.rights.words import words
from imagepool.search.facets import UNSET
from imagepool.search.query import Query

LANGUAGES = ("de", "en")
_UNSET = {"de": "ohne Angabe", "en": "not stated"}
_GONE = {"de": "eine Sammlung, die es nicht mehr gibt", "en": "a collection that is gone"}
_OF_THEMES = {"theme", "season", "people", "perspective"}


class Labels:
    """The labels of one region and its licenses."""

    def __init__(self, region: Region, licenses: Mapping[str, License]) -> None:
        self._region = region
        self._licenses = licenses
        self.told = functools.lru_cache(maxsize=16_384)(self._told)

    def _told(self, facet: str, value: str) -> tuple[Mapping[str, str], str]:
        """Return the value's label (language -> words), and the value above it in the facet's tree.

        The label is the value itself where nothing is known of it; "" is above the top.
        """
        return self._label(facet, value), self._broader(facet, value)

    def _label(self, facet: str, value: str) -> Mapping[str, str]:
        if value == UNSET:
            return _UNSET
        of_facet: Mapping[str, Callable[[str], Mapping[str, str] | None]] = {
            **dict.fromkeys(_OF_THEMES, self._of_theme),
            "use": _of_use,
            "license": self._of_license,
            "municipality": self._of_town,
            "district": lambda key: self._of_region("district", key),
            "orientation": lambda key: self._of_region("orientation", key),
            "color": lambda key: self._of_region("color", key),
            "collection": lambda _key: _GONE,  # those that there are have titles
        }
        return of_facet.get(facet, plain)(value) or plain(value)

    def _of_theme(self, value: str) -> Mapping[str, str] | None:
        theme = self._region.themes.get(value)
        return theme.label if theme else None

    def _of_license(self, value: str) -> Mapping[str, str] | None:
        return self._licenses[value].title if value in self._licenses else None

    def _of_town(self, value: str) -> Mapping[str, str] | None:
        town = self._region.gazetteer.municipality(value)
        return plain(town.name) if town else None

    def _of_region(self, facet: str, value: str) -> Mapping[str, str]:
        return {lang: self._region.label(facet, value, lang) for lang in LANGUAGES}

    def _broader(self, facet: str, value: str) -> str:
        if facet == "use":
            return value.partition(".")[0] if "." in value else ""
        theme = self._region.themes.get(value) if facet == "theme" else None
        return theme.broader if theme and not facet_of(theme) else ""


def spoken(labels: Labels, query: Query, titles: Mapping[str, str]) -> Mapping[str, str]:
    """Return a query as people read it, language -> words: "Wald, Querformat".

    ``titles`` are those of the collections that it names.
    """
    text = [query.text] if query.text else []
    chosen = [
        plain(titles[value]) if value in titles else labels.told(facet, value)[0]
        for facet, values in query.filters.items()
        for value in values
    ]
    return {lang: ", ".join([*text, *(label[lang] for label in chosen)]) for lang in LANGUAGES}


@functools.cache
def labels_in(region: str) -> Labels:
    """Return the labels of a region named by its pack or folder."""
    return Labels(load_region(region), load_licenses())


def _of_use(value: str) -> Mapping[str, str] | None:
    purpose, _, channel = value.partition(".")
    try:
        return words("channels", channel) if channel else words("purposes", purpose)
    except KeyError:  # typed by hand, or of another version
        return None


def plain(text: str) -> Mapping[str, str]:
    """Return words that are the same in every language."""
    return dict.fromkeys(LANGUAGES, text)
