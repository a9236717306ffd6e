"""The region's colors as a style sheet and a symbol, and the shapes of picture tiles.

The design system (static/css) speaks of roles such as ``--primary``; the region fills them, and
has seen to it that what is set in them can be read.
"""

from __future__ import annotations

import functools
import hashlib

from flask import Blueprint, Response, render_template, url_for

from imagepool.asset import Asset
from imagepool.service.current import pool

bp = Blueprint("appearance", __name__)

# Tiles come in shapes of width : height = 0.50, 0.55 ... 2.60; an inline style is not allowed.
_NARROWEST, _WIDEST, _STEP = 50, 260, 5


@bp.get("/region.css")
def css() -> Response:
    return _kept(Response(_sheet(), mimetype="text/css"))


@bp.get("/region.svg")
def icon() -> Response:
    drawn = render_template("appearance/icon.svg", color=pool.region.colors["primary"])
    return _kept(Response(drawn, mimetype="image/svg+xml"))


def address() -> str:
    """Return the sheet's address, with its content's mark in it."""
    mark = hashlib.sha256(_sheet().encode()).hexdigest()[:12]
    return url_for("appearance.css", v=mark)


def tile_class(asset: Asset) -> str:
    """Return the class that gives a tile the picture's shape."""
    percent = 100 * asset.original.width / asset.original.height
    return f"ar-{min(_WIDEST, max(_NARROWEST, _STEP * round(percent / _STEP)))}"


def _sheet() -> str:
    roles = "".join(f"--{name}:{value};" for name, value in pool.region.colors.items())
    return f":root{{{roles}}}\n{_tiles()}"


@functools.cache
def _tiles() -> str:
    shapes = range(_NARROWEST, _WIDEST + 1, _STEP)
    return "".join(f".ar-{each}{{--ratio:{each / 100}}}\n" for each in shapes)


def _kept(response: Response) -> Response:
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
