"""Who is asking: nobody we know, or a person with a role, kept in a signed session cookie."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import ParamSpec

from flask import Flask, abort, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from imagepool.rights.people import Person, Role
from imagepool.service.current import pool

P = ParamSpec("P")


def init_app(app: Flask) -> None:
    secure = pool_is_secure(app)
    app.config.update(
        # The prefix makes browsers refuse the cookie unless it is Secure and ours alone.
        SESSION_COOKIE_NAME="__Host-imagepool" if secure else "imagepool",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=12),
    )
    app.context_processor(lambda: {"visitor": visitor(), "is_curator": is_curator()})


def pool_is_secure(app: Flask) -> bool:
    """Plain http is for loopback only; there a Secure cookie would never come back."""
    return bool(app.config["PUBLIC_URL"].startswith("https://"))


def log_in(person: Person) -> None:
    """Begin a new session; nothing of an older one is carried over."""
    session.clear()
    session.permanent = True
    session.update(person=person.id, mark=_mark(person))
    g.visitor = person


def log_out() -> None:
    session.clear()
    g.visitor = None


def visitor() -> Person | None:
    """Return the person who is logged in; a changed password ends all older sessions."""
    if "visitor" not in g:
        known = pool.accounts.person(session["person"]) if "person" in session else None
        g.visitor = known if known and _still_valid(known) else None
    found: Person | None = g.visitor
    return found


def _still_valid(person: Person) -> bool:
    return person.active and session.get("mark") == _mark(person)


def known_visitor() -> Person:
    """Return the person who is logged in, on a page that ``only`` they can reach."""
    person = visitor()
    assert person is not None
    return person


def is_curator() -> bool:
    person = visitor()
    return person is not None and person.role.includes(Role.CURATOR)


def only(
    role: Role,
) -> Callable[[Callable[P, ResponseReturnValue]], Callable[P, ResponseReturnValue]]:
    """Let only this role and higher ones in; who is not logged in is asked to, and comes back."""

    def guarded(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
        @wraps(view)
        def page(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            person = visitor()
            if person is None:
                return redirect(url_for("login.form", next=_here()), 303)
            if not person.role.includes(role):
                abort(403)
            return view(*args, **kwargs)

        return page

    return guarded


def _here() -> str:
    return request.full_path.rstrip("?") if request.method == "GET" else request.path


def _mark(person: Person) -> str:
    return hashlib.sha256((person.password_hash or person.id).encode()).hexdigest()[:16]
