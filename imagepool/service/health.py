"""For whoever watches over the service: whether it is alive, and whether it can work."""

from __future__ import annotations

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from imagepool.service.current import pool

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def alive() -> ResponseReturnValue:
    return jsonify(status="ok")


@bp.get("/readyz")
def ready() -> ResponseReturnValue:
    troubles = {part: trouble for part, trouble in pool.ready().items() if trouble}
    # Which part is down helps an operator; why it is down may name hosts, so it stays in the log.
    return jsonify(status="unavailable" if troubles else "ok", failing=sorted(troubles)), (
        503 if troubles else 200
    )
