from __future__ import annotations

import pytest

from imagepool.region import Region
from imagepool.region.colors import contrast


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21), ("#767676", "#ffffff", 4.54), ("#777777", "#777777", 1)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(one, other) == contrast(other, one)


def test_the_colors_of_a_region_can_be_read_on_white(home: Region) -> None:
    assert all(contrast(color, "#ffffff") >= 4.5 for color in home.colors.values())
