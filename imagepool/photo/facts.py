"""What a file says about itself: one value for each field, with its source and who disagrees.

Precedence: XMP, then IIM, then EXIF, as IPTC recommends. What a camera measures (make, model,
orientation, position) is EXIF's own, and XMP only mirrors it (XMP Specification, part 3, 2.3):
there EXIF comes first. A date is completed from a block that agrees with it and is more exact;
where no block says when the picture was taken, the date of its digital file is a derived fact. So
is what only Content Credentials (C2PA) or the plain texts of a PNG file state.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from imagepool.asset import Conflict, Description, Fact, Facts, FactValue, Place, Source
from imagepool.photo.containers import Blocks, read_blocks
from imagepool.photo.metadata.c2pa import read_c2pa
from imagepool.photo.metadata.exif import read_exif
from imagepool.photo.metadata.iim import read_iim
from imagepool.photo.metadata.moments import completed
from imagepool.photo.metadata.png_text import read_png_text
from imagepool.photo.metadata.reading import DIGITIZED, Reading
from imagepool.photo.metadata.reconciling import agrees
from imagepool.photo.metadata.xmp import read_xmp

__all__ = ["FIELDS", "describe", "facts_of", "read_facts"]

FIELDS = (
    "creator",
    "copyright_notice",
    "credit_line",
    "source",
    "usage_terms",
    "license_url",
    "licensor",
    "title",
    "headline",
    "caption",
    "keywords",
    "alt_text",
    "date_taken",
    "camera_make",
    "camera_model",
    "orientation",
    "exposure_time",  # seconds
    "f_number",
    "iso",
    "latitude",
    "longitude",
    "location_shown",
    "location_created",
    "model_release_status",
    "model_age",  # years, of each depicted person
    "minor_model_age_disclosure",
    "property_release_status",
    "digital_source_type",
    "c2pa_source_types",  # of all steps that Content Credentials name; signatures are not checked
    "c2pa_generator",
    "ai_system_used",
    "ai_prompt_information",
    "creator_tool",
    "data_mining",
)
_WORDS: tuple[Source, ...] = ("xmp", "iim", "exif", "derived")
_MEASURES: tuple[Source, ...] = ("exif", "xmp")
_MEASURED = frozenset(
    {
        "camera_make",
        "camera_model",
        "orientation",
        "exposure_time",
        "f_number",
        "iso",
        "latitude",
        "longitude",
    }
)
_CAMERA_PHRASES = frozenset(
    # what cameras write into ImageDescription by themselves
    {
        "olympus digital camera",
        "sony dsc",
        "dig",
        "default",
        "digital camera",
        "samsung",
        "untitled",
    }
)

_Claim = tuple[Source, FactValue]


def read_facts(data: bytes, format: str) -> Facts:  # noqa: A002 -- the word of FORMATS
    """Return what a file states; ``format`` is a key of ``FORMATS``.

    Never raises: what cannot be read is named in ``troubles``, and the rest is read.
    """
    return facts_of(read_blocks(data, format))


def facts_of(blocks: Blocks) -> Facts:
    """Return what the metadata blocks of a file state."""
    readings: dict[Source, Reading] = {
        "xmp": read_xmp(blocks.xmp),
        "iim": read_iim(blocks.iim) if blocks.iim else Reading(),
        "exif": read_exif(blocks.exif) if blocks.exif else Reading(),
        "derived": _joined(read_c2pa(blocks.jumbf), read_png_text(blocks.texts)),
    }
    facts = {name: _fact(name, claims) for name in FIELDS if (claims := _claims(name, readings))}
    troubles = [*blocks.troubles, *(each for read in readings.values() for each in read.troubles)]
    return Facts(facts, tuple(troubles))


def _joined(first: Reading, other: Reading) -> Reading:
    return Reading({**other.values, **first.values}, (*first.troubles, *other.troubles))


def _claims(name: str, readings: Mapping[Source, Reading]) -> list[_Claim]:
    order = _MEASURES if name in _MEASURED else _WORDS
    claims = _stated(name, order, readings)
    if name == "date_taken" and not claims:
        digitized = _stated(DIGITIZED, order, readings)[:1]
        return [("derived", value) for _, value in digitized]
    return claims


def _stated(
    name: str, order: tuple[Source, ...], readings: Mapping[Source, Reading]
) -> list[_Claim]:
    found = ((source, readings[source].values.get(name)) for source in order)
    return [(source, value) for source, value in found if value is not None]


def _fact(name: str, claims: list[_Claim]) -> Fact:
    (source, value), *others = claims
    agreeing = [claim for claim in others if agrees(name, value, claim[1], claim[0])]
    if name == "date_taken":
        for _, other in agreeing:
            value = completed(str(value), str(other))
    conflicts = tuple(Conflict(*claim) for claim in others if claim not in agreeing)
    return Fact(value, source, conflicts)


def describe(facts: Facts) -> Description:
    """Return the editable description that a file's facts begin with."""
    created = facts.fields.get("location_created")
    latitude, longitude = _number(facts, "latitude"), _number(facts, "longitude")
    placed = latitude is not None and longitude is not None
    texts: dict[str, Any] = {name: facts.text(name) for name in _TEXTS}
    return Description(
        **texts,
        caption=_caption(facts),
        keywords=tuple(dict.fromkeys(_texts(facts, "keywords"))),
        location_shown=tuple(_places(facts, "location_shown")),
        location_created=created.value if created and isinstance(created.value, Place) else None,
        latitude=latitude if placed else None,
        longitude=longitude if placed else None,
    )


_TEXTS = (
    "title",
    "headline",
    "alt_text",
    "date_taken",
    "camera_make",
    "camera_model",
    "digital_source_type",
    "model_release_status",
    "property_release_status",
)


def _caption(facts: Facts) -> str:
    """Return the caption, unless a machine wrote it: then it says nothing about the picture.

    A camera's phrase is noise; an app's record in JSON may hold the very position that we keep
    from what is delivered.
    """
    caption = facts.text("caption")
    return "" if caption.casefold() in _CAMERA_PHRASES or _is_record(caption) else caption


def _is_record(text: str) -> bool:
    return text.startswith(("{", "[")) and text.endswith(("}", "]")) and '":' in text


def _number(facts: Facts, name: str) -> float | None:
    fact = facts.fields.get(name)
    return float(fact.value) if fact and isinstance(fact.value, int | float) else None


def _texts(facts: Facts, name: str) -> Iterator[str]:
    fact = facts.fields.get(name)
    values = fact.value if fact and isinstance(fact.value, tuple) else ()
    return (value for value in values if isinstance(value, str))


def _places(facts: Facts, name: str) -> Iterator[Place]:
    fact = facts.fields.get(name)
    values = fact.value if fact and isinstance(fact.value, tuple) else ()
    return (value for value in values if isinstance(value, Place))
