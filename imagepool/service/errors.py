"""One table from what went wrong to what the reader is told, on a page or as a problem (RFC 9457).

Views hold no ``try``: the library's errors come here.
"""

from __future__ import annotations

import logging
from http import HTTPStatus

from flask import Flask, Response, jsonify, make_response, render_template, request
from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString
from werkzeug.exceptions import HTTPException

from imagepool.errors import (
    ChangedMeanwhile,
    InfrastructureError,
    InvalidQuery,
    InvalidReceipt,
    InvalidRequest,
    InvalidTransition,
    NotFound,
    PoolError,
    RightsMissing,
    UnreadablePhoto,
    UseRefused,
)
from imagepool.service.guard import CROSS_SITE
from imagepool.service.refusals import refusal_in_words

log = logging.getLogger(__name__)

STATUS: dict[type[PoolError], int] = {
    NotFound: 404,
    InvalidQuery: 400,
    InvalidRequest: 400,
    InvalidTransition: 409,
    ChangedMeanwhile: 409,
    RightsMissing: 422,
    UnreadablePhoto: 422,
    InvalidReceipt: 422,
    UseRefused: 403,
    InfrastructureError: 503,
    PoolError: 500,
}

Advice = tuple[LazyString, LazyString]  # what happened, what to do

FOREIGN: Advice = (
    _("This form came from another website."),
    _("Nothing was done. If you meant it, open the page here and send the form from it."),
)
ADVICE: dict[int, Advice] = {
    400: (
        _("This request could not be understood."),
        _("Please check what you entered and try again."),
    ),
    403: (
        _("You may not do this."),
        _("If you believe that you should, log in with another account or ask the editors."),
    ),
    404: (
        _("There is no page here."),
        _("The address may be mistyped, or the picture is no longer offered. Try the search."),
    ),
    405: (_("This page cannot be used that way."), _("Go back and use the buttons of the page.")),
    409: (
        _("That is no longer possible."),
        _("Somebody else may have decided meanwhile. Load the page again to see how it stands."),
    ),
    410: (
        _("This picture is no longer offered."),
        _("It was withdrawn. If you use it, please take it down; the editors will gladly help."),
    ),
    413: (
        _("That is too much at once."),
        _("Please send fewer or smaller files, for example in several rounds."),
    ),
    414: (
        _("This address is too long."),
        _("Please search with fewer words, or call the page from its link."),
    ),
    422: (
        _("Something is missing or does not fit."),
        _("Please go back, complete what is missing and send it again."),
    ),
    429: (
        _("Too many attempts."),
        _("For safety we are pausing for a moment. Please try again in a few minutes."),
    ),
    500: (
        _("Something went wrong on our side."),
        _("The fault has been recorded. Please try again later."),
    ),
    503: (
        _("The pool is resting for a moment."),
        _("A part of it cannot be reached just now. Please try again in a few minutes."),
    ),
}


def init_app(app: Flask) -> None:
    app.register_error_handler(PoolError, _library_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _surprise)


def page_of(app: Flask, status: int) -> Response:
    """Return the page of an error that came before there was a request to answer."""
    with app.test_request_context("/"):
        return app.process_response(_answer(status, HTTPStatus(status).phrase))


def wants_json() -> bool:
    """Say whether a program is asking; who says nothing is shown a page, but not by the API."""
    kinds = ("text/html", "application/json")
    preferred = kinds[::-1] if request.path.startswith("/api/") else kinds
    return request.accept_mimetypes.best_match(preferred, preferred[0]) == kinds[1]


def _library_error(error: PoolError) -> Response:
    status = next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
    if status >= 500:
        log.error("%s: %s", error.code, error, exc_info=error)
    shown = error if status < 500 else None
    return _answer(status, error.code, shown=shown)


def _http_error(error: HTTPException) -> Response:
    if error.response is not None or (error.code or 500) < 400:
        return make_response(error.get_response())
    code = (error.name or "").lower().replace(" ", "_")
    advice = FOREIGN if error.description == CROSS_SITE else None
    response = _answer(error.code or 500, code, advice=advice)
    for name, value in error.get_headers():
        if name not in {"Content-Type", "Content-Length"}:
            response.headers[name] = value
    return response


def _surprise(error: Exception) -> Response:
    log.error("unexpected", exc_info=error)
    return _answer(500, "unexpected")


def _answer(
    status: int, code: str, *, shown: PoolError | None = None, advice: Advice | None = None
) -> Response:
    """Answer a page or a problem; ``shown`` is what the reader may know of the library's error."""
    if wants_json():
        response = _problem(status, code, shown)
    else:
        title, told = advice or ADVICE.get(status) or ADVICE[500 if status >= 500 else 400]
        detail = refusal_in_words(shown) if shown else ""
        page = render_template(
            "errors/error.html", status=status, title=title, advice=told, detail=detail
        )
        response = make_response(page)
    response.status_code = status
    if status in {429, 503}:
        response.headers.setdefault("Retry-After", "60")
    return response


def _problem(status: int, code: str, shown: PoolError | None) -> Response:
    phrase = HTTPStatus(status).phrase
    told = {"type": "about:blank", "status": status, "title": phrase, "code": code}
    detail, hint = (shown.message, shown.hint) if shown else ("", "")
    response = jsonify(**told, detail=detail, hint=hint)
    response.mimetype = "application/problem+json"
    return response
