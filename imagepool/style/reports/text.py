"""Reports as text, one line a finding, as linters print them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from imagepool.photo.unreadable import unreadable_text
from imagepool.style.report import CheckedPhoto, Finding, Kind, LangText, Report
from imagepool.style.sentences import shared_words

__all__ = ["check_as_text", "finding_line", "report_lines", "summary_line"]


def report_lines(file: str, report: Report, *, lang: str = "de") -> list[str]:
    """Return one line for each finding outside its limits, the gravest first.

    ``photos/a.jpg: fail: sharpness: Even the sharpest place ...  Please submit ...``
    """
    return [finding_line(file, finding, lang=lang) for finding in report.noticed]


def finding_line(file: str, finding: Finding, *, lang: str = "de") -> str:
    """Return one finding as one line: file, verdict, rule, message, remedy."""
    words = " ".join(filter(None, (finding.message.get(lang), finding.remedy.get(lang))))
    return f"{file}: {finding.kind}: {finding.rule}: {words}"


def check_as_text(
    photos: Iterable[CheckedPhoto], *, lang: str = "de", least: Kind = Kind.HINT
) -> Iterator[str]:
    """Yield the lines of a whole check, files that cannot be read included, and a summary.

    Findings that are less grave than ``least`` are counted in the summary alone.
    """
    verdicts: Counter[str] = Counter()
    known = 0
    for photo in photos:
        verdicts[photo.verdict] += 1
        known += photo.known
        if photo.error and photo.is_lost:
            yield f"{photo.file}: unreadable: {unreadable_text(photo.error)[lang]}"
        for finding in photo.broken:
            yield f"{photo.file}: broken: {finding.rule}: {finding.message.get(lang, '')}"
        for finding in photo.noticed:
            if finding.kind.is_at_least(least):
                yield finding_line(photo.file, finding, lang=lang)
    yield summary_line(verdicts, lang=lang)
    if known:
        yield f"{known} {shared_words()['known_one' if known == 1 else 'known'][lang]}"


def summary_line(verdicts: Counter[str], *, lang: str = "de") -> str:
    """Return how many photos there were of each verdict."""
    counts = ", ".join(
        f"{verdicts[name]} {word[lang]}" for name, word in _summary().items() if verdicts[name]
    )
    total = verdicts.total()
    return f"{total} {shared_words()['photo' if total == 1 else 'photos'][lang]}: {counts or '-'}"


def _summary() -> Mapping[str, LangText]:
    words: Mapping[str, LangText] = shared_words()["summary"]
    return words
