"""A baseline: findings that are known and accepted, and not told again.

A finding is known by the photo's bytes and the rule, so that it survives renaming and moving. It is
told again when it has become graver, as it may under another concept. What cannot be read is known
by its bytes and the reason; what cannot even be opened has no bytes, and is told each time.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from imagepool.errors import InvalidRequest
from imagepool.style.report import CheckedPhoto, Finding, Kind

__all__ = ["Baseline", "baseline_of"]

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Baseline:
    """What is known of photos: digest -> rule -> how grave it was."""

    photos: Mapping[str, Mapping[str, Kind]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)  # digest -> file, for people
    errors: Mapping[str, str] = field(default_factory=dict)  # digest -> why it cannot be read

    def knows(self, digest: str, finding: Finding) -> bool:
        """Whether the finding was there, as grave as now or graver."""
        before = self.photos.get(digest, {}).get(finding.rule)
        return before is not None and finding.noticed and before.is_at_least(finding.kind)

    def left_of(self, photo: CheckedPhoto) -> CheckedPhoto:
        """Return the photo without the findings that are known."""
        if photo.report is None:
            known = bool(photo.digest) and self.errors.get(photo.digest) == photo.error_code
            return replace(photo, known=1) if known else photo
        if photo.digest not in self.photos:
            return photo
        findings = photo.report.findings
        left = tuple(one for one in findings if not self.knows(photo.digest, one))
        report = replace(photo.report, findings=left)
        return replace(photo, report=report, known=len(findings) - len(left))

    @classmethod
    def from_text(cls, text: str) -> Baseline:
        """Read what ``baseline_of`` wrote; refuses with ``InvalidRequest`` what is none."""
        try:
            document = json.loads(text)
            _require_version(document["version"])
            return cls(
                {
                    one["digest"]: {rule: Kind(kind) for rule, kind in one["findings"].items()}
                    for one in document["photos"]
                },
                {one["digest"]: str(one.get("file", "")) for one in document["photos"]},
                {one["digest"]: str(one["error"]) for one in document["photos"] if "error" in one},
            )
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            hint = "write it anew with --write-baseline"
            raise InvalidRequest(f"this is no baseline: {error}", hint=hint) from error


def baseline_of(
    photos: Iterable[CheckedPhoto], before: Baseline | None = None, rules: Collection[str] = ()
) -> str:
    """Return the file in which all these findings are known; the names in it are for people.

    What was known ``before`` of other photos stays, and of these photos what is not of the
    ``rules`` that were looked at (none named: of all).
    """
    known = {digest: dict(kinds) for digest, kinds in before.photos.items()} if before else {}
    names = dict(before.names) if before else {}
    errors = dict(before.errors) if before else {}
    for photo in photos:
        if photo.report is None:
            if photo.digest:
                errors[photo.digest] = photo.error_code
                names[photo.digest] = photo.file
            continue
        errors.pop(photo.digest, None)
        kept = {
            rule: kind
            for rule, kind in known.pop(photo.digest, {}).items()
            if rules and rule not in rules
        }
        known[photo.digest] = kept | {one.rule: one.kind for one in photo.noticed}
        names[photo.digest] = photo.file
    entries = [
        {
            "file": names.get(digest, ""),
            "digest": digest,
            "findings": {rule: str(kind) for rule, kind in sorted(known.get(digest, {}).items())},
            **({"error": errors[digest]} if digest in errors else {}),
        }
        for digest in {**known, **errors}
        if known.get(digest) or digest in errors
    ]
    document = {"version": _VERSION, "photos": sorted(entries, key=_place)}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _place(entry: Mapping[str, Any]) -> tuple[str, str]:
    return entry["file"], entry["digest"]


def _require_version(version: object) -> None:
    if version != _VERSION:
        raise ValueError(f"version {version!r} is not known")
