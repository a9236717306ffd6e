"""``imagepool search``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import click

from imagepool.asset import State
from imagepool.cli.command import FINDINGS, Command, emit, say
from imagepool.cli.opened import open_pool
from imagepool.search.query import Query, Sort
from imagepool.workflows.search import SearchPage


@click.command(cls=Command)
@click.argument("query", nargs=-1)
@click.option("--facet", multiple=True, metavar="KEY=VALUE", help="Narrow down; repeatable.")
@click.option("--limit", type=click.IntRange(1, 200), default=24, show_default=True)
@click.option(
    "--sort",
    type=click.Choice([each.value for each in Sort]),
    help="Order.  [default: relevance where there is something to be near to, else newest]",
)
@click.option("--like", metavar="ASSET", default="", help="Those that resemble this asset.")
@click.option(
    "--color", "shade", metavar="#RRGGBB", default="", help="Those with this color, or near it."
)
@click.option("--after", metavar="CURSOR", help="The page behind this cursor.")
@click.option(
    "--state",
    type=click.Choice([each.value for each in State]),
    multiple=True,
    help="Search assets in this state; repeatable.  [default: published]",
)
def search(
    query: tuple[str, ...],
    facet: tuple[str, ...],
    state: tuple[str, ...],
    as_json: bool,
    **how: Any,  # limit, sort, like, shade, after: fields of the query as they are
) -> None:
    """Find pictures by words, places and facets.

    Facets: district, municipality, theme, season, year, orientation, people, perspective, color,
    use, license, photographer, collection. Several values of one are alternatives; "-" stands for
    what is not stated.
    """
    typed = Query.parse(" ".join(query))
    asked = replace(
        typed,
        filters=_narrowed(typed.filters, facet),
        states=tuple(State(each) for each in state) or typed.states,
        **how,
    )
    with open_pool() as pool:
        page = pool.search(asked, patient=True)
        emit(as_page(page)) if as_json else _show(page)
    if not page.total:
        raise SystemExit(FINDINGS)


def _narrowed(
    filters: Mapping[str, tuple[str, ...]], facets: tuple[str, ...]
) -> Mapping[str, tuple[str, ...]]:
    narrowed = dict(filters)
    for facet in facets:
        key, sign, value = facet.partition("=")
        if not sign:
            raise click.UsageError("--facet takes KEY=VALUE, such as district=16062")
        narrowed[key] = (*narrowed.get(key, ()), value)
    return narrowed


def as_page(page: SearchPage) -> dict[str, Any]:
    """Return the JSON of one page."""
    return {
        "total": page.total,
        "hits": [
            {
                "id": hit.asset.id,
                "score": hit.score,
                "title": hit.asset.title,
                "caption": hit.asset.description.caption,
                "keywords": hit.asset.description.keywords,
                "creator": hit.asset.creator,
                "license": hit.asset.license_id,
                "state": hit.asset.state,
                "width": hit.asset.original.width,
                "height": hit.asset.original.height,
                "file": hit.asset.original.name,
            }
            for hit in page.hits
        ],
        "facets": {
            name: [
                {"value": each.value, "label": dict(each.label), "count": each.count}
                for each in counts
            ]
            for name, counts in page.facets.items()
        },
        "understood": [
            {"typed": each.typed, "meaning": dict(each.meaning), "unwanted": each.unwanted}
            for each in page.understood
        ],
        "exact": page.exact,
        "widened": [dict(each) for each in page.widened],
        "next": page.next,
    }


def _show(page: SearchPage) -> None:
    for hit in page.hits:
        place = hit.asset.description.location_shown
        where = f"  ({place[0]})" if place else ""
        click.echo(f"{hit.asset.id}  {hit.asset.title}{where}  {'; '.join(hit.asset.creator)}")
    if page.widened:
        near = ", ".join(each["en"] for each in page.widened)
        say(f"nothing is just that; these are near to it: {near}")
    say(f"{page.total} found" + (f"; more: --after {page.next}" if page.next else ""))
