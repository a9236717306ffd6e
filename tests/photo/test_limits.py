from __future__ import annotations

import pytest

from imagepool.errors import ConfigurationError, UnreadablePhoto
from imagepool.photo.limits import Limits


def test_a_file_may_have_as_many_bytes_as_the_limit_but_no_more() -> None:
    limits = Limits(max_bytes=100)
    limits.check_bytes(100)
    with pytest.raises(UnreadablePhoto, match="101 bytes") as caught:
        limits.check_bytes(101)
    assert caught.value.reason == "too_large"


def test_a_picture_may_have_as_many_pixels_as_the_limit_but_no_more() -> None:
    limits = Limits(max_pixels=100)
    limits.check_pixels(10, 10)
    with pytest.raises(UnreadablePhoto, match="11 x 10") as caught:
        limits.check_pixels(11, 10)
    assert caught.value.reason == "too_many_pixels"


@pytest.mark.parametrize("name", ["max_bytes", "max_pixels", "seconds", "memory"])
def test_a_limit_of_zero_is_a_wrong_setting(name: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        Limits(**{name: 0})
    assert caught.value.setting == name
