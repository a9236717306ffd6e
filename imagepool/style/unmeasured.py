"""What no rule judges, and why: told to photographers and curators, so that they look themselves.

The texts lie in ``unmeasured.toml``, with the figures that were measured.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from imagepool.style.report import LangText

__all__ = ["Unmeasured", "unmeasured"]


@dataclass(frozen=True, slots=True)
class Unmeasured:
    """Something that concepts ask for and no program tells reliably."""

    title: LangText
    why: LangText


@cache
def unmeasured() -> tuple[Unmeasured, ...]:
    """Return all of them, what one would miss first at the top."""
    text = (Path(__file__).parent / "unmeasured.toml").read_text("utf-8")
    return tuple(Unmeasured(**one) for one in tomllib.loads(text)["unmeasured"])
