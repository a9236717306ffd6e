from __future__ import annotations

from imagepool.region.region import load_region
from imagepool.style.concept import load_concept
from imagepool.style.report import Verdict
from tests.style.pictures import Pixels, plain
from tests.style.tables import Case, found, table_of
from tests.style.test_concept import parse

FIELDS = {"palette": ("#96bee6", "#e6c62d")}


def fields() -> Pixels:
    """A quarter of rape blossom below, three quarters of sky."""
    picture = plain(150, 190, 230)
    picture[360:] = (230, 198, 45)
    return picture


PASSES = {
    "the colors of the palette": Case(fields, options=FIELDS),
    "one of them alone": Case(lambda: plain(150, 190, 230), options=FIELDS),
    "a single pixel": Case(lambda: plain(150, 190, 230, 1, 1), options=FIELDS),
}
FAILS = {
    "neon pink": Case(lambda: plain(255, 20, 200), options=FIELDS),
    "pure black": Case(lambda: plain(0, 0, 0), options=FIELDS),
}
UNMEASURABLE = {"a concept without a palette": Case(fields)}

test_table = table_of("palette", passes=PASSES, fails=FAILS, unmeasurable=UNMEASURABLE)

RULE = "[rules.palette]\nlevel = 'must'\n"
COLORS = "[[palette]]\nname = { de = 'Raps', en = 'Rape' }\ncolor = '#E6C62D'\n"


def test_the_sentence_names_the_colors() -> None:
    finding = found("palette", PASSES["the colors of the palette"])
    assert finding.message["de"].endswith(": hellblau, gelb.")
    assert finding.message["en"].endswith(": light blue, yellow.")


def test_it_passes_no_verdict_on_one_picture() -> None:
    finding = found("palette", FAILS["neon pink"])
    assert finding.noticed
    assert finding.verdict is Verdict.PASS


def test_the_concepts_palette_is_what_it_compares_with_unless_its_table_names_colors() -> None:
    assert parse(RULE + COLORS).rules[0].options == {"palette": ("#e6c62d",)}
    assert parse(RULE + "options.palette = []\n" + COLORS).rules[0].options["palette"]
    own = parse(RULE + "options.palette = ['#000000']\n" + COLORS).rules[0]
    assert own.options == {"palette": ("#000000",)}


def test_the_region_has_a_palette_of_colors_that_can_be_told_apart() -> None:
    palette = load_concept(load_region("nordthueringen").concept_path).palette
    assert 8 <= len(palette) <= 16
    for one in palette:
        others = {"palette": tuple(c.color for c in palette if c is not one)}
        red, green, blue = (int(one.color[at : at + 2], 16) for at in (1, 3, 5))
        value = found("palette", Case(lambda: plain(red, green, blue), options=others)).value  # noqa: B023
        assert isinstance(value, float)
        assert value > 5, one
