from __future__ import annotations

import pytest

from imagepool.asset import FactValue, Place, Source
from imagepool.photo.metadata.reconciling import agrees

_LONG = "Die Marienkirche über den Dächern der Stadt Mühlhausen im ersten Schnee des Jahres 2015"


@pytest.mark.parametrize(
    ("name", "value", "other", "source", "same"),
    [
        ("title", "Kirche", "Kirche", "iim", True),
        ("title", "Kirche", "Turm", "iim", False),
        ("title", "Die  Kirche\n", "Die Kirche", "iim", True),
        ("title", "Gro\u0308ße", "Größe", "iim", True),
        ("title", _LONG, _LONG[:62], "iim", True),
        ("title", _LONG, _LONG[:40], "iim", False),
        ("caption", _LONG, _LONG[:62], "exif", False),
        ("creator", ("Jürgen", "Eva"), ("Eva", "Jürgen"), "exif", True),
        ("creator", ("Jürgen",), ("J?rgen",), "exif", True),
        ("creator", ("Jürgen",), ("Eva",), "exif", False),
        ("keywords", ("Ôvôr", "Хужирт"), ("??????", "Ôvôr"), "iim", True),
        ("creator", ("N" * 40,), ("N" * 32,), "iim", True),
        ("keywords", ("b", "a", "a"), ("a", "b"), "iim", True),
        ("keywords", ("a", "b"), ("a",), "iim", False),
        ("date_taken", "2015-07-11T11:18:19", "2015-07-11", "iim", True),
        ("latitude", 51.208333, 51.20834, "xmp", True),
        ("latitude", 51.208333, 51.3, "xmp", False),
        ("orientation", 6, 1, "xmp", False),
        ("location_shown", (Place(city="A", sublocation="S"),), (Place(city="A"),), "iim", True),
        ("location_shown", (Place(city="A"),), (Place(city="B"),), "iim", False),
    ],
)
def test_two_blocks_agree_if_they_say_the_same_as_far_as_they_can(
    name: str, value: FactValue, other: FactValue, source: Source, same: bool
) -> None:
    assert agrees(name, value, other, source) is same
