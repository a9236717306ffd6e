"""What of an asset is searched: its words by weight, and the values that filters find it by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from imagepool.asset import Asset, Place
from imagepool.search.words import forms, stem

__all__ = ["FIELDS", "Document", "document_of"]

FIELDS = ("title", "keywords", "place", "caption", "theme", "rest")

_NO_WORDS: Mapping[str, tuple[str, ...]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An asset as the search sees it."""

    id: str
    number: int  # order of arrival; the newest has the highest
    state: str
    words: Mapping[str, tuple[str, ...]]  # field of FIELDS -> folded words, not yet stemmed
    facets: Mapping[str, tuple[str, ...]]  # facet -> values

    def stems(self, field: str) -> tuple[str, ...]:
        return tuple(map(stem, self.words[field]))


def document_of(asset: Asset, words: Mapping[str, tuple[str, ...]] = _NO_WORDS) -> Document:
    """Return the asset's document; `words` is what its region adds.

    That is ``Region.words_of(asset)``: "place", "theme" and "shape" are searched, "themes" are
    values of the facet.
    """
    shown = asset.description
    places = _places(asset)
    parts: dict[str, Iterable[str]] = {
        "title": (shown.title, shown.headline),
        "keywords": shown.keywords,
        "place": (*map(str, places), *words.get("place", ())),
        "caption": (shown.caption, shown.alt_text),
        "theme": words.get("theme", shown.themes),
        "rest": (*asset.creator, *words.get("shape", ()), _stem_of_name(asset), shown.date_taken),
    }
    return Document(
        id=asset.id,
        number=asset.number,
        state=asset.state.value,
        words={field: _words(parts[field]) for field in FIELDS},
        facets=_facets(asset, places, words.get("themes", shown.themes)),
    )


def _words(texts: Iterable[str]) -> tuple[str, ...]:
    # Each word once: a headline that repeats the title makes no picture a better answer.
    return _distinct(form for text in texts for form in forms(text))


def _places(asset: Asset) -> tuple[Place, ...]:
    created = asset.description.location_created
    return (*asset.description.location_shown, *((created,) if created else ()))


def _stem_of_name(asset: Asset) -> str:
    return asset.original.name.rpartition(".")[0] or asset.original.name


def _facets(
    asset: Asset, places: tuple[Place, ...], themes: tuple[str, ...]
) -> Mapping[str, tuple[str, ...]]:
    year = asset.description.date_taken[:4]
    return {
        "district": _distinct(place.district or place.ags[:5] for place in places),
        "theme": _distinct(themes),
        "license": (asset.license_id,),
        "orientation": (asset.original.orientation.value,),
        "year": (year,) if year.isdecimal() and len(year) == 4 else (),
    }


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, values)))
