"""Holders of receipts: where they can be reached when a picture is called back.

Their address is kept apart from the signed receipt, so that it can be erased without touching it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from imagepool.errors import InvalidRequest

__all__ = ["LONGEST_ADDRESS", "Holder", "contact_address"]

LONGEST_ADDRESS = 254  # characters, RFC 5321 with erratum 1690

_LOCAL = r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}"  # as HTML's own field for addresses has it
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"{_LOCAL}@(?:{_LABEL}\.)+{_LABEL}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who holds a receipt, as far as a recall needs to know."""

    receipt_id: str
    address: str  # of e-mail
    language: str = "de"
    added_at: str  # ISO 8601, UTC


def contact_address(text: str) -> str:
    """Return the e-mail address, its domain in small letters; "" stays "".

    Raises ``InvalidRequest`` for what is no address that mail could be sent to.

    >>> contact_address(" Presse@Muehlhausen.DE ")
    'Presse@muehlhausen.de'
    >>> contact_address("info@mühlhausen.example")
    'info@xn--mhlhausen-q9a.example'
    """
    given = text.strip()
    if not given:
        return ""
    local, _, domain = given.rpartition("@")
    address = f"{local}@{_ascii(domain)}"
    if len(address) > LONGEST_ADDRESS or not _ADDRESS.fullmatch(address) or ".." in address:
        raise InvalidRequest(
            f"{given[:60]!r} is no e-mail address",
            hint="write it like presse@example.de, or leave the field empty",
        )
    return address


def _ascii(domain: str) -> str:
    """Return a domain as mail servers know it; umlauts are written in Punycode."""
    try:
        return domain.lower().encode("idna").decode()
    except UnicodeError:
        return ""
