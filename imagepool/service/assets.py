"""The page of one picture: what it shows, what may be done with it, and the way to it."""

from __future__ import annotations

from flask import Blueprint, abort, make_response, render_template, url_for
from flask.typing import ResponseReturnValue

from imagepool.asset import Asset, RightsStatement
from imagepool.errors import NotFound
from imagepool.rights.disclosure import kit_of
from imagepool.rights.mining import tdm_headers
from imagepool.rights.schema_org import ShownFile, image_object
from imagepool.service.current import pool
from imagepool.service.language import shown_language
from imagepool.service.recalled import tombstone
from imagepool.service.visitors import is_curator

bp = Blueprint("assets", __name__)
_NOT_YET = frozenset({"not_published", "embargo", "not_yet_available"})


@bp.get("/bilder/<asset_id>")
def show(asset_id: str) -> ResponseReturnValue:
    asset = visible(asset_id)
    statement, terms = pool.statement(asset), pool.licenses[asset.license_id]
    response = make_response(
        render_template(
            "assets/show.html",
            asset=asset,
            statement=statement,
            license=terms,
            judged=pool.report(asset_id),
            kit=kit_of(asset, statement, terms, shown_language()),
            image_object=image_object(asset, statement, shown_file(asset)),
        )
    )
    response.headers.extend(page_headers(asset, statement))
    return response


def shown_file(asset: Asset) -> ShownFile:
    """Return the file that the page shows."""
    offer = next(each for each in pool.offers(asset) if each.preset == "preview")
    path = url_for("files.show", asset_id=asset.id, preset="preview", v=asset.rights_stamp or None)
    return ShownFile(
        url=pool.settings.public_url + path,
        width=offer.width,
        height=offer.height,
        media_type=offer.media_type,
    )


def page_headers(asset: Asset, statement: RightsStatement) -> list[tuple[str, str]]:
    """Return what the page says of the picture's rights before it is read."""
    there = url_for("rights.of_asset", asset_id=asset.id)
    return [
        ("Link", f'<{statement.license_url}>; rel="license"'),
        ("Link", f'<{there}>; rel="describedby"; type="application/json"'),
        *tdm_headers(statement),
    ]


def visible(asset_id: str) -> Asset:
    """Return the asset if this visitor may see it; who may not, learns nothing of it."""
    asset = pool.asset(asset_id)
    reason = None if is_curator() else pool.barred(asset)
    if reason is None:
        return asset
    if asset.published_at and reason not in _NOT_YET:
        abort(tombstone(asset))
    raise NotFound("asset", asset_id)
