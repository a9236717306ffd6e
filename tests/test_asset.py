from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, strategies as st

from imagepool.asset import Facts, Likeness, Orientation, Original, Place, asset_id


@pytest.mark.parametrize(
    ("width", "height", "shape"),
    [
        (6000, 4000, Orientation.LANDSCAPE),
        (4000, 6000, Orientation.PORTRAIT),
        (1000, 1000, Orientation.SQUARE),
        (1000, 985, Orientation.SQUARE),
        (2300, 1000, Orientation.PANORAMA),
        (1000, 2300, Orientation.PANORAMA),
        (1, 1, Orientation.SQUARE),
    ],
)
def test_the_shape_of_a_picture_has_a_name(width: int, height: int, shape: Orientation) -> None:
    original = Original(
        digest="0" * 64, format="JPEG", byte_count=1, width=width, height=height, name="a.jpg"
    )
    assert original.orientation is shape


@given(st.binary(), st.binary())
def test_different_bytes_get_different_ids_and_the_same_the_same(one: bytes, other: bytes) -> None:
    ids = [asset_id(hashlib.sha256(data).hexdigest()) for data in (one, other)]
    assert (ids[0] == ids[1]) is (one == other)
    assert all(len(each) == 16 for each in ids)


bits = st.integers(min_value=0, max_value=2**64 - 1)


@given(bits, bits)
def test_the_distance_of_two_likenesses_is_the_same_both_ways(one: int, other: int) -> None:
    a, b = Likeness(phash=one, dhash=0), Likeness(phash=other, dhash=0)
    assert a.distance(b) == b.distance(a) <= 64
    assert a.distance(a) == 0


def test_a_place_reads_from_near_to_far() -> None:
    place = Place(sublocation="Untermarkt", city="Mühlhausen", country_name="Deutschland")
    assert str(place) == "Untermarkt, Mühlhausen, Deutschland"


def test_a_field_that_a_file_does_not_state_is_empty_text() -> None:
    assert Facts().text("title") == ""
