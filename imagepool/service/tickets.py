"""A ticket: an address that lets its holder fetch one download for an hour.

It is signed, not stored, and needs no cookie.
"""

from __future__ import annotations

from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer

from imagepool.errors import NotFound
from imagepool.service.current import pool

VALID_SECONDS = 3600


def write(receipt_id: str) -> str:
    """Return a ticket for the file of this receipt."""
    return str(_serializer().dumps(receipt_id))


def read(ticket: str, *, valid_seconds: int = VALID_SECONDS) -> str:
    """Return the receipt's id; raises ``NotFound`` when the ticket is forged or over."""
    try:
        return str(_serializer().loads(ticket, max_age=valid_seconds))
    except SignatureExpired as error:
        raise NotFound(
            "ticket", ticket, hint="the hour is over; open the picture and download it again"
        ) from error
    except BadSignature as error:
        raise NotFound("ticket", ticket) from error


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(pool.secret("tickets"), salt="download")
