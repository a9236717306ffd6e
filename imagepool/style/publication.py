"""A published version of a concept: its text as it was first judged by, kept for ever.

A finding names concept and version; the kept text says years later what was required, even where
the region has long moved on or the program no longer has the rule.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from imagepool.errors import InvalidRequest

__all__ = ["PublishedConcept", "differences", "named_version", "setting_text", "sha256_of"]

_ABSENT = object()
_HEADER = re.compile(r"\s*\[\[?\s*([^\]]+?)\s*\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedConcept:
    """One version of a concept, immutable from the first time that a pool judged by it."""

    id: str
    version: str
    text: str  # the whole file, with line ends as \n
    sha256: str  # of the text in UTF-8
    since: str  # ISO 8601, UTC: when the pool first opened with it

    @property
    def name(self) -> str:
        """Concept and version as people write them: ``nordthueringen@1.0.0``."""
        return f"{self.id}@{self.version}"


def sha256_of(text: str) -> str:
    """Return the digest by which a changed text is known."""
    return hashlib.sha256(text.encode()).hexdigest()


def named_version(name: str) -> tuple[str, str]:
    """Take ``ID@VERSION`` apart; refuses with ``InvalidRequest`` what is not of this form.

    >>> named_version("nordthueringen@1.0.0")
    ('nordthueringen', '1.0.0')
    """
    concept, sign, version = name.strip().partition("@")
    if not (concept and sign and version):
        raise InvalidRequest(
            f"{name!r} names no version of a concept", hint="write ID@VERSION, such as home@1.0.0"
        )
    return concept, version


def differences(old: str, new: str) -> list[str]:
    r"""Say in which values two texts of a concept differ; empty: in comments and spacing only.

    >>> differences("[rules.noise]\nmax = 5", "[rules.noise]\nmax = 6")
    ['rules.noise.max: 5 -> 6']
    """
    return list(_between(tomllib.loads(old), tomllib.loads(new), ""))


def setting_text(text: str, rule: str) -> str:
    """Return what a concept's text says of a rule, as it stands there; "" where it says nothing."""
    own = ("rules", rule)
    kept: list[str] = []
    inside = False
    for line in text.splitlines():
        header = _HEADER.match(line)
        if header:
            inside = _keys(header[1])[:2] == own
        if inside:
            kept.append(line)
    return "\n".join(_without_trailer(kept)) or _as_json(text, rule)


def _between(old: object, new: object, path: str) -> Iterator[str]:
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in dict.fromkeys([*old, *new]):
            inner = f"{path}.{key}" if path else key
            yield from _between(old.get(key, _ABSENT), new.get(key, _ABSENT), inner)
    elif old is _ABSENT:
        yield f"{path}: added"
    elif new is _ABSENT:
        yield f"{path}: removed"
    elif old != new:
        yield f"{path}: {_short(old)} -> {_short(new)}"


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _keys(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))


def _without_trailer(lines: list[str]) -> list[str]:
    """Leave out what already belongs to the next table: empty lines and comments at the end."""
    while lines and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
        lines.pop()
    return lines


def _as_json(text: str, rule: str) -> str:
    """Show a setting that stands inside another table, which no header announces."""
    rules: Mapping[str, Any] = tomllib.loads(text).get("rules", {})
    return json.dumps(rules[rule], ensure_ascii=False, indent=2) if rule in rules else ""
