"""Usable: all uses that a picture is free for, told at once, for the filter of a search."""

from __future__ import annotations

from datetime import date
from itertools import product

from imagepool.rights.clearance import AssetRights
from imagepool.rights.permission import said_of
from imagepool.rights.standing import barred, reasons_against_use
from imagepool.rights.uses import Channel, Purpose, Use

__all__ = ["usable_uses"]

_USES = tuple(Use(purpose=each, channel=where) for each, where in product(Purpose, Channel))


def usable_uses(rights: AssetRights, on: date) -> frozenset[str]:
    """Return "purpose/channel" of each use that ``may`` grants to the public, everywhere.

    The same answer as asking ``may`` for each, without building 64 decisions.
    """
    if barred(rights, on):
        return frozenset()
    return frozenset(
        f"{use.purpose}/{use.channel}"
        for use in _USES
        if all(said.verdict == "allowed" for said in said_of(rights.license, use))
        and not any(reasons_against_use(rights, use))
    )
