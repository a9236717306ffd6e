"""What of an asset is searched: its words by weight, and the values that filters find it by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from imagepool.asset import Asset, Place
from imagepool.search.facets import LONGEST_VALUE, tidy_value
from imagepool.search.periods import MONTHS
from imagepool.search.vocabulary import CONCEPTUAL, EMPTY, PEOPLE, Vocabulary
from imagepool.search.words import forms, stem

__all__ = ["FIELDS", "MEANINGS", "Document", "Known", "document_of", "microseconds"]

FIELDS = ("title", "keywords", "place", "caption", "parts", "rest")
MEANINGS = ("named", "hinted", "broader", "season", "facts")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_QUALIFIER = re.compile(r"(?P<name>[^/(]+?)\s*[/(](?P<by>[^/()]+)\)?")
_SPOTS = ("spot", "sight", "landscape")  # kinds of places that only their names tell
_GAP = " | "  # no word; what is quoted does not reach from one text into the next
_NO_WORDS: Mapping[str, tuple[str, ...]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the pool knows of an asset besides the asset itself."""

    people: tuple[str, ...] = ()  # concepts, by the faces counted; its words know better
    colors: tuple[str, ...] = ()  # names of those that carry the picture, the largest first
    usable: tuple[str, ...] = ()  # what everybody may use it for; values of the facet "use"
    shades: tuple[str, ...] = ()  # cells of those colors, see `imagepool.search.shades`
    collections: tuple[str, ...] = ()  # ids of those that it lies in
    style: int = 0  # how well it fits the image-style concept, up to 1,000; 0: not known
    uses: int = 0  # licensed downloads


NOTHING = Known()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An asset as the search sees it."""

    id: str
    number: int  # order of arrival; the newest has the highest
    state: str
    published: int  # microseconds since 1970; 0: not yet
    words: Mapping[str, tuple[str, ...]]  # field of FIELDS -> folded words, not yet stemmed
    said: tuple[str, ...]  # stems in order, with a gap between texts; for phrases
    meanings: Mapping[str, tuple[str, ...]]  # one of MEANINGS -> ids of concepts
    facets: Mapping[str, tuple[str, ...]]  # facet -> values
    shades: tuple[str, ...] = ()
    style: int = 0
    uses: int = 0

    def stems(self, field: str) -> tuple[str, ...]:
        return tuple(map(stem, self.words[field]))


def document_of(
    asset: Asset,
    words: Mapping[str, tuple[str, ...]] = _NO_WORDS,
    vocabulary: Vocabulary = EMPTY,
    known: Known = NOTHING,
) -> Document:
    """Return the asset's document; `words` is what its region adds.

    That is ``Region.words_of(asset)``: "place" and "shape" are searched, "themes" are values of
    the facet. The concepts that the asset's words name are found by the ``vocabulary``. What else
    is ``known`` it is counted, narrowed and sorted by.
    """
    shown = asset.description
    places = _places(asset)
    own = (shown.title, shown.headline, shown.caption, shown.alt_text, *shown.keywords)
    plain, beside = _qualified((*map(str, places), *words.get("place", ())), vocabulary)
    parts: dict[str, Iterable[str]] = {
        "title": (shown.title, shown.headline),
        "keywords": shown.keywords,
        "place": plain,
        "caption": (shown.caption, shown.alt_text),
        "rest": (
            *beside,
            *asset.creator,
            *words.get("shape", ()),
            _stem_of_name(asset),
            shown.date_taken,
        ),
    }
    found = {field: _words(texts) for field, texts in parts.items()}
    found["parts"] = _distinct(
        part for word in _words(own) for part in vocabulary.splitter.parts(word)
    )
    meanings = _meanings(asset, own, vocabulary)
    themes = words.get("themes", shown.themes)
    return Document(
        id=asset.id,
        number=asset.number,
        state=asset.state.value,
        published=microseconds(asset.published_at),
        words=found,
        said=tuple(_GAP.join(" ".join(map(stem, forms(text))) for text in own).split()),
        meanings=meanings,
        facets=_facets(asset, places, themes, known) | _conceptual(meanings, vocabulary, known),
        shades=known.shades,
        style=known.style,
        uses=known.uses,
    )


def _meanings(
    asset: Asset, texts: Iterable[str], vocabulary: Vocabulary
) -> Mapping[str, tuple[str, ...]]:
    named = [id_ for id_ in asset.description.themes if id_ in vocabulary]
    hinted: dict[str, None] = {}
    for text in texts:
        read = forms(text)
        for mention in vocabulary.mentions(read):
            # As often as they are named; a thing with facts is none that words decide.
            named += [id_ for id_ in mention.concepts if not vocabulary[id_].facts]
        for form in read:
            hinted.update(dict.fromkeys(vocabulary.hinted(form)))
    month = _month(asset.description.date_taken)
    season = (m.concepts for m in vocabulary.mentions(forms(month)))
    return {
        "named": tuple(named),
        "hinted": tuple(id_ for id_ in hinted if id_ not in named),
        "broader": tuple(above for id_ in named for above in vocabulary.above(id_)),
        "season": _distinct(id_ for concepts in season for id_ in concepts),
        "facts": (*_facts(asset, texts, vocabulary), *_people(named, vocabulary)),
    }


def _people(named: Iterable[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    return (PEOPLE,) if any(vocabulary[id_].shows == "people" for id_ in named) else ()


def _facts(asset: Asset, texts: Iterable[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return what the asset states, as concepts with facts ask for it."""
    places = _places(asset)
    date = asset.description.date_taken
    year, month = _year(date), date[5:7] if _month(date) else ""
    keys = {key for place in places for key in (place.ags, place.district or place.ags[:5]) if key}
    stated = [f"place:{key}" for key in sorted(keys)]
    stated += [f"year:{year}"] if year else []
    stated += [f"month:{month}", f"time:{year}-{month}"] if year and month else []
    stated += [f"orientation:{asset.original.orientation.value}", f"license:{asset.license_id}"]
    return _distinct((*stated, *_spots((*map(str, places), *texts), keys, vocabulary)))


