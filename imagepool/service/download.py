"""The licensed download: say what for, see the decision and the terms, accept, take it along."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from flask import (
    Blueprint,
    Response,
    make_response,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue

from imagepool.asset import Asset
from imagepool.errors import InvalidRequest
from imagepool.rights.disclosure import kit_of
from imagepool.rights.permission import Decision
from imagepool.rights.proof.paper import print_receipt
from imagepool.rights.territories import territory
from imagepool.rights.uses import Audience, Channel, Edit, Purpose, Use
from imagepool.service import tickets
from imagepool.service.assets import visible
from imagepool.service.current import pool
from imagepool.service.fields import copies
from imagepool.service.files import rights_headers
from imagepool.service.headers import FILE_POLICY
from imagepool.service.language import shown_language
from imagepool.service.visitors import visitor
from imagepool.workflows.deliver import ORIGINAL, STRIP

bp = Blueprint("download", __name__)
DEFAULT_PRESET = "screen"
LONGEST_RECIPIENT = 200  # characters, as the form says


@dataclass(frozen=True, slots=True)
class Wish:
    """What has been filled in so far."""

    preset: str
    purpose: str
    channel: str
    audience: str
    print_run: str = ""
    recipient: str = ""
    contact: str = ""
    territory: str = ""
    edit: str = ""
    request_id: str = ""  # of a request that a curator may have answered with a grant
    strip: bool = False  # the credit line below the picture

    @property
    def file(self) -> str:
        """The preset that is delivered: with a credit strip where one was asked for and fits."""
        return self.preset + STRIP if self.strip and self.preset != ORIGINAL else self.preset

    @property
    def requester(self) -> str:
        """Whose grants count: who holds the request's address, or is logged in."""
        if self.request_id:
            return pool.requests.get(self.request_id).requester
        person = visitor()
        return person.email if person else ""

    @property
    def use(self) -> Use | None:
        """The intended use, once enough is known to decide on it."""
        if not (self.purpose and self.channel):
            return None
        if len(self.recipient) > LONGEST_RECIPIENT:
            raise InvalidRequest(
                f"a name has at most {LONGEST_RECIPIENT} characters",
                hint="shorten name or organization",
            )
        try:
            return Use(
                purpose=Purpose(self.purpose),
                channel=Channel(self.channel),
                audience=Audience(self.audience or Audience.PUBLIC),
                print_run=copies(self.print_run),
                territory=territory(self.territory),
                edit=Edit(self.edit or Edit.NONE),
            )
        except ValueError as error:
            raise InvalidRequest(str(error), hint="choose from the lists on the page") from error


@bp.get("/bilder/<asset_id>/herunterladen")
def dialogue(asset_id: str, *, incomplete: bool = False) -> str:
    asset, wish = visible(asset_id), filled_in()
    return _page(asset, wish, _decision(asset, wish), incomplete=incomplete)


@bp.post("/bilder/<asset_id>/herunterladen")
def ask(asset_id: str) -> ResponseReturnValue:
    """Answer "may I?" and store nothing; a form, so that nobody's name stands in an address."""
    return dialogue(asset_id)


@bp.post("/bilder/<asset_id>/herunterladen/annehmen")
def take(asset_id: str) -> ResponseReturnValue:
    asset, wish = visible(asset_id), filled_in()
    if wish.use is None or request.form.get("accepted") != "yes":
        return _page(asset, wish, _decision(asset, wish), incomplete=True), 422
    delivery = pool.download(
        asset.id,
        wish.file,
        wish.use,
        recipient=wish.recipient,
        requester=wish.requester,
        contact=wish.contact,
        accepted_terms=True,
    )
    ticket = tickets.write(delivery.receipt.id)
    return redirect(url_for("download.done", ticket=ticket), 303)


@bp.get("/abholen/<ticket>")
def done(ticket: str) -> ResponseReturnValue:
    receipt, _signed = pool.receipt(tickets.read(ticket))
    asset = visible(receipt.asset_id)
    terms = pool.licenses[asset.license_id]
    kit = kit_of(asset, pool.statement(asset), terms, shown_language())
    return render_template(
        "download/done.html", receipt=receipt, asset=asset, ticket=ticket, kit=kit
    )


@bp.get("/abholen/<ticket>/datei")
def file(ticket: str) -> Response:
    receipt_id = tickets.read(ticket)
    receipt, _signed = pool.receipt(receipt_id)
    asset = visible(receipt.asset_id)
    address = pool.store_address(receipt_id)
    response = make_response(redirect(address)) if address else _streamed(receipt_id)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Security-Policy"] = FILE_POLICY
    response.headers.extend(rights_headers(pool.statement(asset)))
    return response


def _streamed(receipt_id: str) -> Response:
    delivery = pool.delivery(receipt_id)
    return send_file(
        BytesIO(delivery.data),
        delivery.media_type,
        as_attachment=True,
        download_name=delivery.file_name,
    )


@bp.get("/abholen/<ticket>/beleg")
def proof(ticket: str) -> Response:
    receipt, signed = pool.receipt(tickets.read(ticket))
    return _attached(BytesIO(signed), "application/json", receipt.document_name)


@bp.get("/abholen/<ticket>/beleg.pdf")
def paper(ticket: str) -> Response:
    receipt, signed = pool.receipt(tickets.read(ticket))
    language = shown_language()
    printed = print_receipt(receipt, signed, language)
    return _attached(BytesIO(printed), "application/pdf", receipt.paper_name(language))


@bp.get("/abholen/<ticket>/zip")
def package(ticket: str) -> Response:
    receipt_id = tickets.read(ticket)
    visible(pool.receipt(receipt_id)[0].asset_id)
    packed = pool.package(receipt_id)  # its stream is closed with the answer
    return _attached(packed.stream, packed.media_type, packed.name)


def _attached(stream: BinaryIO, media_type: str, name: str) -> Response:
    response = send_file(stream, media_type, as_attachment=True, download_name=name)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def filled_in() -> Wish:
    """Return what the form says so far."""
    given, person = request.values, visitor()
    return Wish(
        preset=given.get("preset", DEFAULT_PRESET),
        purpose=given.get("purpose", ""),
        channel=given.get("channel", ""),
        audience=given.get("audience", person.audience if person else ""),
        print_run=given.get("print_run", "").strip(),
        recipient=given.get("recipient", person.organization or person.name if person else ""),
        territory=given.get("territory", ""),
        edit=given.get("edit", ""),
        request_id=given.get("request", ""),
        strip=given.get("strip") == "yes",
        contact=given.get("contact", person.email if person else "").strip(),
    )


def _decision(asset: Asset, wish: Wish) -> Decision | None:
    return pool.may(asset.id, wish.use, requester=wish.requester) if wish.use else None


def _page(asset: Asset, wish: Wish, decision: Decision | None, *, incomplete: bool = False) -> str:
    # A live decision asks for the one part of the page that changes.
    part = request.headers.get("X-Part") == "decision"
    return render_template(
        "download/decision.html" if part else "download/dialogue.html",
        asset=asset,
        statement=pool.statement(asset),
        license=pool.licenses[asset.license_id],
        offers=pool.offers(asset),
        wish=wish,
        decision=decision,
        incomplete=incomplete,
    )
