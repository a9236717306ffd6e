"""Damaged files and the writers: refused, or written so that they read back, and nothing else."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from imagepool.errors import UnreadablePhoto
from imagepool.photo.containers import read_blocks, write_blocks
from tests.photo.written_files import KINDS, PACKET

_KINDS = (
    "jpeg_progressive", "png_alpha", "webp_alpha", "webp_animated", "tiff_lzw", "tiff_big",
    "tiff_tiles_big_endian", "avif_alpha", "heic_alpha",
)  # fmt: skip
_PLACES = st.one_of(st.integers(0, 900), st.integers(0, 20_000))
_BYTES = st.sampled_from([b"", b"\0", b"\xff", b"\0" * 4, b"\xff" * 4, b"\0\0\0\1", b"\x7f"])
_CHANGES = st.lists(st.tuples(_PLACES, _BYTES, st.integers(0, 8)), min_size=1, max_size=6)


@cache
def _file(kind: str, *, written: bool) -> bytes:
    data = KINDS[kind][1]()
    return write_blocks(data, KINDS[kind][0], PACKET) if written else data


def _written(data: bytes, name: str) -> bytes | UnreadablePhoto:
    try:
        return write_blocks(data, name, PACKET)
    except UnreadablePhoto as refusal:
        return refusal


@pytest.mark.parametrize("kind", _KINDS)
@settings(max_examples=60, deadline=2000, suppress_health_check=[HealthCheck.too_slow])
@given(changes=_CHANGES, written=st.booleans())
def test_a_damaged_file_is_refused_or_written_whole(
    kind: str, changes: list[tuple[int, bytes, int]], *, written: bool
) -> None:
    data = bytearray(_file(kind, written=written))
    for place, fresh, gone in changes:
        data[place : place + gone] = fresh
    name = KINDS[kind][0]

    result = _written(bytes(data), name)

    if isinstance(result, UnreadablePhoto):
        assert result.reason in {"corrupt", "truncated", "unsupported_format"}
    else:
        assert read_blocks(result, name).xmp == (PACKET.xmp,)
        assert write_blocks(result, name, PACKET) == result


@settings(max_examples=100, deadline=2000)
@given(data=st.binary(max_size=400), kind=st.sampled_from(_KINDS))
def test_bytes_that_begin_like_a_photo_are_refused(data: bytes, kind: str) -> None:
    head = _file(kind, written=False)[:12]

    with pytest.raises(UnreadablePhoto):
        write_blocks(head + data, KINDS[kind][0], PACKET)
