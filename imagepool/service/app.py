"""The application factory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from imagepool.service import (
    agreement,
    appearance,
    assets,
    availability,
    calls,
    collections,
    concepts,
    contributions,
    current,
    download,
    errors,
    files,
    gaps,
    guard,
    headers,
    health,
    identify,
    language,
    legal,
    login,
    persons,
    questions,
    recall_answer,
    recalled,
    recalls,
    receipts,
    releases,
    requests,
    review,
    rights,
    saved,
    search,
    style,
    upload,
    visitors,
    wellknown,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from imagepool.pool import Pool

_TIES = (headers, language, words, errors, guard, visitors)
PAGES = (
    *(search.bp, assets.bp, download.bp, files.bp, receipts.bp, upload.bp, review.bp, login.bp),
    *(requests.bp, availability.bp, questions.bp, releases.bp, rights.bp, identify.bp),
    *(recalled.bp, recall_answer.bp, recalls.bp),
    *(persons.bp, contributions.bp),
    *(gaps.bp, calls.bp, saved.bp, collections.bp),
    *(agreement.bp, concepts.bp, legal.bp, style.bp, appearance.bp, wellknown.bp, health.bp),
)


def create_app(pool: Pool, *, config: Mapping[str, object] | None = None) -> Flask:
    """Return the website of ``pool``; ``config`` overrides Flask's settings, for tests."""
    app = Flask("imagepool.service")
    app.config.update(
        SECRET_KEY=pool.secret("session"),
        PUBLIC_URL=pool.settings.public_url,
        PAGE_SIZE=48,  # pictures on a page of results
        MAX_FORM_PARTS=500,  # files of one upload, and its fields
    )
    app.config.update(config or {})
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    current.init_app(app, pool)
    for tie in _TIES:
        tie.init_app(app)
    for blueprint in PAGES:
        app.register_blueprint(blueprint)
    guard.slow_down(app)
    if app.config["PUBLIC_URL"].startswith("https://"):
        # We speak plain http, so exactly one proxy stands before us and tells who is asking.
        app.wsgi_app = ProxyFix(app.wsgi_app)  # type: ignore[method-assign]  # Flask's own advice
    return app
