"""What the rules found in a photo: verdicts, findings, reports, and their JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from imagepool.errors import InvalidRequest, PoolError, UnreadablePhoto
from imagepool.photo.unreadable import unreadable_text
from imagepool.style.calibration.opinion import Opinion, Stance
from imagepool.style.limits import Bound, Level, Limits
from imagepool.style.reports.sketch import Sketch

__all__ = ["CheckedPhoto", "Finding", "Kind", "LangText", "Region", "Report", "Verdict"]

LangText = Mapping[str, str]  # language ("de", "en") -> text
Region = tuple[float, float, float, float]  # x, y, width, height as fractions of the picture


class Verdict(StrEnum):
    """What a rule makes of a photo; ``not_applicable`` is not a pass."""

    PASS = "pass"  # noqa: S105 - a verdict, not a password
    WARN = "warn"
    FAIL = "fail"
    NOT_APPLICABLE = "not_applicable"


class Kind(StrEnum):
    """What a finding is to the reader: a verdict, or a hint where a requirement only informs."""

    NOT_APPLICABLE = "not_applicable"
    PASS = "pass"  # noqa: S105 - a verdict, not a password
    HINT = "hint"
    WARN = "warn"
    FAIL = "fail"

    def is_at_least(self, other: Kind) -> bool:
        """Whether this is as grave as the other, or graver."""
        kinds = list(Kind)
        return kinds.index(self) >= kinds.index(other)


_GRAVITY = (Verdict.NOT_APPLICABLE, Verdict.PASS, Verdict.WARN, Verdict.FAIL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one rule noticed, with all that is needed to explain it years later."""

    rule: str
    verdict: Verdict
    level: Level
    value: float | str | None  # None: could not be measured
    unit: str
    required: str  # the requirement, such as "<= 0.85 px"
    message: LangText
    remedy: LangText  # empty where nothing is to be mended
    region: Region | None = None  # where in the upright picture
    noticed: bool = False  # outside the limits, whatever the level makes of it
    reason: str = ""  # why not applicable: "too-few-edges", "exempt", "crashed", ...
    exception: str = ""  # the circumstance that eased the rule: "night", "archive", ...
    limits: Limits | None = None  # None: the rule compares with a list, not with numbers
    measure_version: int = 1
    opinion: Opinion | None = None  # what a curator said of it; kept apart from the report

    @property
    def kind(self) -> Kind:
        """What it is to the reader."""
        hinted = self.noticed and self.standing is Verdict.PASS and not self.overruled
        return Kind.HINT if hinted else Kind(self.standing)

    @property
    def overruled(self) -> bool:
        """Whether a curator said that the rule should have kept silent here."""
        return self.opinion is not None and self.opinion.stance is Stance.OVERRULED

    @property
    def standing(self) -> Verdict:
        """The verdict that counts: a finding that is overruled weighs nothing."""
        return Verdict.PASS if self.overruled else self.verdict

    def under(self, opinion: Opinion | None) -> Finding:
        """Return the finding with the opinion; one that no longer fits what it says is left."""
        if opinion is None or self.noticed is (opinion.stance is Stance.MISSED):
            return self
        return replace(self, opinion=opinion)

    def as_json(self) -> dict[str, Any]:
        told = {"opinion": self.opinion.as_json()} if self.opinion else {}
        return told | {
            "rule": self.rule,
            "verdict": str(self.verdict),
            "level": str(self.level),
            "value": self.value,
            "unit": self.unit,
            "required": self.required,
            "region": list(self.region) if self.region else None,
            "message": dict(self.message),
            "remedy": dict(self.remedy),
            "noticed": self.noticed,
            "reason": self.reason,
            "exception": self.exception,
            "limits": _limits_as_json(self.limits),
            "measure_version": self.measure_version,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Finding:
        """Read a finding back; refuses with ``InvalidRequest`` what is none."""
        try:
            region = data["region"]
            return cls(
                **{
                    **data,
                    "verdict": Verdict(data["verdict"]),
                    "level": Level(data["level"]),
                    "region": tuple(region) if region else None,
                    "limits": _limits_from_json(data["limits"]),
                    "opinion": None,
                }
            )
        except (KeyError, TypeError, ValueError) as error:
            raise InvalidRequest(f"not a finding: {error}") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All findings of one photo against one version of one concept."""

    concept_id: str
    concept_version: str
    findings: tuple[Finding, ...]
    circumstances: tuple[str, ...] = ()  # what was known of the scene: "night", "archive", ...
    colors: tuple[tuple[str, float], ...] = ()  # that carry the photo: "#rrggbb" and its share

    @property
    def verdict(self) -> Verdict:
        """The worst verdict of the findings; a photo to which nothing applies passes."""
        worst = max((f.standing for f in self.findings), key=_GRAVITY.index, default=Verdict.PASS)
        return Verdict.PASS if worst is Verdict.NOT_APPLICABLE else worst

    @property
    def noticed(self) -> tuple[Finding, ...]:
        """The findings outside their limits, the gravest first."""
        found = (finding for finding in self.findings if finding.noticed)
        return tuple(sorted(found, key=lambda f: _GRAVITY.index(f.standing), reverse=True))

    def under(self, opinions: Iterable[Opinion]) -> Report:
        """Return the report with what curators said of its findings; what no longer fits is left.

        An opinion holds for one measure version of a rule, under whichever concept: it survives
        another judgement, but not another measure, nor a finding that says the opposite by now.
        """
        known = {(each.rule, each.measure_version): each for each in opinions}
        findings = (f.under(known.get((f.rule, f.measure_version))) for f in self.findings)
        return replace(self, findings=tuple(findings))

    def as_json(self) -> dict[str, Any]:
        return {
            "concept": {"id": self.concept_id, "version": self.concept_version},
            "verdict": str(self.verdict),
            "circumstances": list(self.circumstances),
            "colors": [list(color) for color in self.colors],
            "findings": [finding.as_json() for finding in self.findings],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Report:
        """Read a report back; refuses with ``InvalidRequest`` what is none."""
        try:
            concept, findings = data["concept"], data["findings"]
            return cls(
                concept_id=concept["id"],
                concept_version=concept["version"],
                findings=tuple(Finding.from_json(finding) for finding in findings),
                circumstances=tuple(data.get("circumstances", ())),
                colors=tuple((color, share) for color, share in data.get("colors", ())),
            )
        except (KeyError, TypeError) as error:
            raise InvalidRequest(f"not a report: {error}") from error


@dataclass(frozen=True, slots=True)
class CheckedPhoto:
    """One file of a check: its report, or why it could not be read."""

    file: str
    report: Report | None = None
    error: PoolError | None = field(default=None, compare=False)
    digest: str = ""  # SHA-256; "" where it could not be read
    sketch: Sketch | None = None  # only where the check was asked to draw
    known: int = 0  # findings left out, since a baseline knows them; 1 for a known error

    @property
    def verdict(self) -> str:
        return str(self.report.verdict) if self.report else "unreadable"

    @property
    def noticed(self) -> tuple[Finding, ...]:
        """The findings outside their limits, the gravest first."""
        return self.report.noticed if self.report else ()

    @property
    def broken(self) -> tuple[Finding, ...]:
        """The findings of rules that broke on this photo; nothing is known of them."""
        findings = self.report.findings if self.report else ()
        return tuple(finding for finding in findings if finding.reason == "crashed")

    @property
    def is_lost(self) -> bool:
        """Whether it could not be read, and no baseline knows that."""
        return self.error is not None and not self.known

    @property
    def counts_against(self) -> bool:
        """Whether a check with this photo is not passed."""
        return self.is_lost or self.verdict == Verdict.FAIL or bool(self.broken)

    def at_least(self, least: Kind) -> CheckedPhoto | None:
        """Return the photo with the findings so grave or graver; None where it has none.

        What could not be read stays, unless that is known.
        """
        if self.report is None:
            return self if self.is_lost else None
        kept = tuple(one for one in self.report.findings if one.kind.is_at_least(least))
        return replace(self, report=replace(self.report, findings=kept)) if kept else None

    @property
    def error_code(self) -> str:
        """Why it cannot be read, in the word that an ingest uses too; "" where it can."""
        error = self.error
        return error.reason if isinstance(error, UnreadablePhoto) else error.code if error else ""

    def as_json(self) -> dict[str, Any]:
        error, report = self.error, self.report
        return {
            "file": self.file,
            "digest": self.digest,
            "verdict": self.verdict,
            "error": _error_as_json(error, self.error_code) if error else None,
            "circumstances": list(report.circumstances) if report else [],
            "findings": [_spoken(one) for one in report.as_json()["findings"]] if report else [],
            "known": self.known,
        }


def _spoken(finding: dict[str, Any]) -> dict[str, Any]:
    """Return the finding with both languages of a remedy, also where there is nothing to mend."""
    return {**finding, "remedy": finding["remedy"] or {"de": "", "en": ""}}


def _error_as_json(error: PoolError, code: str) -> dict[str, Any]:
    text = dict(unreadable_text(error))
    return {"code": code, "message": error.message, "hint": error.hint, "text": text}


def _limits_as_json(limits: Limits | None) -> dict[str, dict[str, float | None]] | None:
    if limits is None:
        return None
    sides = {"min": limits.min, "max": limits.max}
    return {side: {"warn": bound.warn, "fail": bound.fail} for side, bound in sides.items()}


def _limits_from_json(data: Mapping[str, Mapping[str, float | None]] | None) -> Limits | None:
    return Limits(min=Bound(**data["min"]), max=Bound(**data["max"])) if data else None
