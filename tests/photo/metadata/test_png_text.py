from __future__ import annotations

from imagepool.asset import Conflict, Fact
from imagepool.photo.containers import Blocks
from imagepool.photo.facts import facts_of
from imagepool.photo.metadata.png_text import read_png_text
from tests.photo.blocks_made import title_packet

_TEXTS = (("Title", " Kirche "), ("Title", "Turm"), ("Author", "Eva"), ("Copyright", ""))


def test_of_a_keyword_that_stands_twice_the_first_counts() -> None:
    assert read_png_text(_TEXTS).values == {"title": "Kirche", "creator": ("Eva",)}


def test_plain_texts_come_after_all_standards() -> None:
    fields = facts_of(Blocks(xmp=(title_packet("Rathaus"),), texts=_TEXTS)).fields
    assert fields == {
        "title": Fact("Rathaus", "xmp", (Conflict("derived", "Kirche"),)),
        "creator": Fact(("Eva",), "derived"),
    }
