"""A plug-in for imagepool with one rule: how green a picture is."""

from __future__ import annotations

from imagepool.style.plugins import hookimpl
from imagepool.style.rulebook import Rule

from . import greenery


@hookimpl
def imagepool_rules() -> list[Rule]:
    return [greenery.measure]
