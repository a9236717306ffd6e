"""What was learned as TOML: proposed limits beside today's, ready to be taken over by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from imagepool.style.calibration.learning import FEWEST, Lesson
from imagepool.style.limits import Bound, Limits
from imagepool.style.palette import Swatch
from imagepool.style.sentences import number

__all__ = ["lessons_as_toml"]

_PRECISE = 4  # decimals of a limit that a concept states


def lessons_as_toml(
    lessons: Sequence[Lesson], palette: Sequence[Swatch], *, photos: int, concept: str
) -> Iterator[str]:
    """Yield the lines of a text in TOML: a table for each rule, and the palette."""
    yield f"# Learned from {photos} photos, beside the limits of {concept}."
    yield "# Warned is where 5 of 100 loved photos lie at an end; failed is beyond all of them."
    yield "# Not everything that loved photos have in common is a requirement: take over what is."
    for lesson in lessons:
        yield ""
        yield from _lesson(lesson)
    if palette:
        yield ""
        yield "# The colors that carry these photos, largest area first."
    for place, swatch in enumerate(palette, 1):
        yield "[[palette]]"
        yield f'color = "{swatch.color}" # {round(100 * swatch.share)} % of the area'
        yield f'name = {{ de = "Farbe {place}", en = "Color {place}" }} # what is of this color?'


def _lesson(lesson: Lesson) -> Iterator[str]:
    yield f"# {lesson.rule}: {_counted(lesson)}"
    if lesson.quantiles:
        ends = (f"{percent} %: {_short(lesson, v)}" for percent, v in lesson.quantiles.items())
        yield f"# {' | '.join(ends)}  ({lesson.unit})"
    if lesson.values:
        yield f"# {', '.join(f'{value}: {n}' for value, n in lesson.values.items())}"
    if lesson.count:
        yield (
            f"# today's limits flag {lesson.warned + lesson.failed} of {lesson.count} "
            f"({round(100 * lesson.flagged)} %), of which {lesson.failed} fail"
        )
    if lesson.proposed is None:
        yield f"# no proposal: {_why_none(lesson)}"
        return
    yield f"[rules.{lesson.rule}]"
    yield f'level = "{lesson.level}"' + ("" if lesson.used else " # not in the concept so far")
    yield from _limits(lesson.proposed, lesson.today)


def _counted(lesson: Lesson) -> str:
    apart = ", ".join(f"{why} {count}" for why, count in lesson.apart.items())
    return f"{lesson.count} measured" + (f"; apart: {apart}" if apart else "")


def _why_none(lesson: Lesson) -> str:
    if lesson.today is None:
        return "the rule compares with a list"
    if lesson.count < FEWEST:
        return f"too few photos, {FEWEST} are needed"
    return "the photos are all alike at this end"


def _limits(proposed: Limits, today: Limits | None) -> Iterator[str]:
    for side in ("min", "max"):
        bound: Bound = getattr(proposed, side)
        if bound != Bound():
            present = _bound(getattr(today, side)) if today else "none"
            yield f"{side} = {_bound(bound)} # today: {present}"


def _bound(bound: Bound) -> str:
    if bound.warn is not None and bound.warn == bound.fail:
        return number(bound.warn, _PRECISE)
    sides = {"warn": bound.warn, "fail": bound.fail}
    parts = (f"{name} = {number(v, _PRECISE)}" for name, v in sides.items() if v is not None)
    return f"{{ {', '.join(parts)} }}"


def _short(lesson: Lesson, value: float) -> str:
    return number(value, max(lesson.digits, 1))
