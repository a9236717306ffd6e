from __future__ import annotations

from imagepool.errors import UnreadablePhoto
from imagepool.style.judging import judge
from imagepool.style.limits import Level
from imagepool.style.report import CheckedPhoto, Report
from imagepool.style.reports.text import check_as_text, report_lines
from tests.style.pictures import blurred, facts_of, photo_of, scene, toned
from tests.style.tables import concept_of, setting_of

CONCEPT = concept_of(
    setting_of("noise"),
    setting_of("metadata", level=Level.HINT),
    setting_of("saturation"),
    setting_of("sharpness"),
)


def bad_report() -> Report:
    return judge(photo_of(blurred(toned(scene(), 1, 1, 1), 3)), facts_of(), CONCEPT)


def test_each_finding_is_one_line_the_gravest_first() -> None:
    lines = report_lines("a.jpg", bad_report(), lang="en")
    starts = [": ".join(line.split(": ")[:3]) for line in lines]
    assert starts == [
        "a.jpg: fail: sharpness",
        "a.jpg: warn: saturation",
        "a.jpg: hint: metadata",
    ]
    assert "px" in lines[0]
    assert "sharper shot" in lines[0]
    assert not any("\n" in line for line in lines)


def test_german_is_the_first_language() -> None:
    assert "verwischt" in report_lines("a.jpg", bad_report())[0]


def test_a_check_ends_with_a_summary_and_names_the_unreadable() -> None:
    error = UnreadablePhoto(
        "this is a PDF", reason="unsupported_format", case="named", terms={"format": "PDF"}
    )
    photos = [
        CheckedPhoto("a.jpg", bad_report()),
        CheckedPhoto("b.pdf", error=error),
        CheckedPhoto("c.jpg", Report(concept_id="x", concept_version="1", findings=())),
    ]
    lines = list(check_as_text(photos, lang="en"))
    assert "b.pdf: unreadable: The file is not a photo but of the kind “PDF”. " in "\n".join(lines)
    german = "\n".join(check_as_text(photos))
    assert "b.pdf: unreadable: Die Datei ist kein Foto, sondern von der Art „PDF“. " in german
    assert lines[-1] == "3 photos: 1 passed, 1 failed, 1 unreadable"
    assert list(check_as_text([])) == ["0 Fotos: -"]


def test_one_photo_is_one_and_a_warning_is_no_hint() -> None:
    warned = judge(
        photo_of(toned(scene(), 1, 1, 1)), facts_of(), concept_of(setting_of("saturation"))
    )
    photos = [CheckedPhoto("a.jpg", warned, known=1)]
    told = ["1 Foto: 1 mit Warnungen", "1 bekannter Befund nicht noch einmal genannt"]
    assert list(check_as_text(photos))[-2:] == told
    assert "1 photo: 1 with warnings" in list(check_as_text(photos, lang="en"))
