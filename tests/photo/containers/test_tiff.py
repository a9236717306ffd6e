from __future__ import annotations

import struct

import pytest

from imagepool.photo.containers import read_blocks
from imagepool.photo.containers.blocks import Blocks
from imagepool.photo.containers.tiff import read_tiff, size_of_tiff, with_tags
from tests.making import make_photo
from tests.photo.blocks_made import iim, resource, title_packet

_TITLE = title_packet("Größe")
_IIM = iim((5, b"Title!!"))


def _tiff(order: str, *tags: tuple[int, int, bytes]) -> bytes:
    """A TIFF file of one directory; tags are (tag, type, value of a type of one byte)."""
    sign, head = ("<", b"II*\0") if order == "little" else (">", b"MM\0*")
    free = 8 + 2 + 12 * len(tags) + 4
    table, heap = struct.pack(sign + "H", len(tags)), b""
    for tag, kind, value in tags:
        count = len(value) // (4 if kind == 4 else 1)
        table += struct.pack(sign + "HHII", tag, kind, count, free + len(heap))
        heap += value
    return head + struct.pack(sign + "I", 8) + table + bytes(4) + heap


@pytest.mark.parametrize("order", ["little", "big"])
def test_blocks_are_read_from_their_tags(order: str) -> None:
    data = _tiff(order, (700, 1, _TITLE), (33723, 7, _IIM), (34675, 7, b"profile"))
    found = read_tiff(data)
    assert (found.exif, found.xmp, found.iim, found.icc) == (data, (_TITLE,), _IIM, b"profile")
    assert not found.troubles


def test_iim_of_type_long_that_was_swapped_is_put_right() -> None:
    swapped = b"".join(_IIM[at : at + 4][::-1] for at in range(0, len(_IIM), 4))
    assert len(_IIM) % 4 == 0
    assert read_tiff(_tiff("little", (33723, 4, swapped))).iim == _IIM


def test_iim_is_also_found_in_photoshop_resources() -> None:
    assert read_tiff(_tiff("big", (34377, 1, resource(0x0404, _IIM)))).iim == _IIM


def test_metadata_in_the_tags_of_an_exif_block_are_found() -> None:
    block = _tiff("little", (700, 1, _TITLE), (33723, 7, _IIM))
    assert with_tags(Blocks(exif=block)) == Blocks(exif=block, xmp=(_TITLE,), iim=_IIM)
    kept = Blocks(exif=block, xmp=(b"<a/>",), iim=b"\x1c")
    assert with_tags(kept) == kept
    assert read_blocks(make_photo(32, 24, "WEBP", exif=block), "WEBP").xmp == (_TITLE,)


@pytest.mark.parametrize(
    "save", [{}, {"big_tiff": True}, {"compression": "tiff_lzw"}, {"mode": "I;16"}]
)
def test_the_size_is_that_of_the_first_picture(save: dict[str, object]) -> None:
    data = make_photo(60, 40, "TIFF", **save)  # type: ignore[arg-type]
    assert size_of_tiff(data) == (60, 40)
    assert not read_tiff(data).troubles


def test_a_file_whose_directory_lies_outside_is_named() -> None:
    data = b"II*\0\xff\xff\xff\0" + bytes(50)
    assert read_tiff(data).troubles[0].block == "container"
    assert size_of_tiff(data) is None
    assert size_of_tiff(b"rubbish") is None
