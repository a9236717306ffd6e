"""What everybody may know of recalls: the public list, and the tombstone of a withdrawn picture.

Neither names a person, a cause or a title: a title may name who has withdrawn consent.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, make_response, render_template, request, url_for

from imagepool.asset import Asset
from imagepool.rights.recalls.recall import Recall
from imagepool.service.current import pool
from imagepool.service.errors import wants_json

bp = Blueprint("recalled", __name__)
_FRESH_SECONDS = 60


@bp.get("/rueckrufe")
def page() -> Response:
    recalls = sorted(pool.recalls.in_force(), key=lambda each: each.effective_at, reverse=True)
    return make_response(render_template("recalled/list.html", recalls=recalls))


@bp.get("/recalls.json")
def listed() -> Response:
    """List what is called back, for programs of those who use our pictures."""
    entries = [
        _entry(recall, asset_id)
        for recall in pool.recalls.in_force()
        for asset_id in recall.asset_ids
    ]
    response = jsonify({"pool": pool.settings.public_url, "recalls": entries})
    response.headers["Cache-Control"] = f"public, max-age={_FRESH_SECONDS}"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.add_etag()
    response.make_conditional(request)
    return response


def tombstone(asset: Asset) -> Response:
    """Return the answer for a picture that was offered once: 410, for people or for programs."""
    recalls = pool.recalls.of_asset(asset.id)
    entries = [_entry(recall, asset.id) for recall in recalls]
    if wants_json():
        told = {"type": "about:blank", "status": 410, "title": "Gone", "code": "withdrawn"}
        response = jsonify(**told, asset=asset.id, recalls=entries)
        response.mimetype = "application/problem+json"
    else:
        response = make_response(
            render_template("recalled/tombstone.html", asset=asset, recalls=recalls)
        )
    response.status_code = 410
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, noarchive, noimageindex"
    return response


def _entry(recall: Recall, asset_id: str) -> dict[str, Any]:
    return {
        "recall": recall.id,
        **_address(asset_id),
        "severity": recall.severity.value,
        "effective_at": recall.effective_at,
        "replacements": [_address(each) for each in recall.replacements],
    }


def _address(asset_id: str) -> dict[str, str]:
    path = url_for("assets.show", asset_id=asset_id, lang=None)
    return {"asset": asset_id, "url": pool.settings.public_url + path}