def _spots(texts: Iterable[str], keys: set[str], vocabulary: Vocabulary) -> Iterator[str]:
    """Yield villages and sights that the texts name, if they lie where the asset does.

    Names alone are not enough for a village: there is a Sollstedt in two districts. Of landscapes
    and sights they are, where nothing is known of the place.
    """
    for text in texts:
        for mention in vocabulary.mentions(forms(text)):
            for one in (vocabulary[id_] for id_ in mention.concepts):
                around = {fact.removeprefix("place:") for fact in one.near}
                there = around & keys or not (keys or one.kind == "spot")
                if one.kind in _SPOTS and there:
                    yield from one.facts


def microseconds(moment: str | None) -> int:
    """Return a moment (ISO 8601, with offset) since 1970; 0 for none."""
    return (datetime.fromisoformat(moment) - _EPOCH) // timedelta(microseconds=1) if moment else 0


def _year(date: str) -> str:
    return date[:4] if len(date) >= 4 and date[:4].isdecimal() else ""


def _is_place(name: str, vocabulary: Vocabulary) -> bool:
    named = (id_ for each in vocabulary.mentions(forms(name)) for id_ in each.concepts)
    return any(vocabulary[id_].facts for id_ in named)


def _qualified(names: Iterable[str], vocabulary: Vocabulary) -> tuple[list[str], list[str]]:
    """Return names of places, and apart what only tells them from namesakes: Werben (Elbe).

    Who looks for the river does not mean the town. A place in parentheses
    stays: Nohra (Bleicherode).
    """
    plain, beside = [], []
    for name in names:
        match = _QUALIFIER.fullmatch(name)
        if match and not _is_place(match["by"], vocabulary):
            plain.append(match["name"])
            beside.append(match["by"])
        else:
            plain.append(name)
    return plain, beside


def _month(date: str) -> str:
    """Return the German name of the month, by which a vocabulary knows the season."""
    number = date[5:7]
    return MONTHS["de"][int(number) - 1] if number.isdecimal() and 1 <= int(number) <= 12 else ""


def _words(texts: Iterable[str]) -> tuple[str, ...]:
    # Each word once: a headline that repeats the title makes no picture a better answer.
    return _distinct(form for text in texts for form in forms(text))


def _places(asset: Asset) -> tuple[Place, ...]:
    created = asset.description.location_created
    return (*asset.description.location_shown, *((created,) if created else ()))


def _stem_of_name(asset: Asset) -> str:
    return asset.original.name.rpartition(".")[0] or asset.original.name


def _facets(
    asset: Asset, places: tuple[Place, ...], themes: tuple[str, ...], known: Known
) -> dict[str, tuple[str, ...]]:
    year = _year(asset.description.date_taken)
    return {
        "theme": _distinct(themes),
        "district": _tidy(place.district or place.ags[:5] for place in places),
        "municipality": _tidy(place.ags for place in places),
        "year": (year,) if year else (),
        "orientation": (asset.original.orientation.value,),
        "color": known.colors,
        "use": known.usable,
        "license": _tidy((asset.license_id,)),
        "photographer": _tidy(asset.creator),
        "collection": known.collections,
    }


def _conceptual(
    meanings: Mapping[str, tuple[str, ...]], vocabulary: Vocabulary, known: Known
) -> dict[str, tuple[str, ...]]:
    """Return the facets whose values are concepts: as named, else as date and faces tell."""
    named = {facet: vocabulary.of_facet(facet, meanings["named"]) for facet in CONCEPTUAL}
    return {
        "season": named["season"] or meanings["season"],
        "people": named["people"] or known.people,
        "perspective": named["perspective"],
    }


def _tidy(values: Iterable[str]) -> tuple[str, ...]:
    """Return values as a filter may have them, whatever files and people wrote."""
    return _distinct(tidy_value(value)[:LONGEST_VALUE].strip() for value in values)


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, values)))
