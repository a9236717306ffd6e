"""Addresses of e-mail: as they are written to, and as people are known by them."""

from __future__ import annotations

import re

from imagepool.errors import InvalidRequest

__all__ = ["LONGEST_ADDRESS", "contact_address", "known_address"]

LONGEST_ADDRESS = 254  # characters, RFC 5321 with erratum 1690

_LOCAL = r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}"  # as HTML's own field for addresses has it
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"{_LOCAL}@(?:{_LABEL}\.)+{_LABEL}")


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


def known_address(text: str) -> str:
    """Return the address that somebody is known by, however they write it; "" stays "".

    All in small letters: servers may tell ``Presse@`` from ``presse@``, but none does.
    Raises ``InvalidRequest`` for what is no address.

    >>> known_address(" Presse@Muehlhausen.DE ")
    'presse@muehlhausen.de'
    """
    return contact_address(text).lower()


def _ascii(domain: str) -> str:
    """Return a domain as mail servers know it; umlauts are written in Punycode."""
    try:
        return domain.lower().encode("idna").decode()
    except UnicodeError:
        return ""
