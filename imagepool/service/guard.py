"""Who may send us a form.

Before login there is no cookie, so a foreign page has no authority of ours to misuse; what is left
(logging somebody in under a foreign name, downloads in a visitor's name) is stopped by the
browser's own word on where the form came from: ``Sec-Fetch-Site``, in older browsers ``Origin``.
After login every form also carries the session's token (Flask-WTF).
"""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, abort, request, session
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf.csrf import CSRFProtect, generate_csrf
from markupsafe import Markup

from imagepool.service.current import pool

FORM_BYTES = 1_000_000
UPLOAD_BYTES = 2_000_000_000  # a whole batch; each photo has its own limit in the library
UPLOADING = {"upload.receive", "receipts.check"}
_SAFE = {"GET", "HEAD", "OPTIONS"}

_csrf = CSRFProtect()
# Counted in memory: exact, because one process serves a pool; addresses are never written down.
limiter = Limiter(get_remote_address, storage_uri="memory://", strategy="moving-window")


def init_app(app: Flask) -> None:
    app.config.update(WTF_CSRF_CHECK_DEFAULT=False, WTF_CSRF_TIME_LIMIT=None)
    app.before_request(_guard)
    _csrf.init_app(app)
    limiter.init_app(app)
    app.jinja_env.globals["form_token"] = form_token


def form_token() -> Markup:
    """Return the hidden field that a logged-in person's forms carry; before login, nothing."""
    if "person" not in session:
        return Markup("")
    return Markup('<input type="hidden" name="csrf_token" value="{}">').format(generate_csrf())


def _guard() -> None:
    request.max_content_length = UPLOAD_BYTES if request.endpoint in UPLOADING else FORM_BYTES
    if request.method in _SAFE:
        return
    if not _from_here():
        abort(403, "cross-site")
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
