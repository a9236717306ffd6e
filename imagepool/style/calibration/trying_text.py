"""Trials as text: who would flip and why, and how many had to be measured again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from imagepool.asset import State
from imagepool.style.calibration.trying import Change, Trial, Tried
from imagepool.style.report import Finding, Verdict

__all__ = ["trials_as_text"]

_REASONS = {
    "new_rule": "not judged so far",
    "other_measure": "another measure by now",
    "other_options": "other options",
    "not_measured": "exempt or failed before",
    "unknown_scene": "its exceptions depend on the light, which was not noted",
    "never_judged": "the photo was never judged",
}


def trials_as_text(tried: Tried, concept: str, *, warnings: bool) -> Iterator[str]:
    """Yield the lines: first what would fail, then what would no longer, then the rest."""
    groups = {
        "would fail": [t for t in tried.changed if t.flips and not t.failed],
        "would no longer fail": [t for t in tried.changed if t.flips and t.failed],
    }
    if warnings:
        groups["other verdicts"] = [t for t in tried.changed if not t.flips]
    for title, group in groups.items():
        yield from _group(title, group)
    yield from _summary(tried, concept)


def _group(title: str, trials: list[Trial]) -> Iterator[str]:
    if not trials:
        return
    states = Counter(trial.state for trial in trials)
    counts = ", ".join(f"{states[state]} {state}" for state in State if states[state])
    yield f"{title}: {counts}"
    for trial in trials:
        yield f"  {trial.asset_id}  {trial.state}  {trial.title}"
        for change in trial.changes:
            yield f"    {_change(change)}"
    yield ""


def _change(change: Change) -> str:
    known = change.after or change.before
    assert known is not None
    value = "" if known.value is None else f" {_value(known)}"
    return f"{change.rule}:{value}: {_side(change.before)} -> {_side(change.after)}"


def _value(finding: Finding) -> str:
    value = finding.value
    return f"{value if isinstance(value, str) else round(value or 0, 3)} {finding.unit}".strip()


def _side(finding: Finding | None) -> str:
    if finding is None:
        return "no such rule"
    asked = f" ({finding.required})" if finding.required else ""
    if finding.verdict is Verdict.NOT_APPLICABLE:
        asked = f" ({finding.reason})"
    overruled = ", overruled" if finding.overruled else ""
    return f"{finding.standing}{asked}{overruled}"


def _summary(tried: Tried, concept: str) -> Iterator[str]:
    flips = sum(trial.flips for trial in tried.changed)
    others = len(tried.changed) - flips
    kept = tried.photos - tried.measured_again
    yield f"{concept}: {tried.photos} photos, {flips} flip, {others} change a warning only"
    yield f"{kept} judged by what was kept, {tried.measured_again} measured again"
    for (rule, reason), count in sorted(tried.reasons.items()):
        yield f"  {rule}: {_REASONS[reason]} ({count})"
