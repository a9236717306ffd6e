"""How documents lie in tantivy: fields, weights, and the name of this generation of it all."""

from __future__ import annotations

import hashlib
import importlib.metadata
import itertools
import json
from collections.abc import Iterable, Mapping

import tantivy

from imagepool.index.columns import COLUMNS, fillers, spread
from imagepool.search.document import FIELDS, MEANINGS, Document
from imagepool.search.facets import FACETS, UNSET
from imagepool.search.query import Sort

__all__ = [
    "GENERATION",
    "KEYS",
    "MEANING_WEIGHTS",
    "POSITION",
    "POSITION_ID",
    "RECEIPTS",
    "SCHEMA",
    "WEIGHTS",
    "facet_field",
    "meaning_field",
    "record",
    "record_position",
]

# What a word is worth by where it stands. On the shared relevance set any sensible choice ranks
# nearly alike; the order matters to people: what it is called, before what it is filed under.
WEIGHTS: Mapping[str, float] = {
    "title": 3.0,
    "keywords": 3.0,
    "place": 2.0,
    "caption": 1.5,
    "parts": 0.8,
    "rest": 0.5,
}

# What it is worth that a picture is of the concept that was asked for, by how that is known.
MEANING_WEIGHTS: Mapping[str, float] = {"named": 1.6, "hinted": 0.7, "broader": 0.6, "season": 0.5}

# Fields of the one record that says up to where the catalogue is in: its change feed, its receipts.
POSITION = "position"
RECEIPTS = "receipts"
POSITION_ID = "*position"  # no asset has such an id

# By which field answers are sorted. Its numbers are unique, so that a page can begin behind one.
KEYS: Mapping[Sort, str] = {
    Sort.NEWEST: "number",
    Sort.MOST_USED: "most_used",
    Sort.BEST_STYLE: "best_style",
}
_NUMBERS = 1 << 40  # more than there will ever be assets
_HIGHEST = (1 << 22) - 1  # so that a key stays below 2^63

_REVISION = 9  # of what this room and `imagepool.search` put into the fields; raise it on change


def facet_field(facet: str) -> str:
    """Return the name of the field that holds a facet's values; words may have the same name."""
    return f"by_{facet}"


def meaning_field(meaning: str) -> str:
    """Return the name of the field that holds ids of concepts."""
    return f"of_{meaning}"


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for name in (*KEYS.values(), POSITION, RECEIPTS, "published"):
        builder.add_unsigned_field(name, fast=True)
    for name in ("state", *map(facet_field, FACETS)):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in COLUMNS:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in map(meaning_field, MEANINGS):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in FIELDS:
        # Words come ready made, so that both sides of the search go through the same hands.
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("shades", tokenizer_name="whitespace", index_option="basic")
    # What is said of it in order, for what is quoted.
    builder.add_text_field("said", tokenizer_name="whitespace", index_option="position")
    # All of them once more, for counting, which asks whether and not how well.
    builder.add_text_field("about", tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field("stems", tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field("forms", tokenizer_name="whitespace", index_option="basic")
    return builder.build()


SCHEMA = _schema()

_FORMAT = SCHEMA.__reduce__()[1]  # every field with all its options, as it would be pickled

# An index of another format or of other words lies in another folder, and is never opened.
GENERATION = hashlib.sha256(
    repr((_REVISION, importlib.metadata.version("tantivy"), _FORMAT)).encode()
).hexdigest()[:12]


def record(document: Document) -> str:
    """Return the document as tantivy takes it in: the JSON of field -> values."""
    stems = {name: document.stems(name) for name in FIELDS}
    meant = (document.meanings[name] for name in MEANING_WEIGHTS)
    # No word is completed to a part of another.
    own = (name for name in FIELDS if name != "parts")
    return json.dumps(
        {
            "id": document.id,
            "state": document.state,
            **_keys(document.number, document.uses, document.style),
            "published": document.published,
            **_facets(document.facets),
            **{name: " ".join(stems[name]) for name in FIELDS},
            "said": " ".join(document.said),
            "shades": " ".join(document.shades),
            "about": _each_once(itertools.chain.from_iterable(meant)),
            "stems": _each_once(itertools.chain.from_iterable(stems.values())),
            **{meaning_field(name): " ".join(ids) for name, ids in document.meanings.items()},
            "forms": _each_once(word for name in own for word in document.words[name]),
        },
        ensure_ascii=False,
    )


def _facets(facets: Mapping[str, tuple[str, ...]]) -> dict[str, str | tuple[str, ...]]:
    told = {facet_field(facet): facets.get(facet, ()) or (UNSET,) for facet in FACETS}
    return told | dict(spread(facets))


def _keys(number: int, uses: int, style: int) -> dict[str, int]:
    return {
        KEYS[Sort.NEWEST]: number,
        KEYS[Sort.MOST_USED]: min(uses, _HIGHEST) * _NUMBERS + number,
        KEYS[Sort.BEST_STYLE]: min(style, _HIGHEST) * _NUMBERS + number,
    }


def _each_once(words: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(words))


def record_position(position: int, receipts: int) -> str:
    """Return the record that says up to where the catalogue is in."""
    # No column may have gaps; see `imagepool.index.columns`.
    gapless = {**_keys(0, 0, 0), "published": 0, **dict(fillers())}
    return json.dumps({"id": POSITION_ID, POSITION: position, RECEIPTS: receipts, **gapless})
