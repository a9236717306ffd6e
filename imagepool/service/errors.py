"""One table from what went wrong to what the reader is told, on a page or as a problem (RFC 9457).

Views hold no ``try``: the library's errors come here.
"""

from __future__ import annotations

import logging
from http import HTTPStatus

from flask import Flask, Response, jsonify, make_response, render_template, request
from flask_babel import lazy_gettext as _
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

# status: what happened, what to do
ADVICE = {
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


def wants_json() -> bool:
    """Say whether a program is asking; who says nothing is shown a page."""
    kinds = ("text/html", "application/json")
    return request.accept_mimetypes.best_match(kinds, kinds[0]) == kinds[1]


def _library_error(error: PoolError) -> Response:
    status = next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
    if status >= 500:
        log.error("%s: %s", error.code, error, exc_info=error)
    shown = error if status < 500 else None
    return _answer(status, error.code, str(shown or ""), shown.hint if shown else "")


def _http_error(error: HTTPException) -> Response:
    if error.response is not None or (error.code or 500) < 400:
        return make_response(error.get_response())
    response = _answer(error.code or 500, (error.name or "").lower().replace(" ", "_"))
    for name, value in error.get_headers():
        if name not in {"Content-Type", "Content-Length"}:
            response.headers[name] = value
    return response


def _surprise(error: Exception) -> Response:
    log.error("unexpected", exc_info=error)
    return _answer(500, "unexpected")


def _answer(status: int, code: str, detail: str = "", hint: str = "") -> Response:
    title, advice = ADVICE.get(status) or ADVICE[500 if status >= 500 else 400]
    if wants_json():
        phrase = HTTPStatus(status).phrase
        told = {"type": "about:blank", "status": status, "title": phrase, "code": code}
        response = jsonify(**told, detail=detail, hint=hint)
        response.mimetype = "application/problem+json"
    else:
        page = render_template(
            "errors/error.html", status=status, title=title, advice=advice, detail=detail, hint=hint
        )
        response = make_response(page)
    response.status_code = status
    if status in {429, 503}:
        response.headers.setdefault("Retry-After", "60")
    return response
