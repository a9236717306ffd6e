from __future__ import annotations

import io
from functools import partial

import cv2
import numpy as np
import pytest
from PIL import Image

from imagepool.photo.decoding import decode
from imagepool.style.judging import judge
from imagepool.style.report import Verdict
from tests.making import make_photo, make_pixels
from tests.style.pictures import Pixels, facts_of, plain
from tests.style.tables import Case, concept_of, found, setting_of, table_of

SIZE = 512, 384


def saved(*qualities: int, size: tuple[int, int] = SIZE) -> Pixels:
    """A textured scene, saved as JPEG once for each quality."""
    image = Image.fromarray(make_pixels(*size, seed=4))
    for quality in qualities:
        stream = io.BytesIO()
        image.save(stream, "JPEG", quality=quality)
        image = Image.open(stream)
    return np.asarray(image)


def tables(quality: int) -> dict[str, object]:
    stream = io.BytesIO()
    Image.new("RGB", (16, 16)).save(stream, "JPEG", quality=quality)
    with Image.open(stream) as image:
        return {"quantization": image.quantization}  # type: ignore[attr-defined]


def file(*qualities: int) -> Case:
    return Case(partial(saved, *qualities), photo=tables(qualities[-1]))


def made_smaller() -> Pixels:
    return np.asarray(cv2.resize(saved(30), (400, 300), interpolation=cv2.INTER_AREA), np.uint8)


PASSES = {
    "saved once, well": file(95),
    "saved once, badly": file(40),
    "saved well, then badly": file(95, 40),
    "saved twice, well": file(85, 95),
    "never compressed": Case(saved, photo={"format": "PNG"}),
    "compressed, then made smaller": Case(made_smaller, photo={"format": "PNG"}),
}
FAILS = {
    "quality 30 under 95": file(30, 95),
    "quality 60 under 95": file(60, 95),
    "quality 50 under 85": file(50, 85),
    "quality 40 under lossless": Case(partial(saved, 40), photo={"format": "PNG"}),
    "a small picture": Case(partial(saved, 30, 95, size=(96, 64)), photo=tables(95)),
}
UNMEASURABLE = {
    "a single pixel": Case(lambda: plain(9, 9, 9, 1, 1)),
    "a line of pixels": Case(lambda: plain(9, 9, 9, 10_000, 1)),
    "black": Case(lambda: plain(0, 0, 0)),
    "a plain wall": Case(lambda: plain(120, 130, 140)),
    "a file so coarse that it hides everything": file(10),
    "another way of compressing": Case(photo={"format": "WEBP"}),
    "printing colors": Case(photo={"mode": "CMYK"}),
    "a picture opened at a smaller size": Case(photo={"width": 5000, "height": 5000}),
}

test_table = table_of("recompression", passes=PASSES, fails=FAILS, unmeasurable=UNMEASURABLE)


@pytest.mark.parametrize("quality", [25, 40, 55, 68])
def test_the_value_is_the_quality_before(quality: int) -> None:
    value = found("recompression", file(quality, 95)).value
    assert value == pytest.approx(quality, abs=2)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_photo_is_judged_on_the_grid_of_its_file(orientation: int) -> None:
    stream = io.BytesIO()
    tags = Image.Exif()
    tags[0x0112] = orientation
    # Neither side is a multiple of 8: turned, the grid begins elsewhere.
    picture = Image.fromarray(saved(35, size=(515, 389)))
    picture.save(stream, "JPEG", quality=95, exif=tags.tobytes())
    photo = decode(stream.getvalue())
    finding = judge(photo, facts_of(), concept_of(setting_of("recompression"))).findings[0]
    assert finding.value == pytest.approx(35, abs=1)


def test_it_warns_at_most() -> None:
    assert found("recompression", file(30, 95)).verdict is Verdict.WARN


def test_a_camera_s_file_is_not_suspected() -> None:
    photo = decode(make_photo(800, 600, quality=92))
    finding = judge(photo, facts_of(), concept_of(setting_of("recompression"))).findings[0]
    assert finding.value == 100
