from __future__ import annotations

import pytest

from imagepool.asset import Conflict, Fact
from imagepool.photo.containers import Blocks
from imagepool.photo.facts import facts_of, read_facts
from imagepool.photo.metadata.png_text import read_png_text
from tests.photo.blocks_made import chunk, png, title_packet

_TEXTS = (("Title", " Kirche "), ("Title", "Turm"), ("Author", "Eva"), ("Copyright", ""))


def test_of_a_keyword_that_stands_twice_the_first_counts() -> None:
    assert read_png_text(_TEXTS).values == {"title": "Kirche", "creator": ("Eva",)}


def test_plain_texts_come_after_all_standards() -> None:
    fields = facts_of(Blocks(xmp=(title_packet("Rathaus"),), texts=_TEXTS)).fields
    assert fields == {
        "title": Fact("Rathaus", "xmp", (Conflict("derived", "Kirche"),)),
        "creator": Fact(("Eva",), "derived"),
    }


@pytest.mark.parametrize("keyword", ["parameters", "prompt", "invokeai_metadata"])
def test_what_a_generator_was_asked_for_is_read(keyword: str) -> None:
    text = b"a castle, golden hour\nSteps: 20, Sampler: Euler"
    data = png(
        chunk(b"tEXt", keyword.encode() + b"\0" + text), chunk(b"tEXt", b"Software\0Painter")
    )
    fields = read_facts(data, "PNG").fields
    assert fields["ai_prompt_information"] == Fact(text.decode(), "derived")
    assert fields["creator_tool"] == Fact("Painter", "derived")
