"""What machines look for at fixed addresses."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flask import Blueprint, Response, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from imagepool.rights.mining import AI_AGENTS
from imagepool.service.current import pool
from imagepool.service.rights import mining_policy, open_assets

bp = Blueprint("wellknown", __name__)


@bp.get("/.well-known/jwks.json")
def keys() -> Response:
    """Publish the keys that receipts are signed with (RFC 7517), for everyone to check them."""
    response = jsonify(pool.public_keys)
    response.mimetype = "application/jwk-set+json"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Cache-Control"] = "public, max-age=300"
    return response


@bp.get("/.well-known/security.txt")
def security() -> Response:
    """Say whom to tell of a weakness (RFC 9116)."""
    until = (datetime.now(UTC) + timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z")
    return _plain(render_template("wellknown/security.txt", until=until))


@bp.get("/favicon.ico")
def favicon() -> ResponseReturnValue:
    """Lead those who ask without reading a page to the region's symbol."""
    return redirect(url_for("appearance.icon"), 301)


@bp.get("/robots.txt")
def robots() -> Response:
    """Keep robots out of what is no page to find, and those that gather for training further."""
    reserved = mining_policy() is not None
    agents = AI_AGENTS if reserved else ()
    openings = open_assets() if reserved else []
    return _plain(render_template("wellknown/robots.txt", agents=agents, openings=openings))


def _plain(text: str) -> Response:
    return Response(text, content_type="text/plain; charset=utf-8")
