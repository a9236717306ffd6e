"""AVIF and HEIC files of many items: what makes the picture stays, in whatever tables it lies."""

from __future__ import annotations

import pytest

from imagepool.errors import UnreadablePhoto
from imagepool.photo.containers import write_blocks
from imagepool.photo.containers.items import Items
from tests.making import make_photo
from tests.photo.grid_files import Shape, make_grid
from tests.photo.written_files import KINDS, PACKET, SECRET, look_of

SHAPES = {
    "plain": Shape(version=1),
    "split": Shape(version=1, split=True),
    "wide": Shape(version=2, wide=True, split=True),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_grid_keeps_its_tiles_and_nothing_else(shape: str) -> None:
    data = make_grid(SHAPES[shape], secret=SECRET)

    written = write_blocks(data, "AVIF", PACKET)

    items = Items.of(written)
    assert items is not None
    kinds = sorted(item.kind for item in items.listed())
    assert look_of(written) == look_of(data)
    assert look_of(written).size == (128, 128)
    assert kinds == [b"Exif", *[b"av01"] * 4, b"grid", b"mime"]
    assert SECRET not in written
    assert write_blocks(written, "AVIF", PACKET) == written


def test_tiles_that_share_their_data_still_share_it() -> None:
    data = make_grid(SHAPES["plain"], secret=SECRET)
    items = Items.of(data)
    assert items is not None
    places = [next(iter(items.location(number).extents)) for number in (1, 2)]  # type: ignore[union-attr]
    first, second = (place.to_bytes(4) + size.to_bytes(4) for place, size in places)
    data = data.replace(second, first)

    written = write_blocks(data, "AVIF", PACKET)

    assert look_of(written) == look_of(data)
    assert len(written) < len(data) + 4500


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b"iloc\1", b"xloc\1", "corrupt"),
        (b"iinf", b"xinf", "corrupt"),
        (b"pitm\0\0\0\0\0\x0a", b"pitm\0\0\0\0\0\x63", "corrupt"),
        (b"thmb\0\x05\0\1\0\x0a", b"thmb\0\x0a\0\1\0\5", "corrupt"),
        (b"ftypavif", b"ftypavis", "unsupported_format"),
        (b"\0\x0a\0\1\0\0", b"\0\x0a\0\2\0\0", "unsupported_format"),  # data of another item
        (b"\0\x0a\0\1\0\0", b"\0\x0a\0\1\0\7", "unsupported_format"),  # data of another file
        (b"infe\2\0\0\0\0\x0a\0\0", b"infe\2\0\0\0\0\x0a\0\1", "unsupported_format"),  # protected
    ],
)
def test_what_cannot_be_moved_safely_is_refused(old: bytes, new: bytes, reason: str) -> None:
    data = make_grid(SHAPES["plain"], secret=SECRET)
    assert data.count(old) == 1

    with pytest.raises(UnreadablePhoto) as caught:
        write_blocks(data.replace(old, new), "AVIF", PACKET)
    assert caught.value.reason == reason


def test_a_property_that_must_be_understood_and_is_not_known_is_refused() -> None:
    data = KINDS["heic"][1]()

    with pytest.raises(UnreadablePhoto, match="depends on"):
        write_blocks(data.replace(b"hvcC", b"xxxC"), "HEIC", PACKET)


def test_an_item_that_reaches_beyond_the_file_is_refused() -> None:
    data = make_photo(64, 48, "AVIF")

    with pytest.raises(UnreadablePhoto) as caught:
        write_blocks(data[:-100], "AVIF", PACKET)
    assert caught.value.reason == "corrupt"


def test_an_animation_is_refused() -> None:
    with pytest.raises(UnreadablePhoto) as caught:
        write_blocks(KINDS["avif"][1]().replace(b"ftypavif", b"ftypavis"), "AVIF", PACKET)
    assert caught.value.reason == "unsupported_format"


def test_a_still_that_first_calls_itself_a_sequence_is_a_still_afterwards() -> None:
    data = KINDS["heic"][1]()

    written = write_blocks(data.replace(b"ftypheic", b"ftypmsf1"), "HEIC", PACKET)

    assert b"msf1" not in written
    assert look_of(written).pixels == look_of(data).pixels
