"""Receipts for everybody to check: by their number, or by handing in a receipt or a file."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from imagepool.service.current import pool

bp = Blueprint("receipts", __name__)


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
    handed = request.files.get("file")
    data = handed.read() if handed else b""
    if not handed or not data:
        return render_template("receipts/check.html", checked=None, missing=True), 422
    return render_template("receipts/check.html", checked=pool.verify(data), name=handed.filename)
