"""The small renditions that pages show; whole files leave through the download alone."""

from __future__ import annotations

from flask import Blueprint, Response, send_file, url_for

from imagepool.asset import Asset, RightsStatement, State
from imagepool.errors import NotFound
from imagepool.rights.mining import tdm_headers
from imagepool.service.assets import visible
from imagepool.service.current import pool
from imagepool.service.headers import FILE_POLICY
from imagepool.service.questions import has_authority
from imagepool.service.visitors import is_curator

bp = Blueprint("files", __name__)
INLINE = frozenset({"grid", "preview", "social"})


@bp.get("/dateien/<asset_id>/<preset>")
def show(asset_id: str, preset: str) -> Response:
    if preset not in INLINE:
        raise NotFound("rendition", preset)
    asset = pool.asset(asset_id)
    inside = asset.state is not State.PUBLISHED and has_authority(asset_id)
    return sent(asset if inside else visible(asset_id), preset, inside=inside or is_curator())


def sent(asset: Asset, preset: str, *, inside: bool) -> Response:
    """Return a rendition for a page to show; ``inside`` is who may see what is not published."""
    opened = pool.open_rendition(asset, preset, inside=inside)
    tag = f"{asset.original.digest[:24]}-{preset}-{asset.rights_stamp}"
    response = send_file(opened.stream, opened.media_type, etag=tag)
    response.call_on_close(opened.stream.close)
    # A reader may keep what they saw; nobody in between may go on serving what was withdrawn.
    keep = "max-age=31536000, immutable" if asset.state is State.PUBLISHED else "no-store"
    response.headers["Cache-Control"] = f"private, {keep}"
    response.headers["Content-Security-Policy"] = FILE_POLICY
    response.headers.extend(rights_headers(pool.statement(asset)))
    return response


def address(asset: Asset, preset: str, *, whole: bool = False) -> str:
    """Return where the rendition lies; the address changes when the rights in it change."""
    path = url_for("files.show", asset_id=asset.id, preset=preset, v=asset.rights_stamp or None)
    return pool.settings.public_url + path if whole else path


def rights_headers(statement: RightsStatement) -> list[tuple[str, str]]:
    """Return what every file says of its rights: license, landing page, data mining (TDMRep)."""
    return [
        ("Link", f'<{statement.license_url}>; rel="license"'),
        ("Link", f'<{statement.asset_url}>; rel="describedby"'),
        *tdm_headers(statement),
    ]
