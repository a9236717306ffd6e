"""A file of several pictures is whole only with all of them."""

from __future__ import annotations

import io

import pytest

from imagepool.errors import UnreadablePhoto
from imagepool.photo.containers.directory import Tiff
from imagepool.photo.decoding import decode
from imagepool.photo.pixels.pages import count_pages
from tests.making import make_image

SIDE = 48


def several(format: str, count: int) -> bytes:  # noqa: A002 -- Pillow's word
    first, *others = (make_image(SIDE, SIDE, seed=seed) for seed in range(count))
    stream = io.BytesIO()
    first.save(stream, format, save_all=True, append_images=others)
    return stream.getvalue()


def test_pages_are_counted_also_in_a_circle() -> None:
    data = several("TIFF", 3)
    assert count_pages(data) == 3
    tiff = Tiff.over(data)
    assert tiff
    *_, last = tiff.directories()
    end = last.place + 2 + 12 * len(last.entries)  # where "nothing follows" stands
    in_a_circle = data[:end] + data[4:8] + data[end + 4 :]
    assert count_pages(in_a_circle) == 3
    assert decode(in_a_circle).width == SIDE
    assert count_pages(b"no TIFF") == 0


@pytest.mark.parametrize("format", ["TIFF", "MPO"])
def test_a_later_picture_that_is_cut_off_refuses_the_file(format: str) -> None:  # noqa: A002
    data = several(format, 2)
    assert decode(data).width == SIDE
    half = len(data) // 2
    for size in range(half + 200, len(data) - 4, (len(data) - half) // 40):
        with pytest.raises(UnreadablePhoto) as refused:
            decode(data[:size])
        assert refused.value.reason == "truncated"


def test_a_photo_whose_companion_was_dropped_is_whole() -> None:
    data = several("MPO", 2)
    second = data.rindex(b"\xff\xd8\xff")
    assert decode(data[:second]).width == SIDE
