"""Is this one of ours? Hand in any copy of a picture, and learn whose it is and how to use it."""

from __future__ import annotations

from dataclasses import dataclass
from threading import BoundedSemaphore

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from imagepool.asset import Asset, State
from imagepool.errors import InvalidRequest
from imagepool.rights.territories import territory
from imagepool.rights.uses import Audience, Channel, Purpose, Use
from imagepool.service.current import pool
from imagepool.service.visitors import is_curator, visitor
from imagepool.workflows.identify import USUAL, Match

bp = Blueprint("identify", __name__)

# A search keeps a core busy for a second or two: more at once would make all wait.
_AT_ONCE = BoundedSemaphore(2)
_PATIENCE = 20.0  # seconds


@dataclass(frozen=True, slots=True)
class Shown:
    """A match, and its asset where this visitor may see it."""

    match: Match
    asset: Asset | None


@bp.get("/ist-das-von-uns")
def form() -> ResponseReturnValue:
    return render_template("identify/page.html", found=None, use=USUAL)


@bp.post("/ist-das-von-uns")
def look() -> ResponseReturnValue:
    picture, proof = (request.files.get(name) for name in ("file", "receipt"))
    data = picture.read() if picture else b""
    use = _use()
    if not picture or not data:
        return render_template("identify/page.html", found=None, use=use, missing=True), 422
    if not _AT_ONCE.acquire(timeout=_PATIENCE):
        abort(503)
    try:
        found = pool.identify(data, use=use, receipt=(proof.read() if proof else b"") or None)
    finally:
        _AT_ONCE.release()
    shown = [Shown(match, _visible(match)) for match in found.matches]
    return render_template(
        "identify/page.html", found=found, shown=shown, use=use, name=picture.filename
    )


def _visible(match: Match) -> Asset | None:
    public = match.status is State.PUBLISHED or is_curator()
    return pool.asset(match.id) if public else None


def _use() -> Use:
    given, person = request.form, visitor()
    asked = person.audience if person and person.audience else USUAL.audience
    try:
        return Use(
            purpose=Purpose(given.get("purpose") or USUAL.purpose),
            channel=Channel(given.get("channel") or USUAL.channel),
            audience=Audience(given.get("audience") or asked),
            territory=territory(given.get("territory", "")),
        )
    except ValueError as error:
        raise InvalidRequest(str(error), hint="choose from the lists of the page") from error
