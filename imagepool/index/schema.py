"""How documents lie in tantivy: fields, weights, and the name of this generation of it all."""

from __future__ import annotations

import hashlib
import importlib.metadata
import itertools
from collections.abc import Iterable, Mapping

import tantivy

from imagepool.search.document import FIELDS, MEANINGS, Document
from imagepool.search.query import FACETS

__all__ = [
    "GENERATION",
    "MEANING_WEIGHTS",
    "POSITION",
    "POSITION_ID",
    "SCHEMA",
    "WEIGHTS",
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

POSITION = "position"  # field of the one record that says up to where the change feed is in
POSITION_ID = "*position"  # no asset has such an id

_REVISION = 2  # of what this room and `imagepool.search` put into the fields; raise it on change


def facet_field(facet: str) -> str:
    """Return the name of the field that holds a facet's values; words may have the same name."""
    return f"by_{facet}"


def meaning_field(meaning: str) -> str:
    """Return the name of the field that holds ids of concepts."""
    return f"of_{meaning}"


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("number", indexed=True, fast=True)
    builder.add_unsigned_field(POSITION, fast=True)
    for name in ("state", *map(facet_field, FACETS)):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in map(meaning_field, MEANINGS):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in FIELDS:
        # Words come ready made, so that both sides of the search go through the same hands.
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    # All of them once more, for counting, which asks whether and not how well.
    builder.add_text_field("stems", tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field("forms", tokenizer_name="whitespace", index_option="basic")
    return builder.build()


SCHEMA = _schema()

# An index of another format or of other words lies in another folder, and is never opened.
GENERATION = hashlib.sha256(
    repr((_REVISION, importlib.metadata.version("tantivy"), FIELDS, MEANINGS, FACETS)).encode()
).hexdigest()[:12]


def record(document: Document) -> tantivy.Document:
    """Return the document as tantivy keeps it."""
    entry = tantivy.Document()
    entry.add_text("id", document.id)
    entry.add_unsigned("number", document.number)
    entry.add_text("state", document.state)
    for facet in FACETS:
        for value in document.facets.get(facet, ()):
            entry.add_text(facet_field(facet), value)
    stems = {name: document.stems(name) for name in FIELDS}
    for name in FIELDS:
        entry.add_text(name, " ".join(stems[name]))
    entry.add_text("stems", _each_once(itertools.chain.from_iterable(stems.values())))
    for name, concepts in document.meanings.items():
        entry.add_text(meaning_field(name), " ".join(concepts))
    # No word is completed to a part of another.
    own = (name for name in FIELDS if name != "parts")
    entry.add_text("forms", _each_once(word for name in own for word in document.words[name]))
    return entry


def _each_once(words: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(words))


def record_position(position: int) -> tantivy.Document:
    entry = tantivy.Document()
    entry.add_text("id", POSITION_ID)
    entry.add_unsigned(POSITION, position)
    return entry
