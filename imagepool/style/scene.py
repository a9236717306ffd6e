"""Under which circumstances a photo was taken, so that exceptions can apply.

Circumstances are words: some are measured from the camera's record of the exposure (``night``,
``twilight``), the others are declared by the concept through keywords (``archive``, ``aerial``),
are themes of the region, or are given by whoever asks.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from imagepool.asset import Facts
from imagepool.region.region import Region
from imagepool.region.themes import narrower_first
from imagepool.style.requirements import StyleConcept

__all__ = [
    "MEASURED",
    "light_value",
    "matching_keywords",
    "measured_circumstances",
    "shown_themes",
]

MEASURED = ("night", "twilight")

_NIGHT_BELOW = 6.0  # EV at ISO 100: streets at night lie at 3 to 5, lit interiors at 6 to 8
_TWILIGHT_BELOW = 9.0


def light_value(facts: Facts) -> float | None:
    """Return the brightness of the scene in EV at ISO 100; None where the camera kept silent.

    Source: APEX, ``log2(N^2 / t) - log2(ISO / 100)``.
    """
    aperture, seconds, iso = (_number(facts, n) for n in ("f_number", "exposure_time", "iso"))
    if not (aperture and seconds and iso):
        return None
    return math.log2(aperture**2 / seconds) - math.log2(iso / 100)


def measured_circumstances(facts: Facts) -> frozenset[str]:
    """Return ``night`` or ``twilight`` where the exposure tells so."""
    value = light_value(facts)
    if value is None or value >= _TWILIGHT_BELOW:
        return frozenset()
    return frozenset({"night" if value < _NIGHT_BELOW else "twilight"})


def matching_keywords(facts: Facts, declared: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """Return the declared circumstances of which the file's keywords name at least one word."""
    fact = facts.fields.get("keywords")
    value = fact.value if fact else ()
    words = {str(word).casefold() for word in (value if isinstance(value, tuple) else (value,))}
    return frozenset(
        name for name, keywords in declared.items() if words & {k.casefold() for k in keywords}
    )


def shown_themes(themes: Iterable[str], region: Region, concept: StyleConcept) -> frozenset[str]:
    """Return those themes for which the concept may make an exception.

    A theme of the region counts for the wider ones, too: a picture of a museum is one of culture.
    """
    shown = {wider.id for theme in themes for wider in narrower_first(region.themes, theme)}
    return frozenset(shown & concept.claims.keys())


def _number(facts: Facts, name: str) -> float | None:
    """Read a positive number, also one written as a fraction such as "1/60"."""
    numerator, _, denominator = facts.text(name).partition("/")
    try:
        value = float(numerator) / float(denominator or 1)
    except (ValueError, ZeroDivisionError):
        return None
    return value if math.isfinite(value) and value > 0 else None
