"""Home and search: find pictures in one's own words, narrowed by what the pool knows of them."""

from __future__ import annotations

from contextlib import suppress
from urllib.parse import urlencode

from flask import Blueprint, current_app, render_template, request
from flask.typing import ResponseReturnValue

from imagepool.asset import Asset, Orientation
from imagepool.errors import InfrastructureError
from imagepool.search.facets import FACETS
from imagepool.search.query import Query, Sort
from imagepool.service.chart import drawn_chart
from imagepool.service.current import pool
from imagepool.service.filters import filters_of
from imagepool.service.visitors import is_curator
from imagepool.workflows.search import SearchPage

bp = Blueprint("search", __name__)
WIDE = (Orientation.LANDSCAPE, Orientation.PANORAMA)
NEWEST = 13  # on the home page: a few rows at every width


@bp.get("/")
def home() -> ResponseReturnValue:
    page = pool.search(Query(limit=NEWEST))
    first = next((hit.asset for hit in page.hits if hit.asset.original.orientation in WIDE), None)
    credit = pool.statement(first).credit_line if first else ""
    return render_template("search/home.html", page=page, first=first, credit=credit)


@bp.get("/suche")
def results() -> ResponseReturnValue:
    query = asked()
    page = pool.search(query)
    if query.text and not (page.exact or query.filters or query.after or query.like or query.shade):
        with suppress(InfrastructureError):  # a count less is no reason to show no page
            pool.wishes.note_missed(query)
    return render_template("search/results.html", **_shown(query, page))


@bp.get("/karte")
def chart() -> ResponseReturnValue:
    query = asked()
    page = pool.search(query)
    drawn = drawn_chart(pool.region, page.facets["municipality"])
    return render_template("search/chart.html", chart=drawn, **_shown(query, page))


def _shown(query: Query, page: SearchPage) -> dict[str, object]:
    return {
        "query": query,
        "page": page,
        "filters": filters_of(page.facets, curator=is_curator()),
        "pattern": _pattern(query),
        "sorts": tuple(Sort),
        "sort": query.sort or (Sort.RELEVANCE if near_to_something(query) else Sort.NEWEST),
        "without": without,
        "only": only,
        "retyped": retyped,
        "unfiltered": unfiltered,
        "further": further,
        "elsewhere": elsewhere,
    }


def asked() -> Query:
    """Return what the address asks for; unknown parameters are no filters."""
    typed = Query.parse(request.args.get("q", ""))  # may hold filters, too
    ticked = {facet: tuple(request.args.getlist(facet)) for facet in FACETS}
    return Query(
        text=typed.text,
        filters={facet: (*typed.filters.get(facet, ()), *ticked[facet]) for facet in FACETS},
        limit=current_app.config["PAGE_SIZE"],
        after=request.args.get("after") or None,
        sort=request.args.get("sort") or None,  # type: ignore[arg-type]  # the query checks it
        like=request.args.get("like", ""),
        shade=request.args.get("shade", ""),
    )


def near_to_something(query: Query) -> bool:
    """Say whether some answers are nearer to what is asked than others."""
    return bool(query.text or query.like or query.shade)


def _pattern(query: Query) -> Asset | None:
    """Return the picture that others are to resemble."""
    return pool.asset(query.like) if query.like else None


def without(*left_out: tuple[str, str]) -> str:
    """Return the address of the same search without these, from its beginning."""
    kept = [pair for pair in request.args.items(multi=True) if pair not in left_out]
    return _results([pair for pair in kept if pair[0] != "after"])


def only(facet: str, *values: str) -> str:
    """Return the address of the pictures with one of these values, of the same search otherwise."""
    kept = [pair for pair in request.args.items(multi=True) if pair[0] not in {facet, "after"}]
    return _results([*kept, *((facet, value) for value in values)], "/suche")


def retyped(text: str) -> str:
    """Return the address of the same search in other words, from its beginning."""
    kept = [pair for pair in request.args.items(multi=True) if pair[0] not in {"q", "after"}]
    return _results([*([("q", text)] if text else []), *kept])


def unfiltered() -> str:
    """Return the address of the same words without any filter."""
    words = Query.parse(request.args.get("q", "")).text
    kept = [
        pair for pair in request.args.items(multi=True) if pair[0] not in {"q", "after", *FACETS}
    ]
    return _results([*([("q", words)] if words else []), *kept])


def further(cursor: str) -> str:
    """Return the address of the page behind this one."""
    kept = [pair for pair in request.args.items(multi=True) if pair[0] != "after"]
    return _results([*kept, ("after", cursor)])


def elsewhere(path: str) -> str:
    """Return the address of the same search on another page: as a list, or on the map."""
    return _results([pair for pair in request.args.items(multi=True) if pair[0] != "after"], path)


def _results(arguments: list[tuple[str, str]], path: str = "") -> str:
    path = path or request.path
    return f"{path}?{urlencode(arguments)}" if arguments else path
