from __future__ import annotations

import io

import pytest
from PIL import Image

from imagepool.photo.decoding import decode
from imagepool.style.judging import judge
from tests.making import make_photo
from tests.style.pictures import facts_of
from tests.style.tables import Case, concept_of, found, setting_of, table_of


def tables(quality: int, *, gray: bool = False) -> dict[str, object]:
    stream = io.BytesIO()
    Image.new("L" if gray else "RGB", (16, 16)).save(stream, "JPEG", quality=quality)
    with Image.open(stream) as image:
        return {"quantization": image.quantization}  # type: ignore[attr-defined]


PASSES = {
    "quality 100": Case(photo=tables(100)),
    "quality 90": Case(photo=tables(90)),
    "quality 75": Case(photo=tables(75)),
    "a gray picture of quality 80": Case(photo=tables(80, gray=True)),
}
FAILS = {
    "quality 60": Case(photo=tables(60)),
    "quality 30": Case(photo=tables(30)),
    "quality 1": Case(photo=tables(1)),
}
UNMEASURABLE = {"what is no JPEG": Case(photo={"format": "PNG"})}

test_table = table_of("jpeg-quality", passes=PASSES, fails=FAILS, unmeasurable=UNMEASURABLE)


@pytest.mark.parametrize("quality", [*range(2, 97, 6), 100])
def test_the_quality_of_the_common_scale_is_exact(quality: int) -> None:
    assert found("jpeg-quality", Case(photo=tables(quality))).value == quality


def test_a_decoded_file_tells_its_quality() -> None:
    photo = decode(make_photo(quality=40))
    report = judge(photo, facts_of(), concept_of(setting_of("jpeg-quality")))
    assert report.findings[0].value == 40
