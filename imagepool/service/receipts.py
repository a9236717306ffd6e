"""Receipts for everybody to check: by their number, or by handing in a receipt or a file."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_limiter.util import get_remote_address
from werkzeug.datastructures import FileStorage

from imagepool.service.current import pool
from imagepool.service.turnstile import Turnstile

bp = Blueprint("receipts", __name__)

# A file is looked at in memory, so few at once; one address never takes all places.
_turnstile = Turnstile(2, per_client=1)


@bp.get("/belege/<receipt_id>")
def show(receipt_id: str) -> ResponseReturnValue:
    """Confirm a receipt to whoever knows its number; who took the picture is not told."""
    receipt, signed = pool.receipt(receipt_id)
    return render_template("receipts/show.html", receipt=receipt, checked=pool.verify(signed))


@bp.get("/pruefen")
def form() -> ResponseReturnValue:
    return render_template("receipts/check.html", checked=None)


@bp.post("/pruefen")
def check() -> ResponseReturnValue:
    with _turnstile.passage(get_remote_address()) as admitted:
        if not admitted:
            later = {"Retry-After": "30"}
            return render_template("receipts/check.html", checked=None, busy=True), 503, later
        return _looked_at(request.files.get("file"))


def _looked_at(handed: FileStorage | None) -> ResponseReturnValue:
    data = handed.read() if handed else b""
    if not handed or not data:
        return render_template("receipts/check.html", checked=None, missing=True), 422
    return render_template("receipts/check.html", checked=pool.verify(data), name=handed.filename)
