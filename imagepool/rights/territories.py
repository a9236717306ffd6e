"""Where a right holds: countries and their parts (ISO 3166), and two groups that people name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from imagepool.errors import InvalidRequest

__all__ = ["lies_within", "territory"]

_SHAPE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")

_GROUPS = {
    "DACH": "AT CH DE",
    "EU": "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK",
}


def territory(text: str) -> str:
    """Return the code as it is kept: "de-th" is "DE-TH", and "" is everywhere.

    Raises ``InvalidRequest`` for what is no code of ISO 3166-1 alpha-2 or 3166-2, "EU" or "DACH".
    """
    code = text.strip().upper()
    if code and code not in _GROUPS and not _SHAPE.fullmatch(code):
        raise InvalidRequest(
            f"{text[:40]!r} is no territory", hint="write DE, DE-TH, EU or DACH, or leave it out"
        )
    return code


def lies_within(wanted: str, limits: Iterable[str]) -> bool:
    """Say whether all of ``wanted`` lies in one of ``limits``; no limits are the whole world.

    >>> lies_within("DE-TH", ["DE"]), lies_within("DE", ["DE-TH"]), lies_within("", ["DE"])
    (True, False, False)
    """
    limits = tuple(limits)
    if not limits:
        return True
    countries = {code for limit in limits for code in _GROUPS.get(limit, limit).split()}
    asked = _GROUPS.get(wanted, wanted).split()
    return bool(asked) and all(_parents(code) & countries for code in asked)


def _parents(code: str) -> set[str]:
    return {code, code.partition("-")[0]}
