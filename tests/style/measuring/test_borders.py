from __future__ import annotations

import pytest

from imagepool.style.measuring.borders import Border, find_border
from tests.style.pictures import bordered, plain, scene


@pytest.mark.parametrize(
    "sides",
    [
        {"top": 15, "bottom": 15, "left": 15, "right": 15},
        {"top": 60, "bottom": 60},
        {"top": 15, "bottom": 80, "left": 15, "right": 15},
        {"right": 40},
        {},
    ],
)
def test_each_side_is_as_wide_as_it_was_drawn(sides: dict[str, int]) -> None:
    framed = bordered(scene(), 255, **sides)
    border = find_border(framed)
    assert border == Border(**sides)
    assert border.sides == sides
    height, width = framed.shape[:2]
    inside = (height - border.top - border.bottom, width - border.left - border.right)
    assert border.inside(framed).shape[:2] == inside


def test_a_picture_of_one_color_has_no_border() -> None:
    assert find_border(plain(255, 255, 255)) == find_border(plain(0, 0, 0, 1, 1)) == Border()
