"""The contact sheet: one file, safe whatever files are called, what needs attention first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from imagepool.errors import UnreadablePhoto
from imagepool.style.judging import judge
from imagepool.style.report import CheckedPhoto, Kind
from imagepool.style.reports.contact_sheet.overview import overview_of
from imagepool.style.reports.html import contact_sheet
from imagepool.style.reports.sketch import draw_sketch
from imagepool.style.requirements import Circumstance, PaletteColor, StyleConcept
from tests.style.pictures import Pixels, bordered, facts_of, noisy, photo_of, scene
from tests.style.tables import concept_of, setting_of

NIGHT = Circumstance("night", {"de": "Nachtaufnahme", "en": "night scene"}, ("Nacht",))
GREEN = PaletteColor({"de": "Buchengrün", "en": "beech green"}, "#4a6b3a")
CONCEPT = concept_of(
    setting_of("frame"),
    setting_of("sharpness"),
    setting_of("noise"),
    circumstances=(NIGHT,),
    palette=(GREEN,),
)


def checked(file: str, pixels: Pixels, **facts: Any) -> CheckedPhoto:
    photo = photo_of(pixels)
    return CheckedPhoto(
        file, judge(photo, facts_of(**facts), CONCEPT), digest=file, sketch=draw_sketch(photo)
    )


FRAMED = checked("in/framed.jpg", bordered(scene(), 255, top=20, bottom=20, left=20, right=20))
GOOD = checked("in/good.jpg", scene())
GRAINY = checked("in/grainy.jpg", noisy(scene(), 4.5))
WORST = checked("in/worst.jpg", bordered(noisy(scene(), 20), 0, top=30, bottom=30))
LOST = CheckedPhoto("in/lost.pdf", error=UnreadablePhoto("a PDF", reason="unsupported_format"))
ALL = (GOOD, LOST, GRAINY, FRAMED, WORST)


def sheet(
    *photos: CheckedPhoto, concept: StyleConcept = CONCEPT, lang: str = "de", **options: Any
) -> str:
    return "".join(contact_sheet(photos, concept, day=date(2026, 5, 1), lang=lang, **options))


def names_in(page: str) -> list[str]:
    headings = (re.sub("<.*?>", "", one) for one in re.findall("<h3>(.*?)</h3>", page))
    return [heading for heading in headings if "." in heading]


def test_what_needs_attention_comes_first() -> None:
    verdicts = {photo.file: photo.verdict for photo in ALL}
    assert set(verdicts.values()) == {"fail", "warn", "pass", "unreadable"}
    names = names_in(sheet(*ALL))
    assert names == ["worst.jpg", "framed.jpg", "lost.pdf", "grainy.jpg", "good.jpg"]


def test_it_asks_the_world_for_nothing_and_runs_nothing() -> None:
    page = sheet(*ALL)
    assert "<script" not in page
    assert re.findall(r"(?:src|href)=\"(?!data:|#)[^\"]*\"", page) == []
    assert "url(" not in page
    assert "default-src 'none'" in page


def test_both_languages_are_there_and_one_is_chosen() -> None:
    german, english = sheet(FRAMED), sheet(FRAMED, lang="en")
    for page in (german, english):
        assert "verlangt" in page.lower()
        assert "required" in page.lower()
    assert '<html lang="de">' in german
    assert '<html lang="en">' in english
    assert re.search(r'id="lang-en" checked', english)
    assert "{" not in re.sub(r"<style>.*?</style>", "", german, flags=re.DOTALL)


def test_numbers_are_written_as_each_language_does() -> None:
    page = sheet(GRAINY)
    assert re.search(r'<span lang="de">\d,\d[^<]*</span><span lang="en">\d\.\d', page)


def test_the_place_of_a_finding_is_marked_and_numbered() -> None:
    page = sheet(FRAMED)
    [place] = re.findall(r'class="place fail [a-z]+" style="([^"]*)"><b>1</b>', page)
    finding = FRAMED.noticed[0]
    assert finding.region
    assert f"width:{100 * finding.region[2]:.2f}%" in place


def test_names_of_files_cannot_become_markup() -> None:
    evil = checked('"><img src=x onerror=alert(1)>.jpg', scene())
    page = sheet(evil)
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page


def test_the_circumstances_of_a_photo_are_named() -> None:
    page = sheet(checked("in/night.jpg", scene(), keywords=("Nacht",)))
    assert "Nachtaufnahme" in page
    assert "night scene" in page


def test_only_what_is_grave_enough_is_listed_but_all_are_counted() -> None:
    page = sheet(*ALL, least=Kind.FAIL)
    assert names_in(page) == ["worst.jpg", "framed.jpg", "lost.pdf"]
    assert re.search(r'for="show-pass">.*?<b>1</b>', page, re.DOTALL)


def test_the_palette_stands_beside_the_colors_of_the_photos() -> None:
    assert "Buchengrün" in sheet(GOOD)
    assert "Buchengrün" not in sheet(GOOD, concept=concept_of(setting_of("noise")))


def test_photos_without_a_sketch_and_none_at_all_make_a_sheet_too() -> None:
    assert names_in(sheet(CheckedPhoto("a.jpg", GOOD.report))) == ["a.jpg"]
    assert "Nichts zu beanstanden" in sheet()


def test_photos_are_read_one_by_one_as_the_page_is_written() -> None:
    read: list[int] = []

    class Watched(Sequence[CheckedPhoto]):
        def __len__(self) -> int:
            return 40

        def __getitem__(self, place: Any) -> Any:
            if not 0 <= place < 40:
                raise IndexError
            read.append(place)
            return FRAMED

    pieces = contact_sheet(Watched(), CONCEPT, day=date(2026, 5, 1))
    before = 0
    for piece in pieces:
        before = before or len(read)
        if "</article>" in piece:
            break
    assert len(read) - before <= 2


def test_the_overview_counts_photos_and_names_what_is_frequent() -> None:
    overview = overview_of(ALL, CONCEPT)
    assert overview.verdicts == {"fail": 2, "unreadable": 1, "warn": 1, "pass": 1}
    assert overview.folder == "in"
    assert overview.frequent[0] == ("frame", Kind.FAIL, 2)
    assert 0 < overview.distance < 100
    assert overview_of((CheckedPhoto("/a.jpg"), LOST), CONCEPT).folder == ""
