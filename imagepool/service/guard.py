"""Who may send us a form.

Before login there is no cookie, so a foreign page has no authority of ours to misuse; what is left
(logging somebody in under a foreign name, downloads in a visitor's name) is stopped by the
browser's own word on where the form came from: ``Sec-Fetch-Site``, in older browsers ``Origin``.
After login every form also carries the session's token (Flask-WTF).
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import Flask, abort, request, session
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf.csrf import CSRFProtect, generate_csrf
from markupsafe import Markup

from imagepool.service.current import pool

FORM_BYTES = 1_000_000
LARGER_BYTES = {
    "upload.receive": 2_000_000_000,  # a whole batch; each photo has its own limit in the library
    "receipts.check": 250_000_000,  # one file, looked at in memory
    "identify.look": 250_000_000,
}
CROSS_SITE = "cross-site"  # why a form is refused that another website sent
_SAFE = {"GET", "HEAD", "OPTIONS"}

# Requests from one address. A guessed password costs a tenth of a second of argon2 besides.
LIMITS = {
    "login.enter": "8/minute;40/hour",
    "login.redeem": "20/minute",
    "download.take": "30/minute;300/hour",
    "collections.take": "6/minute;60/hour",
    "releases.form": "60/minute",
    "releases.give": "10/minute;60/hour",
    "releases.end": "10/minute;60/hour",
    "requests.ask": "10/minute;60/hour",
    "receipts.check": "20/minute;200/hour",
    "identify.look": "10/minute;100/hour",
    "recall_answer.answer": "30/minute;300/hour",
    "saved.stopped": "30/minute;300/hour",
}

_csrf = CSRFProtect()


def init_app(app: Flask) -> None:
    app.config.update(WTF_CSRF_CHECK_DEFAULT=False, WTF_CSRF_TIME_LIMIT=None)
    app.before_request(_guard)
    _csrf.init_app(app)
    app.jinja_env.globals["form_token"] = form_token


def slow_down(app: Flask) -> None:
    """Put the limits on the pages that are registered by now.

    They are counted in memory: exact, because one process serves a pool, and nobody's address is
    written down.
    """
    limiter = Limiter(
        get_remote_address, app=app, storage_uri="memory://", strategy="moving-window"
    )
    app.extensions["imagepool.limiter"] = limiter  # the limits know it weakly only
    views: dict[str, Any] = app.view_functions
    for page, limit in LIMITS.items():
        views[page] = limiter.limit(limit)(views[page])


def form_token() -> Markup:
    """Return the hidden field that a logged-in person's forms carry; before login, nothing."""
    if "person" not in session:
        return Markup("")
    return Markup('<input type="hidden" name="csrf_token" value="{}">').format(generate_csrf())


def _guard() -> None:
    request.max_content_length = LARGER_BYTES.get(request.endpoint or "", FORM_BYTES)
    if request.method in _SAFE:
        return
    if not _from_here():
        abort(403, CROSS_SITE)
    if "person" in session:
        _csrf.protect()


def _from_here() -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    # Programs such as curl send neither header, and have no cookie that could be misused.
    ours = {request.host, urlsplit(pool.settings.public_url).netloc}
    return origin is None or urlsplit(origin).netloc in ours
