"""Usable: what everybody may use an asset for without asking: the values of a filter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import product

from imagepool.rights.clearance import AssetRights
from imagepool.rights.license import License
from imagepool.rights.permission import said_of
from imagepool.rights.standing import barred, reasons_against_use
from imagepool.rights.uses import Channel, Purpose, Use

__all__ = ["free_uses", "usable_tokens"]

_USES = tuple(Use(purpose=each, channel=where) for each, where in product(Purpose, Channel))


def free_uses(license: License) -> tuple[Use, ...]:  # noqa: A002  (the field's word)
    """Return the uses that the license by itself leaves free to the public, everywhere."""
    return tuple(
        use for use in _USES if all(said.verdict == "allowed" for said in said_of(license, use))
    )


def usable_tokens(rights: AssetRights, *, on: date, free: Sequence[Use]) -> tuple[str, ...]:
    """Return the purposes that are granted at once in any channel, each with those channels.

    "tourism" is granted where "tourism.web" or "tourism.print" is. ``free`` are the license's
    ``free_uses``. The same answers as asking ``may`` for each, without 64 decisions. That a use
    has conditions does not count against it; that one has to ask does.

    >>> usable_tokens(rights, on=today, free=free_uses(license))  # doctest: +SKIP
    ('editorial', 'editorial.web', 'editorial.print')
    """
    if barred(rights, on):
        return ()
    granted = [use for use in free if not any(reasons_against_use(rights, use))]
    pairs = [(str(use.purpose), f"{use.purpose}.{use.channel}") for use in granted]
    return tuple(dict.fromkeys(token for pair in pairs for token in pair))
