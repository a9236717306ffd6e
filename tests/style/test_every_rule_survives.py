"""Every rule on the oddest pictures that cameras and programs write: none breaks, none warns."""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image

from imagepool.photo.darkroom import Darkroom
from imagepool.photo.decoding import decode
from imagepool.photo.facts import read_facts
from imagepool.photo.limits import Limits
from imagepool.style.judging import judge
from imagepool.style.report import Finding, Report, Verdict
from imagepool.style.rules import RULES
from tests.making import make_image, make_photo
from tests.style.tables import concept_of, setting_of

EVERYTHING = concept_of(*(setting_of(rule.name) for rule in RULES if not rule.of_company))


def judged(data: bytes) -> Report:
    """What a child of the darkroom does."""
    photo = decode(data)
    return judge(photo, read_facts(data, photo.format), EVERYTHING)


def saved(image: Image.Image, format_: str = "PNG", **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, format_, **options)
    return file.getvalue()


def plain(color: tuple[int, int, int], width: int, height: int, format_: str = "JPEG") -> bytes:
    return saved(Image.new("RGB", (width, height), color), format_)


ODD: dict[str, Callable[[], bytes]] = {
    "1x1": lambda: plain((90, 140, 60), 1, 1),
    "1x1 PNG": lambda: plain((90, 140, 60), 1, 1, "PNG"),
    "2x2": lambda: make_photo(2, 2),
    "7x5": lambda: make_photo(7, 5),
    "17x3": lambda: make_photo(17, 3),
    "1x10000": lambda: make_photo(1, 10_000),
    "10000x1": lambda: make_photo(10_000, 1),
    "10000x9": lambda: make_photo(10_000, 9, "PNG"),
    "monochrome": lambda: make_photo(640, 480, mode="L"),
    "one bit": lambda: saved(make_image(640, 480, mode="1")),
    "palette": lambda: saved(make_image(640, 480).quantize(16)),
    "all black": lambda: plain((0, 0, 0), 640, 480),
    "all white": lambda: plain((255, 255, 255), 640, 480),
    "all red": lambda: plain((255, 0, 0), 640, 480),
    "black and white halves": lambda: saved(halves()),
    "every pixel by chance": lambda: saved(chance()),
    "CMYK": lambda: make_photo(640, 480, mode="CMYK"),
    "CMYK TIFF": lambda: make_photo(640, 480, "TIFF", mode="CMYK"),
    "16 bits": lambda: make_photo(640, 480, "PNG", mode="I;16"),
    "16 bits TIFF": lambda: make_photo(640, 480, "TIFF", mode="I;16"),
    "alpha": lambda: make_photo(640, 480, "PNG", mode="RGBA"),
    "gray and alpha": lambda: make_photo(640, 480, "PNG", mode="LA"),
    "nothing to be seen": lambda: saved(Image.new("RGBA", (640, 480))),
    "alpha WebP": lambda: make_photo(640, 480, "WEBP", mode="RGBA"),
}


def halves() -> Image.Image:
    pixels = np.zeros((480, 640, 3), np.uint8)
    pixels[:, 320:] = 255
    return Image.fromarray(pixels)


def chance() -> Image.Image:
    return Image.fromarray(np.random.default_rng(4).integers(0, 256, (480, 640, 3), np.uint8))


@pytest.mark.parametrize("name", ODD)
def test_odd_pictures_are_judged_by_every_rule(name: str) -> None:
    sound(judged(ODD[name]()))


def sound(report: Report) -> None:
    """Assert that every rule said something sensible, if only why it keeps silent."""
    assert [finding.rule for finding in report.findings] == [one.rule for one in EVERYTHING.rules]
    broken = [one.rule for one in report.findings if one.reason in {"crashed", "not-a-number"}]
    assert not broken
    for finding in report.findings:
        assert (finding.value is None) is (finding.verdict is Verdict.NOT_APPLICABLE)
        assert type(finding.value) in {float, int, str, type(None)}
        assert set(finding.message) == {"de", "en"}
        assert lies_inside(finding), finding


def lies_inside(finding: Finding) -> bool:
    if finding.region is None:
        return True
    x, y, width, height = finding.region
    return 0 <= x <= x + width <= 1.0001 and 0 <= y <= y + height <= 1.0001


@pytest.fixture(scope="module")
def huge() -> bytes:
    """A JPEG of 100 megapixels, of copies of one scene."""
    sheet = Image.new("RGB", (12_500, 8_000))
    tile = make_image(2_500, 2_000, seed=5)
    for left in range(0, sheet.width, tile.width):
        for top in range(0, sheet.height, tile.height):
            sheet.paste(tile, (left, top))
    return saved(sheet, "JPEG", quality=92)


def test_a_hundred_megapixels_fit_into_the_childs_memory_and_time(huge: bytes) -> None:
    limits = Limits()
    preload = ("imagepool.workflows.develop", judged.__module__)
    with Darkroom(workers=1, limits=limits, preload=preload) as darkroom:
        report = darkroom.run(judged, huge)
    sound(report)
    resolution = next(one for one in report.findings if one.rule == "resolution")
    assert resolution.value == 100
