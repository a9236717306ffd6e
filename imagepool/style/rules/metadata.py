"""Metadata: the file says who took the picture, what it shows, where and when.

The measure is how many of the asked fields are missing. The place counts as given by a location
shown, a location created, or coordinates, and must lie in the region; the caption also by a
headline.

Why
    A picture that nobody can name is not found, cannot be credited, and loses its rights on the
    way. What is written into the file cannot get lost.
Passes
    Creator, caption, place, date of capture and alt text embedded as IPTC metadata.
Fails
    A file from a messenger, from which everything was removed; "privat" as creator; a place that
    lies elsewhere, or that the region's table of places does not know.
Remedy
    Set creator and copyright in the camera, write the caption in the photo software, and export
    with metadata; or fill in the form when uploading.
Source
    IPTC Photo Metadata Standard; events Hamburg and Brandenburg's content network ask for
    author, license, place and date.
Options
    fields (names): among creator, caption, title, keywords, alt_text, place, date, copyright.
    in_region (yes or no): whether the place must lie in the region.
Measured
    Exact: read from the file's XMP, IPTC-IIM and EXIF. Where a concept is used without its region,
    any place is accepted.
"""

from __future__ import annotations

from typing import Annotated

from imagepool.asset import Facts
from imagepool.photo.facts import FIELDS
from imagepool.style.limits import Bound, Limits
from imagepool.style.rulebook import Measured, OneOf, Outcome, rule
from imagepool.style.whereabouts import PLACE_IN_REGION
from imagepool.style.work_copy import WorkCopy

_ANY_OF = {  # asked field -> facts that give it
    "creator": ("creator",),
    "caption": ("caption", "headline"),
    "title": ("title", "headline"),
    "keywords": ("keywords",),
    "alt_text": ("alt_text",),
    "place": ("location_shown", "location_created", "latitude", PLACE_IN_REGION),
    "date": ("date_taken",),
    "copyright": ("copyright_notice",),
}
_FIELDS = ("creator", "caption", "place", "date", "alt_text")
_NOBODY = frozenset({"", "()", "privat", "private", "unknown", "unbekannt"})


@rule("metadata", unit="missing", digits=0, limits=Limits(max=Bound(warn=0)), measure_version=2)
def measure(
    _copy: WorkCopy,
    facts: Facts,
    *,
    fields: Annotated[tuple[str, ...], "names", OneOf((*_ANY_OF, *FIELDS))] = _FIELDS,
    in_region: Annotated[bool, "yes or no"] = True,
) -> Outcome:
    missing = tuple(name for name in fields if not _given(facts, name))
    if in_region and "place" in fields and "place" not in missing and _lies_elsewhere(facts):
        missing += (PLACE_IN_REGION,)
    return Measured(len(missing), terms={"missing": missing}, required=", ".join(fields))


def _given(facts: Facts, name: str) -> bool:
    known = (facts.fields.get(one) for one in _ANY_OF.get(name, (name,)))
    return any(fact is not None and _says_something(fact.value) for fact in known)


def _lies_elsewhere(facts: Facts) -> bool:
    return PLACE_IN_REGION in facts.fields and not facts.text(PLACE_IN_REGION)


def _says_something(value: object) -> bool:
    words = value if isinstance(value, tuple) else (value,)
    return any(str(word).strip().casefold() not in _NOBODY for word in words)
