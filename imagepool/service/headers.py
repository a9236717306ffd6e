"""What every answer forbids the browser: foreign code, sniffing, framing, telling others."""

from __future__ import annotations

from flask import Flask, Response, request, session

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
FILE_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"

_ALWAYS = {
    "Content-Security-Policy": PAGE_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def init_app(app: Flask) -> None:
    app.after_request(_harden)


def _harden(response: Response) -> Response:
    for name, value in _ALWAYS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if request.endpoint == "static" and "v" in request.args:
        # The address names the content.
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    if response.mimetype == "text/html":
        # What a logged-in person saw must not lie in a shared computer's cache.
        keep = "no-store" if session else "no-cache"
        response.headers.setdefault("Cache-Control", keep)
    return response
