"""May I? The answer to an intended use, with the clause that decides. What is unknown refuses.

The strictest judge decides: the asset's standing, the scope of its releases, its availability,
and what the license says to purpose, channel, audience, territory, edit and print run. A grant
can turn "ask" into a permission, and nothing else; so no restriction ever widens an answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Literal

from imagepool.rights.clearance import AssetRights
from imagepool.rights.grants import Grant
from imagepool.rights.license import License, Permission
from imagepool.rights.standing import reasons_against, reasons_against_use
from imagepool.rights.territories import lies_within
from imagepool.rights.uses import Audience, Channel, Edit, Purpose, Use
from imagepool.rights.words import LANGUAGES, LangText, words

__all__ = [
    "VERDICTS",
    "Audience",
    "Channel",
    "Decision",
    "Purpose",
    "Use",
    "Verdict",
    "may",
    "said_of",
]

Verdict = Literal["allowed", "conditions", "ask", "refused"]

VERDICTS: tuple[Verdict, ...] = ("allowed", "conditions", "ask", "refused")  # widest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The answer; ``clause`` is an anchor in the license's text.

    Where the pool itself refuses, whatever the license says, ``clause`` is the reason instead: a
    key of ``reasons`` in ``words.toml``, such as "withdrawn", "embargo" or "release_expired".
    Where a curator's grant decides, it is "grant".
    """

    verdict: Verdict
    clause: str
    message: LangText
    conditions: tuple[LangText, ...] = ()
    condition_clauses: tuple[str, ...] = ()  # where the conditions stand, in the same order
    license_id: str = ""
    grant_id: str | None = None  # of the grant that turned "ask" into a permission

    @property
    def granted(self) -> bool:
        """Say whether the picture may be handed out for this use at once."""
        return self.verdict in ("allowed", "conditions")


def may(rights: AssetRights, use: Use, *, on: date) -> Decision:
    """Say whether the asset may be used so on that day."""
    license_ = rights.license
    reason = next(chain(reasons_against(rights, on), reasons_against_use(rights, use)), None)
    if reason:
        return Decision(
            verdict="refused",
            clause=reason,
            message=_message("refused", words("reasons", reason)),
            license_id=license_.id,
        )
    said = list(said_of(license_, use))
    deciding = max(said, key=lambda permission: VERDICTS.index(permission.verdict))
    grant = next((grant for grant in rights.clearance.grants if grant.covers(use, on)), None)
    if deciding.verdict == "refused" or (deciding.verdict == "ask" and grant is None):
        return _decision(license_, deciding.verdict, deciding.clause)
    clauses = [*license_.conditions]
    clauses += [clause for permission in said for clause in permission.conditions]
    asked = grant if deciding.verdict == "ask" else None
    return _granted(rights, deciding.clause, tuple(dict.fromkeys(clauses)), use, asked)


def said_of(license_: License, use: Use) -> Iterator[Permission]:
    """Give what the license says to each side of a use."""
    unnamed = Permission(verdict="refused", clause=license_.default_clause)
    for part in (use.purpose, use.channel, use.audience):
        yield license_.permission(part) or unnamed
    if not use.edit.within(license_.modify):
        yield Permission(verdict="refused", clause=license_.modify_clause)
    if not lies_within(use.territory, license_.territory):
        yield Permission(verdict="refused", clause=license_.default_clause)
    limit = license_.print_run_max if use.channel is Channel.PRINT else None
    if limit is not None and (use.print_run or 0) > limit:
        yield Permission(verdict="ask", clause=license_.default_clause)


def _granted(
    rights: AssetRights, clause: str, clauses: tuple[str, ...], use: Use, grant: Grant | None
) -> Decision:
    license_ = rights.license
    if grant and grant.use.edit is Edit.NONE:  # else the license's own word would contradict it
        clauses = tuple(each for each in clauses if each != license_.modify_clause)
    limits = tuple(_limits(rights, use, grant))
    conditions = tuple(license_.clauses[each] for each in clauses) + limits
    decision = _decision(
        license_,
        "conditions" if conditions else "allowed",
        clause,
        conditions=conditions,
        condition_clauses=clauses + (license_.default_clause,) * len(limits),
    )
    if grant is None:
        return decision
    message = _message(decision.verdict, words("reasons", "grant"))
    return replace(decision, clause="grant", message=message, grant_id=grant.id)


def _limits(rights: AssetRights, use: Use, grant: Grant | None) -> Iterator[LangText]:
    license_ = rights.license
    copies = grant.use.print_run if grant else license_.print_run_max
    if copies is not None and use.channel is Channel.PRINT:
        yield _filled("print_run", str(copies), str(copies))
    if license_.purpose_limit is not None:
        yield license_.purpose_limit
    for last_day in (rights.clearance.availability.ends, grant.ends if grant else None):
        if last_day is None:
            continue
        yield _filled("until", f"{last_day:%d.%m.%Y}", last_day.isoformat())
    if grant and grant.use.edit is Edit.NONE:
        yield words("reasons", "unchanged")
    if grant and grant.use.territory:
        yield _filled("within", grant.use.territory, grant.use.territory)
    if grant and grant.terms:
        yield dict.fromkeys(LANGUAGES, grant.terms)


def _filled(reason: str, german: str, english: str) -> LangText:
    text = words("reasons", reason)
    values = zip(LANGUAGES, (german, english), strict=True)
    return {language: text[language].replace("{value}", value) for language, value in values}


def _decision(
    license_: License,
    verdict: Verdict,
    clause: str,
    *,
    conditions: tuple[LangText, ...] = (),
    condition_clauses: tuple[str, ...] = (),
) -> Decision:
    return Decision(
        verdict=verdict,
        clause=clause,
        message=_message(verdict, license_.clauses[clause]),
        conditions=conditions,
        condition_clauses=condition_clauses,
        license_id=license_.id,
    )


def _message(verdict: Verdict, why: LangText) -> LangText:
    says = words("verdicts", verdict)
    return {language: f"{says[language]} {why[language]}" for language in LANGUAGES}
