"""Releases: who is shown signs on their own phone, by a link, and withdraws by the same one."""

from __future__ import annotations

from datetime import date

import segno
from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup

from imagepool.asset import Asset, SubmissionOutcome
from imagepool.errors import InvalidRequest, NotFound
from imagepool.rights.consent import CHOICES, MEDIA, choices_of, consent_text, renewal, scope_of
from imagepool.rights.days import today
from imagepool.rights.people import Role
from imagepool.rights.releases import Release, ReleaseKind, ReleaseState
from imagepool.service import files
from imagepool.service.current import pool
from imagepool.service.language import shown_language
from imagepool.service.questions import require_authority
from imagepool.service.visitors import known_visitor, only
from imagepool.workflows.release_desk import Asked

bp = Blueprint("releases", __name__)
_OPEN = (ReleaseState.REQUESTED, ReleaseState.GIVEN)
_TAKEN = (SubmissionOutcome.ADDED, SubmissionOutcome.RETURNED)
_PRIVATE = {"Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer"}


@bp.get("/freigabe/<token>")
def form(token: str) -> ResponseReturnValue:
    return _form(token)


@bp.post("/freigabe/<token>")
def give(token: str) -> ResponseReturnValue:
    """Take a consent in."""
    release, given = pool.releases.behind(token), request.form
    guardian = release.kind is ReleaseKind.GUARDIAN
    missing = [name for name in ("name", "born", "custody") if not given.get(name, "").strip()]
    missing = [name for name in missing if name == "name" or guardian]
    if not set(MEDIA).intersection(given.getlist("allow")):
        missing.append("allow")
    if missing:
        return _form(token, missing=missing), 422
    pool.releases.give(
        token,
        name=given["name"],
        scope=scope_of(given.getlist("allow")),
        text=_text(release),
        renew_on=_renewal(given["born"]) if guardian else None,
    )
    return redirect(url_for("releases.form", token=token), 303)


@bp.post("/freigabe/<token>/beenden")
def end(token: str) -> ResponseReturnValue:
    """Decline, or withdraw: as easily as it was given."""
    pool.releases.end(token, reason=request.form.get("reason", ""))
    return redirect(url_for("releases.form", token=token), 303)


@bp.get("/freigabe/<token>/bild/<asset_id>")
def picture(token: str, asset_id: str) -> Response:
    """Show a picture to whoever is asked about it, and to nobody after they have said no."""
    release = pool.releases.behind(token)
    shown = {asset.id: asset for asset in pool.releases.assets_of(release.id)}
    if asset_id not in shown or release.state not in _OPEN:
        raise NotFound("picture", asset_id)
    return files.sent(shown[asset_id], "preview", inside=True)


@bp.get("/bilder/<asset_id>/einwilligungen")
@only(Role.CONTRIBUTOR)
def overview(asset_id: str) -> ResponseReturnValue:
    require_authority(asset_id)
    return _overview(asset_id)


@bp.post("/bilder/<asset_id>/einwilligungen")
@only(Role.CONTRIBUTOR)
def ask(asset_id: str) -> ResponseReturnValue:
    """Make a link; it is shown this once, with its QR code, to be handed over."""
    require_authority(asset_id)
    asked = _asked([asset_id])
    return _overview(asset_id, token=asked.token, release=asked.release)


@bp.get("/hochladen/<batch>/einwilligungen")
@only(Role.CONTRIBUTOR)
def batch_form(batch: str) -> ResponseReturnValue:
    return _batch_form(batch)


@bp.post("/hochladen/<batch>/einwilligungen")
@only(Role.CONTRIBUTOR)
def batch_ask(batch: str) -> ResponseReturnValue:
    """Make one link for several pictures of an upload, all of the same person or owner."""
    there = {asset.id for asset in _assets_of(batch)}
    chosen = [each for each in request.form.getlist("asset") if each in there]
    if not chosen:
        return _batch_form(batch, missing=True), 422
    return _batch_form(batch, asked=_asked(chosen))


@bp.post("/bilder/<asset_id>/einwilligungen/<release_id>/link")
@only(Role.CONTRIBUTOR)
def link(asset_id: str, release_id: str) -> ResponseReturnValue:
    """Make a new link for a release; the old one no longer opens it."""
    _require_release(asset_id, release_id)
    asked = pool.releases.link(release_id, actor=known_visitor().email)
    return _overview(asset_id, token=asked.token, release=asked.release)


