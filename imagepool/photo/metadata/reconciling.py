"""Whether two blocks of one file say the same, in spite of what each of them cannot hold.

IPTC's rules for reconciling XMP and IIM, and what EXIF adds: an IIM value ends where its field is
full; EXIF joins several names into one text, and some programs write "?" for every umlaut.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping

from imagepool.asset import FactValue, Place, Source
from imagepool.photo.metadata.moments import same_moment
from imagepool.photo.packets.text import clip, shortened

__all__ = ["agrees"]

_IIM_LIMITS: Mapping[str, int] = {
    # bytes; IPTC Photo Metadata TechReference 2025.1
    "creator": 32,
    "title": 64,
    "headline": 256,
    "caption": 2000,
    "keywords": 64,
    "credit_line": 32,
    "source": 32,
    "copyright_notice": 128,
}
_Cut = Callable[[str, int], str]  # how programs end what is too long
_SAME_SPOT = 1e-4  # degrees, about ten metres


def agrees(name: str, value: FactValue, other: FactValue, source: Source) -> bool:
    """Tell whether ``other``, read from the block ``source``, says the same as ``value``."""
    if isinstance(value, float | int) and isinstance(other, float | int):
        return abs(value - other) < _SAME_SPOT
    if name == "date_taken":
        return same_moment(str(value), str(other))
    if name == "location_shown":
        return any(_covers(place, old) for place in _places(value) for old in _places(other))
    limit = _IIM_LIMITS.get(name) if source == "iim" else None
    return any(_same(value, other, limit, cut) for cut in (clip, shortened))


def _same(value: FactValue, other: FactValue, limit: int | None, cut: _Cut) -> bool:
    one, two = (_comparable(each, limit, cut) for each in (value, other))
    return one == two or _is_mangled(one - two, two - one)


def _comparable(value: FactValue, limit: int | None, cut: _Cut) -> set[str]:
    texts = value if isinstance(value, tuple) else (value,)
    return {_normal(str(text), limit, cut) for text in texts}


def _normal(text: str, limit: int | None, cut: _Cut = clip) -> str:
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    return cut(plain, limit) if limit else plain


def _is_mangled(missing: set[str], found: set[str]) -> bool:
    """Tell whether texts are others in which a program wrote "?" for what it cannot encode."""
    mangled = {
        text.encode(codec, "replace").decode(codec)
        for text in missing
        for codec in ("ascii", "latin-1")
    }
    return bool(found) and found <= mangled


def _places(value: FactValue) -> tuple[Place, ...]:
    items = value if isinstance(value, tuple) else (value,)
    return tuple(item for item in items if isinstance(item, Place))


def _covers(place: Place, old: Place) -> bool:
    """Tell whether all that the old location fields state is part of the place."""
    parts = ("sublocation", "city", "province_state", "country_name")
    return all(
        _normal(getattr(old, part), 32)
        in {"", *(_normal(getattr(place, part), 32, cut) for cut in (clip, shortened))}
        for part in parts
    )
