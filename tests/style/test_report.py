from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from imagepool.errors import InvalidRequest, UnreadablePhoto
from imagepool.photo.unreadable import unreadable_text
from imagepool.style.limits import Bound, Level, Limits
from imagepool.style.report import CheckedPhoto, Finding, Kind, Report, Verdict
from imagepool.style.reports.json import check_as_json

fraction = st.floats(0, 1)
bound = st.builds(Bound, st.none() | fraction, st.none() | fraction)
text = st.dictionaries(st.sampled_from(["de", "en"]), st.text())
findings = st.builds(
    Finding,
    rule=st.text(),
    verdict=st.sampled_from(Verdict),
    level=st.sampled_from(Level),
    value=st.none() | st.text() | fraction | st.integers(),
    unit=st.text(),
    required=st.text(),
    message=text,
    remedy=text,
    region=st.none() | st.tuples(fraction, fraction, fraction, fraction),
    noticed=st.booleans(),
    limits=st.none() | st.builds(Limits, bound, bound),
    measure_version=st.integers(1, 9),
)
reports = st.builds(
    Report,
    concept_id=st.text(),
    concept_version=st.text(),
    findings=st.lists(findings, max_size=3).map(tuple),
)


@settings(max_examples=40)
@given(reports)
def test_a_report_comes_back_from_json_as_it_was(report: Report) -> None:
    assert Report.from_json(json.loads(json.dumps(report.as_json()))) == report


def finding(verdict: Verdict, *, noticed: bool = True) -> Finding:
    return Finding(
        rule="noise",
        verdict=verdict,
        level=Level.MUST,
        value=1.0,
        unit="px",
        required="",
        message={"de": "a", "en": "b"},
        remedy={},
        noticed=noticed,
    )


def report(*verdicts: Verdict) -> Report:
    return Report(
        concept_id="sample", concept_version="1.0.0", findings=tuple(map(finding, verdicts))
    )


@pytest.mark.parametrize(
    ("verdicts", "worst"),
    [
        ([], Verdict.PASS),
        ([Verdict.NOT_APPLICABLE], Verdict.PASS),
        ([Verdict.PASS, Verdict.NOT_APPLICABLE], Verdict.PASS),
        ([Verdict.WARN, Verdict.PASS], Verdict.WARN),
        ([Verdict.WARN, Verdict.FAIL, Verdict.PASS], Verdict.FAIL),
    ],
)
def test_a_report_is_as_good_as_its_worst_finding(verdicts: list[Verdict], worst: Verdict) -> None:
    assert report(*verdicts).verdict is worst


def test_what_was_noticed_comes_gravest_first() -> None:
    found = report(Verdict.PASS, Verdict.WARN, Verdict.FAIL).noticed
    assert [one.verdict for one in found] == [Verdict.FAIL, Verdict.WARN, Verdict.PASS]


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"concept": {"id": "x"}, "findings": []},
        {"concept": {"id": "x", "version": "1"}, "findings": [{}]},
        {"concept": {"id": "x", "version": "1"}, "findings": [{"verdict": "maybe"}]},
        {"concept": 5, "findings": []},
    ],
)
def test_what_is_no_report_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises(InvalidRequest, match="not a"):
        Report.from_json(data)


def test_a_check_names_every_file_also_the_unreadable() -> None:
    error = UnreadablePhoto("this is a PDF", reason="unsupported_format")
    photos = (
        CheckedPhoto("a.jpg", report(Verdict.WARN)),
        CheckedPhoto("b.pdf", error=error),
    )
    document = json.loads("".join(check_as_json("sample", "1.0.0", photos)))
    assert document["concept"] == {"id": "sample", "version": "1.0.0"}
    good, bad = document["photos"]
    assert (good["file"], good["verdict"], good["error"]) == ("a.jpg", "warn", None)
    assert good["findings"][0].keys() >= {
        "rule",
        "verdict",
        "value",
        "unit",
        "required",
        "region",
        "message",
        "remedy",
    }
    assert bad == {
        "file": "b.pdf",
        "digest": "",
        "verdict": "unreadable",
        "error": {
            "code": "unsupported_format",
            "message": "this is a PDF",
            "hint": "",
            "text": unreadable_text(error),
        },
        "circumstances": [],
        "findings": [],
        "known": 0,
    }


def test_only_what_is_grave_enough_is_left() -> None:
    photo = CheckedPhoto("a.jpg", report(Verdict.PASS, Verdict.WARN, Verdict.FAIL))
    grave = photo.at_least(Kind.FAIL)
    assert grave is not None
    assert [one.kind for one in grave.noticed] == [Kind.FAIL]
    assert CheckedPhoto("b.jpg", report(Verdict.PASS)).at_least(Kind.WARN) is None
    unreadable = CheckedPhoto("c.jpg", error=UnreadablePhoto("no", reason="empty"))
    assert unreadable.at_least(Kind.FAIL) is unreadable
