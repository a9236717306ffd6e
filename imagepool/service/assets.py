"""The page of one picture: what it shows, what may be done with it, and the way to it."""

from __future__ import annotations

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from imagepool.asset import Asset
from imagepool.errors import NotFound
from imagepool.service.current import pool
from imagepool.service.visitors import is_curator

bp = Blueprint("assets", __name__)
_NOT_YET = frozenset({"not_published", "embargo", "not_yet_available"})


@bp.get("/bilder/<asset_id>")
def show(asset_id: str) -> ResponseReturnValue:
    asset = visible(asset_id)
    return render_template(
        "assets/show.html",
        asset=asset,
        statement=pool.statement(asset),
        license=pool.licenses[asset.license_id],
        offers=pool.offers(asset),
        judged=pool.report(asset_id),
    )


def visible(asset_id: str) -> Asset:
    """Return the asset if this visitor may see it; who may not, learns nothing of it."""
    asset = pool.asset(asset_id)
    reason = None if is_curator() else pool.barred(asset)
    if reason is None:
        return asset
    if asset.published_at and reason not in _NOT_YET:
        abort(410)
    raise NotFound("asset", asset_id)
