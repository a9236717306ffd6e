"""The pages that the law asks for, and the licenses, in the operator's own words (Markdown)."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from imagepool.errors import NotFound
from imagepool.rights.licenses import License
from imagepool.rights.uses import Channel, Purpose
from imagepool.rights.words import label
from imagepool.service.current import pool
from imagepool.service.language import said

bp = Blueprint("legal", __name__)


@bp.get("/impressum", endpoint="impressum", defaults={"name": "impressum"})
@bp.get("/datenschutz", endpoint="datenschutz", defaults={"name": "datenschutz"})
@bp.get("/nutzungsbedingungen", endpoint="terms", defaults={"name": "nutzungsbedingungen"})
@bp.get("/barrierefreiheit", endpoint="accessibility", defaults={"name": "barrierefreiheit"})
def page(name: str) -> ResponseReturnValue:
    return render_template("legal/page.html", name=name, text=pool.region.legal[name])


@bp.get("/lizenzen")
def licenses() -> ResponseReturnValue:
    return render_template("legal/licenses.html", licenses=pool.licenses.values())


@bp.get("/lizenzen/<license_id>")
def terms_of(license_id: str) -> ResponseReturnValue:
    found = pool.licenses.get(license_id)
    if found is None:
        raise NotFound("license", license_id)
    return render_template("legal/license.html", license=found, glance=at_a_glance(found))


def at_a_glance(terms: License) -> Mapping[str, list[str]]:
    """Return what the license says to each purpose and channel: ruling -> words."""
    rulings: dict[str, list[str]] = {"allowed": [], "ask": [], "refused": []}
    for what in (*Purpose, *Channel):
        permission = terms.permission(what)
        rulings[permission.verdict if permission else "refused"].append(said(label(what)))
    return rulings
