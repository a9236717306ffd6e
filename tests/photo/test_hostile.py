from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from imagepool.errors import UnreadablePhoto
from imagepool.photo.darkroom import Darkroom
from imagepool.photo.limits import Limits
from tests.making import make_photo
from tests.photo import tasks
from tests.photo.hostile import hostile_files

REASONS = {"empty", "unsupported_format", "too_many_pixels", "truncated", "corrupt"}


@pytest.fixture(scope="module")
def darkroom() -> Iterator[Darkroom]:
    with Darkroom(workers=2, limits=Limits(seconds=20)) as opened:
        yield opened


def reason_of(darkroom: Darkroom, name: str, data: bytes) -> str:
    try:
        size = darkroom.run(tasks.size, data)
    except UnreadablePhoto as error:
        return error.reason if error.message else f"{name} was refused without a word"
    return f"{name} was taken as a photo of {size}"


def test_three_hundred_hostile_files_are_each_refused_with_a_reason(darkroom: Darkroom) -> None:
    files = dict(hostile_files())
    assert len(files) >= 300
    with ThreadPoolExecutor(2) as threads:
        reasons = list(threads.map(lambda item: reason_of(darkroom, *item), files.items()))
    assert set(reasons) <= REASONS, Counter(reasons)
    assert darkroom.run(tasks.size, make_photo(320, 200)) == (320, 200)
