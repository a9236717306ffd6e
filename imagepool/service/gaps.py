"""What the pool lacks: a heat map of municipalities and themes, and searches in vain beside it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, timedelta

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from imagepool.asset import Orientation
from imagepool.errors import InvalidRequest
from imagepool.rights.days import today
from imagepool.rights.people import Role
from imagepool.search.calls import Call
from imagepool.service.current import pool
from imagepool.service.language import day, said
from imagepool.service.visitors import known_visitor, only
from imagepool.workflows.gaps import AGES, Slice, filters_of

bp = Blueprint("gaps", __name__, url_prefix="/redaktion/luecken")

OPEN_FOR = timedelta(days=90)
HEAT = (1, 3, 10, 30)  # pictures from which on a cell is warmer
_COLUMNS = ("ags", "municipality", "district", "theme", "season", "orientation", "age", "pictures")


@bp.get("")
@only(Role.CURATOR)
def table() -> ResponseReturnValue:
    part = chosen()
    return render_template(
        "gaps/table.html",
        part=part,
        coverage=pool.wishes.coverage(part),
        missed=pool.wishes.missed(),
        offered=offered(),
        narrowed=filters_of(part),
        heat=heat,
    )


@bp.get("/tabelle.csv")
@only(Role.CURATOR)
def as_csv() -> ResponseReturnValue:
    """Give every count by municipality, theme, season, format and age, for a spreadsheet."""
    return _csv("luecken.csv", _lines())


@bp.get("/suchen.csv")
@only(Role.CURATOR)
def missed_as_csv() -> ResponseReturnValue:
    lines = ((m.text, m.asked, m.days, m.first_on, m.last_on) for m in pool.wishes.missed(5_000))
    header = ("text", "asked", "days", "first_on", "last_on")
    return _csv("suchen-ohne-treffer.csv", iter([header, *lines]))


@bp.post("/aufruf")
@only(Role.CURATOR)
def call() -> ResponseReturnValue:
    """Make a public call out of a gap, or of what was looked for in vain."""
    text = request.form.get("search", "")
    made = _of_search(text) if text else _of_gap(request.form.get("gap", ""))
    flash(_("The call is public. You can change its words and its last day here."))
    return redirect(url_for("calls.edit", call_id=made.id), 303)


def offered() -> dict[str, list[str]]:
    """Return what can be chosen of each part of a slice."""
    return {
        "theme": list(dict.fromkeys(theme.broader for theme in pool.region.filter_themes)),
        "season": list(pool.wishes.seasons()),
        "orientation": [shape.value for shape in Orientation],
        "age": list(AGES),
        "district": [district.ags for district in pool.region.districts],
    }


def chosen() -> Slice:
    """Return what the address asks to count; what there is not is not chosen."""
    given = {name: request.args.get(name, "") for name in offered()}
    return Slice(**{name: given[name] for name, there in offered().items() if given[name] in there})


def heat(count: int) -> int:
    """Return how warm a cell is: 0 (no picture) to 4."""
    return sum(count >= least for least in HEAT)


def _of_gap(gap: str) -> Call:
    ags, _space, theme_id = gap.partition(" ")
    town, theme = pool.region.gazetteer.municipality(ags), pool.region.themes.get(theme_id)
    if town is None or theme is None:
        raise InvalidRequest(f"there is no gap {gap[:40]!r}", hint="choose one in the table")
    wanted = _("%(theme)s in %(place)s", theme=said(theme.label), place=town.name)
    return _made(wanted, themes=(theme.id,), places=(town.ags,))


def _of_search(text: str) -> Call:
    themes, places = pool.wishes.wanted(text)
    return _made(text[:1].upper() + text[1:], themes=themes, places=places)


def _made(wanted: str, *, themes: tuple[str, ...], places: tuple[str, ...]) -> Call:
    until: date = today() + OPEN_FOR
    return pool.wishes.call(
        title=_("Pictures wanted: %(what)s", what=wanted),
        text=_(
            "The pool has no pictures of this yet: %(what)s. Do you have some, or would you like "
            "to take some? Please hand them in by %(day)s.",
            what=wanted,
            day=day(until.isoformat()),
        ),
        themes=themes,
        places=places,
        deadline=until,
        license=next(iter(pool.licenses)),
        actor=known_visitor().email,
    )


def _lines() -> Iterator[tuple[object, ...]]:
    yield _COLUMNS
    for town, theme, part, count in pool.wishes.table():
        yield (
            town.ags,
            town.name,
            town.district,
            theme.id,
            part.season,
            part.orientation,
            part.age,
            count,
        )


def _csv(name: str, lines: Iterator[tuple[object, ...]]) -> Response:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(map(_harmless, line) for line in lines)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    # The mark tells spreadsheets that it is UTF-8.
    return Response(
        "\ufeff" + text.getvalue(), headers=headers, content_type="text/csv; charset=utf-8"
    )


def _harmless(cell: object) -> object:
    """Return the cell as no spreadsheet takes for a formula: people typed what stands in it."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in set("=+-@\t") else cell
