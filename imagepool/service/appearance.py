"""The region's colors as a style sheet and a symbol, and the shapes of picture tiles.

The design system (static/css) speaks of roles such as ``--primary``; the region fills them. A
region's color can be read on white; here it is darkened until it can be read on every ground.
"""

from __future__ import annotations

import functools
import hashlib

from flask import Blueprint, Response, render_template, url_for

from imagepool.asset import Asset
from imagepool.region.colors import contrast
from imagepool.service.current import pool

bp = Blueprint("appearance", __name__)

DARKEST = "#f1ede6"  # --surface-muted of foundation.css
READABLE = 4.5  # WCAG 2.2, 1.4.3

# Tiles come in shapes of width : height = 0.50, 0.55 ... 2.60; an inline style is not allowed.
_NARROWEST, _WIDEST, _STEP = 50, 260, 5


@bp.get("/region.css")
def css() -> Response:
    return _kept(Response(_sheet(), mimetype="text/css"))


@bp.get("/region.svg")
def icon() -> Response:
    drawn = render_template("appearance/icon.svg", color=readable(pool.region.colors["primary"]))
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
    primary = readable(pool.region.colors["primary"])
    roles = {
        "primary": primary,
        "primary-strong": _darker(primary, 0.3),
        "accent": readable(pool.region.colors["accent"]),
    }
    stated = "".join(f"--{name}:{value};" for name, value in roles.items())
    return f":root{{{stated}}}\n{_tiles()}"


def readable(color: str) -> str:
    """Return the color, darkened until text in it can be read on the darkest ground.

    >>> readable("#1f5b4a"), contrast(readable("#c58000"), DARKEST) >= READABLE
    ('#1f5b4a', True)
    """
    while contrast(color, DARKEST) < READABLE:
        color = _darker(color, 0.05)
    return color


def _darker(color: str, share: float) -> str:
    channels = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(each * (1 - share)):02x}" for each in channels)


@functools.cache
def _tiles() -> str:
    shapes = range(_NARROWEST, _WIDEST + 1, _STEP)
    return "".join(f".ar-{each}{{--ratio:{each / 100}}}\n" for each in shapes)


def _kept(response: Response) -> Response:
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
