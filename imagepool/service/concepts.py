"""The kept versions of the image-style concept: what was required when a picture was judged."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from imagepool.service.current import pool

bp = Blueprint("concepts", __name__, url_prefix="/bildsprache/fassung")


@bp.get("/<concept_id>/<version>")
def version(concept_id: str, version: str) -> ResponseReturnValue:
    kept = pool.style.version(concept_id, version)
    return render_template("concepts/version.html", kept=kept, versions=pool.style.versions())
