from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, strategies as st
from hypothesis.extra import numpy as arrays

from imagepool.photo.matching.agreement import compare
from imagepool.photo.matching.alignment import align
from imagepool.photo.matching.features import FRAME, Features, find_features
from imagepool.photo.matching.panel import find_panel
from imagepool.photo.matching.words import asked_words, kept_words
from imagepool.photo.pixels.pixels import Pixels, as_pixels
from tests.making import make_pixels

PLAN = ((512, 250), (256, 150))
WHOLE = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0))


def drawn(seed: int, width: int = 900, height: int = 600) -> Pixels:
    return as_pixels(cv2.cvtColor(make_pixels(width, height, seed=seed), cv2.COLOR_RGB2GRAY))


@given(
    st.integers(0, 30).flatmap(
        lambda count: st.tuples(
            arrays.arrays(np.uint16, (count, 4)), arrays.arrays(np.uint8, (count, 32))
        )
    )
)
def test_features_come_back_from_what_is_kept(made: tuple[Pixels, Pixels]) -> None:
    places = made[0].astype(np.float32) / np.float32(32)
    kept = Features(1024, 683, places, made[1])
    back = Features.from_bytes(kept.to_bytes())
    assert (back.width, back.height) == (1024, 683)
    assert np.array_equal(back.places, places)
    assert np.array_equal(back.descriptors, made[1])


@pytest.mark.parametrize(
    "data", [b"", b"\x02" + b"\0" * 30, find_features(drawn(1), PLAN).to_bytes()[:-1]]
)
def test_what_is_no_features_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="features"):
        Features.from_bytes(data)


def test_a_part_lies_where_it_was_cut_out() -> None:
    whole = drawn(3)
    part = np.ascontiguousarray(whole[100:500, 250:850])
    alignment = align(find_features(part, PLAN), find_features(whole, PLAN))
    assert alignment is not None
    (scale, _, left), (_, _, top) = alignment.matrix
    assert scale == pytest.approx(600 / 900, abs=0.01)
    assert left == pytest.approx(250 * FRAME / 900, abs=4)
    assert top == pytest.approx(100 * FRAME / 900, abs=4)
    agreement = compare(part, alignment.matrix, whole)
    assert agreement is not None
    assert agreement.whole.alike > 0.97
    assert agreement.whole.covered == pytest.approx(600 * 400 / (900 * 600), abs=0.03)
    assert agreement.turned < 0.4


def test_a_turned_picture_is_told_to_be_turned() -> None:
    one = drawn(3)
    turn = cv2.getRotationMatrix2D((450, 300), 1.5, 1.05)
    other = as_pixels(cv2.warpAffine(one, turn, (900, 600)))
    alignment = align(find_features(other, PLAN), find_features(one, PLAN))
    assert alignment is not None
    agreement = compare(other, alignment.matrix, one)
    assert agreement is not None
    assert agreement.turned == pytest.approx(1.5, abs=0.2)


def test_different_pictures_do_not_agree() -> None:
    agreement = compare(drawn(3), WHOLE, drawn(4))
    assert agreement is not None
    assert agreement.whole.alike < 0.4


def test_where_they_do_not_overlap_nothing_is_said() -> None:
    assert compare(drawn(3), ((1.0, 0.0, 2000.0), (0.0, 1.0, 0.0)), drawn(3)) is None


def test_a_smaller_copy_has_words_in_common_and_another_picture_has_few() -> None:
    one = drawn(5)
    features = find_features(one, PLAN)
    kept = set(kept_words(one, features))
    small = as_pixels(cv2.resize(one, (450, 300), interpolation=cv2.INTER_AREA))
    asked = set(asked_words(small, find_features(small, PLAN)))
    other = drawn(6)
    strange = set(asked_words(other, find_features(other, PLAN)))
    assert len(kept & asked) > 5 * max(len(kept & strange), 1)
    assert all(0 <= word < 2**24 for word in kept)


@pytest.mark.parametrize("size", [(1, 1), (5, 900), (40, 40)])
def test_the_smallest_pictures_have_no_features_and_do_no_harm(size: tuple[int, int]) -> None:
    flat = np.full(size, 128, np.uint8)
    features = find_features(flat, PLAN)
    assert len(features) == 0
    assert kept_words(flat, features) == []
    assert align(features, find_features(drawn(1), PLAN)) is None


def test_a_picture_in_a_page_is_found_and_a_picture_alone_is_no_page() -> None:
    page = np.full((1000, 800), 250, np.uint8)
    for top in range(20, 980, 24):
        cv2.putText(page, "im Herbst " * 6, (10, top), cv2.FONT_HERSHEY_SIMPLEX, 0.5, 20)
    page[300:600, 200:650] = cv2.resize(drawn(7), (450, 300))
    panel = find_panel(page)
    assert panel is not None
    rows, columns = panel
    assert (rows.start, rows.stop) == pytest.approx((300, 600), abs=34)
    assert (columns.start, columns.stop) == pytest.approx((200, 650), abs=34)
    assert find_panel(drawn(7)) is None
