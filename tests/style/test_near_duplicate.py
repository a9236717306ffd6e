from __future__ import annotations

from dataclasses import replace

import pytest

from imagepool.asset import Likeness
from imagepool.photo.fingerprint import mirrored
from imagepool.style.company import Companion
from tests.style.companions import companion
from tests.style.tables import Among, company_table_of

ONE = companion()


def mirror_image(name: str, *, bits: int = 0) -> Companion:
    likeness = mirrored(ONE.likeness)
    return replace(
        companion(name), likeness=replace(likeness, phash=likeness.phash ^ ((1 << bits) - 1))
    )


PASSES = {
    "no other that is near": Among(ONE, [companion("b.jpg", bits=11)]),
    "a picture far from its mirror image": Among(ONE, [mirror_image("b.jpg", bits=11)]),
    "a search that found none": Among(ONE, searched=True),
    "the same file named twice": Among(ONE, [companion(), companion("b.jpg", bits=30)]),
}
FAILS = {
    "the same picture, smaller": Among(ONE, [companion("b.jpg", bits=2)]),
    "probably the same": Among(ONE, [companion("b.jpg", bits=10)]),
    "its mirror image": Among(ONE, [mirror_image("b.jpg")]),
    "its mirror image, edited": Among(ONE, [mirror_image("b.jpg", bits=10)]),
    "one found in the pool": Among(ONE, [companion("0abc", bits=4)], searched=True),
}
EVEN = replace(companion("wall.jpg"), likeness=Likeness(1 << 63, 0))
ALONE = {
    "a photo by itself": Among(ONE),
    "a blank wall": Among(EVEN, [replace(EVEN, name="sky.jpg", digest="sky")]),
}

test_it = company_table_of("near-duplicate", passes=PASSES, fails=FAILS, unmeasurable=ALONE)


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (companion("b.jpg", digest=ONE.digest), "The same file as: b.jpg."),
        (companion("b.jpg", bits=6), "The same picture as: b.jpg."),
        (companion("b.jpg", bits=6, dhash_bits=11), "Probably the same picture as: b.jpg."),
        (companion("b.jpg", bits=7, dhash_bits=0), "Probably the same picture as: b.jpg."),
        (mirror_image("b.jpg", bits=5), "Probably the mirror image of: b.jpg."),
    ],
)
def test_it_says_how_sure_it_is(other: Companion, said: str) -> None:
    assert Among(ONE, [other]).found("near-duplicate").message["en"] == said


def test_the_nearest_are_named_first_and_the_rest_is_counted() -> None:
    others = [companion(f"{bits}.jpg", bits=bits) for bits in (9, 3, 5, 1, 7, 2)]
    finding = Among(ONE, others).found("near-duplicate")
    assert finding.value == 6
    assert finding.message["de"] == "Dasselbe Bild wie: 1.jpg, 2.jpg, 3.jpg, 5.jpg, +2."
