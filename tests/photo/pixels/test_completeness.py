from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from imagepool.errors import UnreadablePhoto
from imagepool.photo.pixels.completeness import check_whole
from tests.making import make_photo

WHOLE = {
    "PNG": make_photo(160, 120, "PNG"),
    "WEBP": make_photo(160, 120, "WEBP"),
    "AVIF": make_photo(160, 120, "AVIF"),
    "HEIC": make_photo(160, 120, "HEIC"),
    "TIFF": make_photo(160, 120, "TIFF", compression="tiff_lzw"),
    "JPEG": make_photo(160, 120, "JPEG", progressive=True),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_whole_file_passes(name: str) -> None:
    check_whole(WHOLE[name], name)


@pytest.mark.parametrize("name", sorted(set(WHOLE) - {"JPEG"}))
@settings(max_examples=40)
@given(share=st.floats(0.1, 0.99))
def test_a_file_that_was_cut_is_told_by_its_frame(name: str, share: float) -> None:
    data = WHOLE[name]
    with pytest.raises(UnreadablePhoto) as caught:
        check_whole(data[: int(len(data) * share)], name)
    assert caught.value.reason == "truncated"


@pytest.mark.parametrize("name", ["WEBP", "AVIF", "HEIC"])
def test_a_file_whose_end_never_arrived_is_cut(name: str) -> None:
    data = WHOLE[name]
    half = len(data) // 2
    with pytest.raises(UnreadablePhoto, match="zeros"):
        check_whole(data[:half] + bytes(len(data) - half), name)


def test_a_wrong_checksum_of_a_png_is_seen() -> None:
    data = bytearray(WHOLE["PNG"])
    data[len(data) // 2] ^= 1
    with pytest.raises(UnreadablePhoto, match="checksum") as caught:
        check_whole(bytes(data), "PNG")
    assert caught.value.reason == "corrupt"


def test_boxes_that_stand_still_are_corrupt() -> None:
    with pytest.raises(UnreadablePhoto) as caught:
        check_whole(b"\0\0\0\x10ftypavif\0\0\0\0" + b"\0\0\0\x04meta" + bytes(40), "AVIF")
    assert caught.value.reason == "corrupt"


def scan_starts(data: bytes) -> list[int]:
    return [at for at in range(len(data) - 1) if data[at : at + 2] == b"\xff\xda"]


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_a_progressive_jpeg_without_its_last_passes_is_cut(mode: str) -> None:
    data = make_photo(160, 120, "JPEG", mode=mode, progressive=True)
    check_whole(data, "JPEG")
    for start in scan_starts(data)[1:]:
        table = data.rfind(b"\xff\xc4", 0, start)  # the tables of a scan stand before it
        with pytest.raises(UnreadablePhoto) as caught:
            check_whole(data[:table] + b"\xff\xd9", "JPEG")
        assert caught.value.reason == "truncated"


def test_a_jpeg_of_a_thousand_scans_is_refused_before_it_costs_time() -> None:
    data = make_photo(160, 120, "JPEG", progressive=True)
    first = scan_starts(data)[0]
    bomb = data[:first] + data[first : first + 14] * 1000
    with pytest.raises(UnreadablePhoto, match="too many"):
        check_whole(bomb, "JPEG")


@pytest.mark.parametrize(
    ("kind", "bits", "word"), [(0xC3, 8, "lossless"), (0xC1, 12, "12 bits"), (0xC0, 16, "16 bits")]
)
def test_kinds_of_jpeg_that_are_not_taken_are_named(kind: int, bits: int, word: str) -> None:
    data = bytearray(make_photo(32, 24, "JPEG"))
    frame = data.find(b"\xff\xc0")
    data[frame + 1], data[frame + 4] = kind, bits
    with pytest.raises(UnreadablePhoto, match=word) as caught:
        check_whole(bytes(data), "JPEG")
    assert caught.value.reason == "unsupported_format"
