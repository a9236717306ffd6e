"""Rights for machines: what may be done with a picture, and each license's terms in ODRL."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, jsonify

from imagepool.errors import NotFound
from imagepool.rights.disclosure import disclose
from imagepool.rights.mining import tdm_rules
from imagepool.rights.odrl import MEDIA_TYPE, odrl_of
from imagepool.search.query import LIMIT, Query
from imagepool.service.assets import page_headers, visible
from imagepool.service.current import pool

bp = Blueprint("rights", __name__)
_MOST_OPENINGS = 2000  # assets that tdmrep.json and robots.txt name one by one


@bp.get("/api/v1/assets/<asset_id>/rights")
def of_asset(asset_id: str) -> Response:
    asset = visible(asset_id)
    statement = pool.statement(asset)
    response = jsonify(disclose(asset, statement, pool.licenses[asset.license_id]))
    response.headers.extend(page_headers(asset, statement))
    return _for_everybody(response, "private, no-cache")


@bp.get("/lizenzen/<license_id>/odrl.jsonld")
def odrl(license_id: str) -> Response:
    """Publish a license version's terms; its address is in every file under it."""
    found = pool.licenses.get(license_id)
    if found is None:
        raise NotFound("license", license_id)
    response = jsonify(odrl_of(found, pool.identity))
    response.mimetype = MEDIA_TYPE
    return _for_everybody(response, "public, max-age=86400")


@bp.get("/.well-known/tdmrep.json")
def tdmrep() -> Response:
    """Say what is reserved from text and data mining."""
    response = jsonify(tdm_rules(mining_policy(), open_assets()))
    return _for_everybody(response, "public, max-age=3600")


def mining_policy() -> str | None:
    """Return the terms under which mining is reserved, "" if there are several, None if none."""
    reserving = [each for each in pool.licenses.values() if each.reserves_mining]
    if len(reserving) == 1:
        return reserving[0].terms_url_at(pool.identity.url)
    return "" if reserving else None


def open_assets() -> list[str]:
    """Return the newest assets whose license reserves nothing, as many as are named one by one."""
    free = tuple(each.id for each in pool.licenses.values() if not each.reserves_mining)
    found: list[str] = []
    query = Query(filters={"license": free}, limit=LIMIT) if free else None
    while query and len(found) < _MOST_OPENINGS:
        page = pool.search(query)
        found += [hit.asset.id for hit in page.hits]
        query = replace(query, after=page.next) if page.next else None
    return found


def _for_everybody(response: Response, cache: str) -> Response:
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Cache-Control"] = cache
    return response
