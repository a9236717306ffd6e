"""What a license is: terms of use as data and as text, an immutable version."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from imagepool.rights.uses import Audience, Channel, Purpose
from imagepool.rights.words import LangText

__all__ = [
    "Attribution",
    "Clause",
    "License",
    "Permission",
    "Ruling",
]

Ruling = Literal["allowed", "ask", "refused"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """What the license says to one purpose, channel or audience, and in which clause."""

    verdict: Ruling
    clause: str
    conditions: tuple[str, ...] = ()  # clauses to keep to, beyond those of every use


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """How the creator is named."""

    required: bool
    placement: Literal["on", "adjacent", "credits", "none"]
    template: str  # of the credit line; see ``imagepool.rights.credit``
    notice: str  # template of the copyright notice, for assets that bring none

    @property
    def rule(self) -> str:
        """Where the credit must stand, as PLUS says it (CreditLineRequired)."""
        return _CREDIT_RULES[self.placement] if self.required else _CREDIT_RULES["none"]


_CREDIT_RULES: Mapping[str, str] = {
    "on": "CR-COI",
    "adjacent": "CR-CAI",
    "credits": "CR-CCA",
    "none": "CR-NRQ",
}


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a license's text; ``id`` is the anchor that decisions name."""

    id: str
    heading: str
    text: str  # Markdown


@dataclass(frozen=True, slots=True, kw_only=True)
class License:
    """One version of terms of use; what it does not list, it refuses by ``default_clause``."""

    id: str  # SPDX identifier
    version: str
    short_name: str  # as written in credit lines
    title: LangText
    summary: LangText  # one sentence
    usage_terms: LangText  # template of what goes into every file
    url: str  # canonical address; may begin with "{pool_url}", see ``url_at``
    text: LangText  # Markdown; the German text of the pool's own license is binding
    text_sha256: str  # of the German text's file, 64 hex digits
    purposes: Mapping[Purpose, Permission]
    channels: Mapping[Channel, Permission]
    audiences: Mapping[Audience, Permission]
    clauses: Mapping[str, LangText]  # clause -> what it says, in one sentence
    default_clause: str
    conditions: tuple[str, ...]  # clauses that every use keeps to
    attribution: Attribution
    marked: bool  # False: free of copyright
    modify: Literal["none", "crop", "any"]
    modify_clause: str  # that says so
    sublicense: bool
    share_alike: bool
    revocable: bool
    recall_days: int  # to take a recalled picture off the web; 0: no recall
    specimen_copy: bool
    data_mining: str  # PLUS: DMI-...
    alterations: tuple[str, ...]  # what must not be done to the picture; PLUS: AL-...
    print_run_max: int | None = None  # copies; None: any number
    purpose_limit: LangText | None = None  # in words, where the purposes alone do not say it
    territory: tuple[str, ...] = ()  # ISO 3166-1 alpha-2 or 3166-2; (): everywhere
    other_constraints: LangText | None = None  # goes into every file (PLUS OtherConstraints)
    valid_from: date
    superseded_by: str | None = None  # still binding for what went out under it

    @property
    def flags(self) -> Mapping[str, Ruling | bool | str | int | None]:
        """What the license says to the kinds of use that people ask for, by their usual names."""
        asked: Mapping[str, Purpose | Channel] = {
            "editorial": Purpose.EDITORIAL,
            "commercial": Purpose.COMMERCIAL,
            "advertising": Purpose.ADVERTISING,
            "ai_training": Purpose.AI_TRAINING,
            "social_media": Channel.SOCIAL_MEDIA,
            "print": Channel.PRINT,
            "merchandise": Channel.MERCHANDISE,
            "archive": Channel.ARCHIVE,
            "redistribution": Channel.REDISTRIBUTION,
        }
        said = {name: self.permission(what) for name, what in asked.items()}
        return {
            **{name: each.verdict if each else "refused" for name, each in said.items()},
            "print_run_max": self.print_run_max,
            "sublicense": self.sublicense,
            "modify": self.modify,
            "share_alike": self.share_alike,
            "revocable": self.revocable,
        }

    @property
    def reserves_mining(self) -> bool:
        """Say whether text and data mining is reserved under it."""
        return self.data_mining.startswith("DMI-PROHIBITED")

    def terms_url_at(self, pool_url: str) -> str:
        """Return where the terms lie for machines (ODRL), whatever the license's own address."""
        return f"{pool_url.rstrip('/')}/lizenzen/{self.id}/odrl.jsonld"

    def url_at(self, pool_url: str) -> str:
        """Return the license's address; the pool's own license lies with the pool."""
        return self.url.replace("{pool_url}", pool_url.rstrip("/"))

    def allows(self, what: Purpose | Channel | Audience) -> bool:
        """Say whether the license allows this by itself, without asking."""
        permission = self.permission(what)
        return permission is not None and permission.verdict == "allowed"

    def permission(self, what: Purpose | Channel | Audience) -> Permission | None:
        """Return what the license says to this, or None where it says nothing."""
        if isinstance(what, Purpose):
            return self.purposes.get(what)
        if isinstance(what, Channel):
            return self.channels.get(what)
        return self.audiences.get(what)

    def preamble(self, language: str) -> str:
        """Return what stands between the text's title and its first clause, Markdown.

        It says which text is binding, so no page may leave it out.
        """
        before = _HEADING.split(self.text[language], maxsplit=1)[0]
        return before.partition("\n")[2].strip()

    def text_clauses(self, language: str) -> tuple[Clause, ...]:
        """Return the text's clauses in order, without its title and preamble."""
        return tuple(_clauses(self.text[language]))


_HEADING = re.compile(r"^## \[(?P<heading>.+)\]\(#(?P<id>[a-z][a-z-]*)\)\n", re.MULTILINE)


def _clauses(text: str) -> list[Clause]:
    heads = list(_HEADING.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    return [
        Clause(head["id"], head["heading"], text[head.end() : end].strip())
        for head, end in zip(heads, ends, strict=True)
    ]
