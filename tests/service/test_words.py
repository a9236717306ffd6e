from __future__ import annotations

import pytest

from imagepool.pool import Pool
from imagepool.service import create_app
from imagepool.service.words import markdown, measured, rule_title, size, unit_of, word


@pytest.mark.parametrize(
    ("byte_count", "said"),
    [(None, ""), (1, "1 kB"), (999_499, "999 kB"), (1_500_000, "1,5 MB"), (12_340_000, "12,3 MB")],
)
def test_sizes_are_said_as_people_read_them(pool: Pool, byte_count: int | None, said: str) -> None:
    with create_app(pool).test_request_context("/"):
        assert size(byte_count) == said


def test_codes_have_words_and_unknown_ones_stay_as_they_are(pool: Pool) -> None:
    with create_app(pool).test_request_context("/"):
        assert word("tourism", "purpose") == "Marketing für die Region"
        assert word("in_review", "state") == "in Begutachtung"
        assert word("polish", "act") == "polish"
        assert rule_title("sharpness") == "Schärfe"
        assert rule_title("long-gone") == "long-gone"
        assert measured(1.3333, "px") == "1,33 px"
        assert unit_of("jpeg-quality", "of 100") == "von 100"
        assert unit_of("long-gone", "px") == "px"
        assert measured("sRGB", "") == "sRGB"


def test_markdown_of_operators_holds_no_live_html() -> None:
    html = markdown("# A\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1))")
    assert "<script" not in html
    assert 'href="javascript' not in html


def test_headings_can_be_lowered_into_a_page() -> None:
    assert markdown("# A\n\n###### B", 2) == "<h3>A</h3>\n<h6>B</h6>\n"