@bp.post("/bilder/<asset_id>/einwilligungen/<release_id>/widerrufen")
@only(Role.CURATOR)
def withdraw(asset_id: str, release_id: str) -> ResponseReturnValue:
    """Note a withdrawal that came by letter, mail or word."""
    _require_release(asset_id, release_id)
    reason = request.form.get("reason", "")
    pool.releases.withdraw(release_id, actor=known_visitor().email, reason=reason)
    flash(_("The withdrawal is noted; the picture is no longer delivered."))
    return redirect(url_for("releases.overview", asset_id=asset_id), 303)


@bp.post("/bilder/<asset_id>/einwilligungen/<release_id>/verzichten")
@only(Role.CURATOR)
def drop(asset_id: str, release_id: str) -> ResponseReturnValue:
    """Take the question back: an adult beside the child there is not, or the paper covers both."""
    _require_release(asset_id, release_id)
    pool.releases.drop(release_id, asset_id, actor=known_visitor().email)
    flash(_("This release is no longer asked for."))
    return redirect(url_for("releases.overview", asset_id=asset_id), 303)


def _require_release(asset_id: str, release_id: str) -> None:
    require_authority(asset_id)
    if asset_id not in {asset.id for asset in pool.releases.assets_of(release_id)}:
        abort(404)


def _form(token: str, *, missing: list[str] | None = None) -> Response:
    release = pool.releases.behind(token)
    page = render_template(
        "releases/form.html",
        release=release,
        token=token,
        assets=pool.releases.assets_of(release.id),
        text=_text(release),
        choices=CHOICES,
        allowed=choices_of(release.scope) if release.state is ReleaseState.GIVEN else (),
        missing=missing or [],
        given=request.form,
    )
    return Response(page, headers=_PRIVATE)


def _overview(asset_id: str, *, token: str = "", release: Release | None = None) -> Response:
    asset = pool.asset(asset_id)
    address = _address(token) if token else ""
    page = render_template(
        "releases/overview.html",
        asset=asset,
        rights=pool.clearance.rights(asset),
        kinds=tuple(ReleaseKind),
        today=today(),
        choices_of=choices_of,
        address=address,
        code=_code(address) if address else "",
        release=release,
    )
    return Response(page, headers=_PRIVATE)


def _asked(asset_ids: list[str]) -> Asked:
    """Ask for the release that the form describes."""
    given = request.form
    try:
        kind = ReleaseKind(given.get("kind", ""))
    except ValueError as error:
        raise InvalidRequest(str(error), hint="choose from the list") from error
    subject = given.get("subject", "")[:200]
    return pool.releases.ask(asset_ids, kind, actor=known_visitor().email, subject=subject)


def _assets_of(batch: str) -> list[Asset]:
    """Return the pictures of an upload that this visitor may speak of."""
    person, asset_ids = known_visitor(), []
    for each in pool.submissions(batch):
        theirs = each.person_id == person.id or person.role.includes(Role.CURATOR)
        if theirs and each.asset_id and each.outcome in _TAKEN:
            asset_ids.append(each.asset_id)
    if not asset_ids:
        raise NotFound("upload", batch)
    return [pool.asset(asset_id) for asset_id in dict.fromkeys(asset_ids)]


def _batch_form(batch: str, *, asked: Asked | None = None, missing: bool = False) -> Response:
    address = _address(asked.token) if asked else ""
    page = render_template(
        "releases/batch.html",
        batch=batch,
        assets=_assets_of(batch),
        kinds=tuple(ReleaseKind),
        address=address,
        code=_code(address) if address else "",
        release=asked.release if asked else None,
        missing=missing,
        given=request.form,
    )
    return Response(page, headers=_PRIVATE)


def _address(token: str) -> str:
    return f"{pool.settings.public_url}{url_for('releases.form', token=token)}"


def _text(release: Release) -> str:
    return consent_text(
        release.kind,
        shown_language(),
        pool_name=pool.region.pool_name,
        pool_url=pool.settings.public_url,
    )


def _renewal(born: str) -> date | None:
    if not born.strip().isdecimal():
        raise InvalidRequest(f"{born[:20]!r} is no year of birth", hint="four digits, such as 2014")
    return renewal(int(born), today())


def _code(address: str) -> Markup:
    """Return the address as a QR code, drawn in SVG."""
    code = segno.make(address, error="m", micro=False)
    drawn = code.svg_inline(scale=6, border=2, omitsize=True, svgclass="qr", lineclass=None)
    return Markup(drawn)  # noqa: S704  (paths alone; the address is not in it as text)
