from __future__ import annotations

import pytest

from imagepool.style.unmeasured import Unmeasured, unmeasured
from tests.style.test_rulebook import numbers_in


@pytest.mark.parametrize("one", unmeasured(), ids=lambda one: one.title["en"])
def test_it_is_told_in_both_languages_with_the_same_figures(one: Unmeasured) -> None:
    for text in (one.title, one.why):
        assert set(text) == {"de", "en"}
        assert all(text.values())
    assert numbers_in(one.why["de"], "de") == numbers_in(one.why["en"], "en")
