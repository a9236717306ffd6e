from __future__ import annotations

import json

import pytest

from imagepool.errors import InvalidRequest, UnreadablePhoto
from imagepool.style.limits import Level
from imagepool.style.report import CheckedPhoto, Finding, Kind, Report, Verdict
from imagepool.style.reports.baseline import Baseline, baseline_of


def finding(rule: str, verdict: Verdict, *, noticed: bool = True) -> Finding:
    return Finding(
        rule=rule,
        verdict=verdict,
        level=Level.MUST,
        value=1.0,
        unit="px",
        required="",
        message={"de": "a", "en": "b"},
        remedy={},
        noticed=noticed,
    )


def photo(*findings: Finding, file: str = "a.jpg", digest: str = "aa") -> CheckedPhoto:
    report = Report(concept_id="sample", concept_version="1.0.0", findings=findings)
    return CheckedPhoto(file, report, digest=digest)


BLURRED = photo(
    finding("sharpness", Verdict.FAIL),
    finding("metadata", Verdict.PASS),
    finding("noise", Verdict.PASS, noticed=False),
)
KNOWN = Baseline.from_text(baseline_of([BLURRED]))


def test_what_is_known_is_not_told_again_under_any_name() -> None:
    moved = photo(*(BLURRED.report.findings if BLURRED.report else ()), file="elsewhere/b.jpg")
    left = KNOWN.left_of(moved)
    assert (left.noticed, left.verdict, left.known) == ((), "pass", 2)
    assert left.report
    assert [one.rule for one in left.report.findings] == ["noise"]


def test_what_is_new_is_told() -> None:
    left = KNOWN.left_of(photo(finding("sharpness", Verdict.FAIL), finding("noise", Verdict.WARN)))
    assert [one.rule for one in left.noticed] == ["noise"]
    other = photo(finding("sharpness", Verdict.FAIL), digest="bb")
    assert KNOWN.left_of(other) is other


def test_what_has_become_graver_is_told_again() -> None:
    known = Baseline.from_text(baseline_of([photo(finding("noise", Verdict.WARN))]))
    assert known.left_of(photo(finding("noise", Verdict.PASS))).known == 1
    assert known.left_of(photo(finding("noise", Verdict.FAIL))).verdict == "fail"


def test_what_cannot_be_read_is_known_by_its_bytes_and_the_reason() -> None:
    broken = CheckedPhoto("a.jpg", error=UnreadablePhoto("no", reason="corrupt"), digest="ee")
    text = baseline_of([broken])
    assert json.loads(text)["photos"] == [
        {"file": "a.jpg", "digest": "ee", "findings": {}, "error": "corrupt"}
    ]
    known = Baseline.from_text(text)
    left = known.left_of(broken)
    assert (left.known, left.is_lost, left.counts_against) == (1, False, False)
    assert left.at_least(Kind.FAIL) is None
    cut = CheckedPhoto("a.jpg", error=UnreadablePhoto("no", reason="truncated"), digest="ee")
    assert known.left_of(cut) is cut
    assert cut.counts_against
    closed = CheckedPhoto("a.jpg", error=UnreadablePhoto("no", reason="unreadable_file"))
    assert Baseline.from_text(baseline_of([closed])).left_of(closed).is_lost
    kept = baseline_of([photo(finding("noise", Verdict.WARN))], known)
    assert Baseline.from_text(kept).errors == {"ee": "corrupt"}
    mended = baseline_of([photo(finding("noise", Verdict.WARN), digest="ee")], known)
    assert Baseline.from_text(mended).errors == {}


def test_the_file_is_in_order_and_names_no_photo_without_findings() -> None:
    clean = photo(finding("noise", Verdict.PASS, noticed=False), file="c.jpg", digest="cc")
    unreadable = CheckedPhoto("d.pdf", error=UnreadablePhoto("no", reason="empty"))
    second = photo(finding("noise", Verdict.WARN), file="b.jpg", digest="bb")
    document = json.loads(baseline_of([second, clean, unreadable, BLURRED]))
    assert document == {
        "version": 1,
        "photos": [
            {
                "file": "a.jpg",
                "digest": "aa",
                "findings": {"metadata": "hint", "sharpness": "fail"},
            },
            {"file": "b.jpg", "digest": "bb", "findings": {"noise": "warn"}},
        ],
    }


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no JSON",
        "[]",
        "{}",
        '{"version": 2, "photos": []}',
        '{"version": 1, "photos": [{}]}',
        '{"version": 1, "photos": [{"digest": "aa", "findings": {"noise": "bad"}}]}',
        '{"version": 1, "photos": [{"digest": "aa", "findings": []}]}',
    ],
)
def test_what_is_no_baseline_is_refused(text: str) -> None:
    with pytest.raises(InvalidRequest, match="no baseline"):
        Baseline.from_text(text)
