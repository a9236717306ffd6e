"""German or English: chosen by ``?lang=``, else by the browser, else German. No cookie is set."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from flask import Flask, Response, has_request_context, request
from flask_babel import Babel, format_date, format_time, get_locale

LANGUAGES = {"de": "Deutsch", "en": "English"}
DEFAULT = "de"
_UNTRANSLATED = {
    "static",
    "files.show",
    "appearance.css",
    "appearance.icon",
    "wellknown.favicon",
    "style.good",
    "style.bad",
}  # the same bytes in every language


def init_app(app: Flask) -> None:
    Babel(app, default_locale=DEFAULT, default_timezone="Europe/Berlin", locale_selector=language)
    app.url_defaults(_keep_language)
    app.after_request(_say_language)
    app.jinja_env.filters.update(said=said, day=day, moment=moment)
    app.jinja_env.globals.update(language=shown_language, languages=LANGUAGES)


def asked_language() -> str | None:
    """Return the language that the address asks for, if it asks for one we speak."""
    asked = request.args.get("lang", "")
    return asked if asked in LANGUAGES else None


def language() -> str:
    """Return the language of this request, a key of ``LANGUAGES``."""
    return asked_language() or request.accept_languages.best_match(LANGUAGES, DEFAULT) or DEFAULT


def shown_language() -> str:
    return str(get_locale() or DEFAULT)


def said(text: Mapping[str, str] | str | None) -> str:
    """Return what the library says in two languages, in the reader's."""
    if not isinstance(text, Mapping):
        return text or ""
    return text.get(shown_language()) or text.get(DEFAULT) or next(iter(text.values()), "")


def capital(text: str) -> str:
    """Return the text as a sentence begins, whatever follows its first letter."""
    return text[:1].upper() + text[1:]


def day(iso: str | None) -> str:
    """Return an ISO 8601 date, whole or only a year or month, as people write it."""
    parts = (iso or "")[:10].split("-")
    if not parts[0].isdecimal():
        return iso or ""
    patterns = {1: "yyyy", 2: "LLLL yyyy", 3: "long"}
    try:
        year, month, number = (int(part) for part in (*parts, "1", "1")[:3])
        return str(format_date(date(year, month, number), patterns[len(parts)]))
    except ValueError:
        return iso or ""


def moment(iso: str | None) -> str:
    """Return an ISO 8601 time in the reader's words, in German time."""
    try:
        then = datetime.fromisoformat(iso or "")
        return f"{format_date(then, 'long')}, {format_time(then, 'short')}"
    except ValueError:
        return iso or ""


def _keep_language(endpoint: str, values: dict[str, Any]) -> None:
    if has_request_context() and endpoint not in _UNTRANSLATED and (asked := asked_language()):
        values.setdefault("lang", asked)


def _say_language(response: Response) -> Response:
    if response.mimetype == "text/html":
        response.headers["Content-Language"] = language()
        response.vary.add("Accept-Language")
    return response
