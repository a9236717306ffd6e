"""What a search asks of a report: how many faces, which colors, and how well the photo fits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["NO_LOOK", "Look", "look_of"]

_WEIGHTS = {"must": 4, "should": 2, "hint": 1}
_SHARES = {"pass": 1.0, "warn": 0.5, "fail": 0.0}
_WHOLE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A photo at a glance."""

    faces: int | None = None  # None: nobody counted
    colors: tuple[tuple[str, float], ...] = ()  # "#rrggbb" and its share, the largest first
    fit: int | None = None  # 0 to 1,000; None: no rule applied


NO_LOOK = Look()


def look_of(report: Mapping[str, Any]) -> Look:
    """Return the look of a photo from its report's JSON.

    Its fit is the share of the rules that it keeps: those that it must keep weigh twice as much
    as those that it should, and four times as much as hints; half counts where it is near.
    """
    findings = [each for each in report.get("findings", ()) if each.get("verdict") in _SHARES]
    counted = (each.get("value") for each in findings if each.get("rule") == "people")
    faces = next((int(value) for value in counted if isinstance(value, int | float)), None)
    colors = tuple((str(color), float(share)) for color, share in report.get("colors", ()))
    return Look(faces=faces, colors=colors, fit=_fit(findings))


def _fit(findings: list[Mapping[str, Any]]) -> int | None:
    parts = list(_parts(findings))
    whole = sum(weight for weight, _ in parts)
    return round(_WHOLE * sum(weight * share for weight, share in parts) / whole) if whole else None


def _parts(findings: list[Mapping[str, Any]]) -> Iterator[tuple[int, float]]:
    for each in findings:
        hinted = each["verdict"] == "pass" and each.get("noticed", False)
        share = _SHARES["warn"] if hinted else _SHARES[each["verdict"]]
        yield _WEIGHTS.get(each.get("level", ""), 1), share
