"""May I? The answer to an intended use, with the clause that decides. What is unknown refuses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from imagepool.asset import Asset, State
from imagepool.rights.license import License, Permission
from imagepool.rights.uses import Audience, Channel, Purpose, Use
from imagepool.rights.words import LANGUAGES, LangText, words

__all__ = ["VERDICTS", "Audience", "Channel", "Decision", "Purpose", "Use", "Verdict", "may"]

Verdict = Literal["allowed", "conditions", "ask", "refused"]

VERDICTS: tuple[Verdict, ...] = ("allowed", "conditions", "ask", "refused")  # widest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The answer; ``clause`` is an anchor in the license's text.

    Where the pool itself refuses, whatever the license says, ``clause`` is the reason instead:
    "withdrawn", "not_published", "creator_missing", "agreement_missing", "license_mismatch" or
    "license_not_yet_valid".
    """

    verdict: Verdict
    clause: str
    message: LangText
    conditions: tuple[LangText, ...] = ()
    condition_clauses: tuple[str, ...] = ()  # where the conditions stand, in the same order
    license_id: str = ""

    @property
    def granted(self) -> bool:
        """Say whether the picture may be handed out for this use at once."""
        return self.verdict in ("allowed", "conditions")


def may(asset: Asset, license: License, use: Use, *, on: date) -> Decision:  # noqa: A002
    """Say whether the asset may be used so on that day.

    The strictest of what the license says to purpose, channel and audience decides; to what it
    does not name, it says no.
    """
    reason = _reason(asset, license, on)
    if reason:
        return Decision(
            verdict="refused",
            clause=reason,
            message=_message("refused", words("reasons", reason)),
            license_id=license.id,
        )
    said = list(_said(license, use))
    deciding = max(said, key=lambda permission: VERDICTS.index(permission.verdict))
    if deciding.verdict != "allowed":
        return _decision(license, deciding.verdict, deciding.clause)
    clauses = [*license.conditions]
    clauses += [clause for permission in said for clause in permission.conditions]
    return _granted(license, deciding.clause, tuple(dict.fromkeys(clauses)), use)


def _reason(asset: Asset, license_: License, on: date) -> str:
    """Return why the pool itself refuses, or ""."""
    reasons = {
        "withdrawn": asset.state is State.WITHDRAWN,
        "not_published": asset.state is not State.PUBLISHED,
        "creator_missing": not any(name.strip() for name in asset.creator),
        "license_mismatch": asset.license_id != license_.id,
        "agreement_missing": not asset.agreement_id,
        "license_not_yet_valid": on < license_.valid_from,
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


def _said(license_: License, use: Use) -> Iterator[Permission]:
    unnamed = Permission(verdict="refused", clause=license_.default_clause)
    for part in (use.purpose, use.channel, use.audience):
        yield license_.permission(part) or unnamed
    limit = license_.print_run_max if use.channel is Channel.PRINT else None
    if limit is not None and (use.print_run or 0) > limit:
        yield Permission(verdict="ask", clause=license_.default_clause)


def _granted(license_: License, clause: str, clauses: tuple[str, ...], use: Use) -> Decision:
    limits = tuple(_limits(license_, use))
    conditions = tuple(license_.clauses[each] for each in clauses) + limits
    verdict: Verdict = "conditions" if conditions else "allowed"
    return _decision(
        license_,
        verdict,
        clause,
        conditions=conditions,
        condition_clauses=clauses + (license_.default_clause,) * len(limits),
    )


def _limits(license_: License, use: Use) -> Iterator[LangText]:
    if license_.print_run_max is not None and use.channel is Channel.PRINT:
        copies = str(license_.print_run_max)
        text = words("reasons", "print_run")
        yield {language: text[language].replace("{copies}", copies) for language in LANGUAGES}
    if license_.purpose_limit is not None:
        yield license_.purpose_limit


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
