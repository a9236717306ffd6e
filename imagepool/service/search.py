"""Home and search: find pictures in one's own words, narrowed by what the pool knows of them."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Blueprint, current_app, render_template, request
from flask.typing import ResponseReturnValue

from imagepool.asset import Orientation
from imagepool.search.facets import FACETS
from imagepool.search.query import Query
from imagepool.service.current import pool

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
    return render_template(
        "search/results.html",
        page=page,
        query=query,
        without=without,
        retyped=retyped,
        further=further,
    )


def asked() -> Query:
    """Return what the address asks for; unknown parameters are no filters."""
    typed = Query.parse(request.args.get("q", ""))  # may hold filters, too
    ticked = {facet: tuple(request.args.getlist(facet)) for facet in FACETS}
    return Query(
        text=typed.text,
        filters={facet: (*typed.filters.get(facet, ()), *ticked[facet]) for facet in FACETS},
        limit=current_app.config["PAGE_SIZE"],
        after=request.args.get("after") or None,
    )


def without(facet: str, value: str) -> str:
    """Return the address of the same search with one filter less, from its beginning."""
    kept = [pair for pair in request.args.items(multi=True) if pair != (facet, value)]
    return _results([pair for pair in kept if pair[0] != "after"])


def retyped(text: str) -> str:
    """Return the address of the same search in other words, from its beginning."""
    kept = [pair for pair in request.args.items(multi=True) if pair[0] not in {"q", "after"}]
    return _results([*([("q", text)] if text else []), *kept])


def further(cursor: str) -> str:
    """Return the address of the page behind this one."""
    kept = [pair for pair in request.args.items(multi=True) if pair[0] != "after"]
    return _results([*kept, ("after", cursor)])


def _results(arguments: list[tuple[str, str]]) -> str:
    return f"{request.path}?{urlencode(arguments)}" if arguments else request.path
