from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from imagepool.errors import InvalidConcept
from imagepool.style.concept import StyleConcept, load_concept, parse_concept
from imagepool.style.limits import Bound, Level, Limits

HEAD = """\
[concept]
id = "sample"
version = "1.2.3"
title = { de = "Probe", en = "sample" }
why = { de = "Weil", en = "because" }
"""
RULE = """
[rules.noise]
level = "must"
"""


def parse(rest: str = RULE) -> StyleConcept:
    return parse_concept(HEAD + rest)


def test_a_small_concept_takes_the_rules_own_limits() -> None:
    concept = parse()
    assert (concept.id, concept.version) == ("sample", "1.2.3")
    noise = concept.setting("noise")
    assert noise is not None
    assert noise.level is Level.MUST
    assert noise.limits == Limits(max=Bound(2.5, 5.0))
    assert concept.setting("frame") is None


def test_a_plain_number_warns_and_fails_at_once() -> None:
    setting = parse(RULE + "max = 3").rules[0]
    assert setting.limits == Limits(max=Bound(3, 3))


def test_a_side_that_is_stated_replaces_the_rules_own() -> None:
    text = '[rules.saturation]\nlevel = "should"\nmax = { warn = 60 }\nmin = {}\n'
    assert parse(text).rules[0].limits == Limits(max=Bound(warn=60))


def test_exceptions_start_from_the_rules_limits() -> None:
    text = RULE + 'max = { warn = 2, fail = 4 }\nexceptions = [{ when = "night", max = 9 }]\n'
    setting = parse(text).rules[0]
    assert setting.under({"night"}).limits == Limits(max=Bound(9, 9))
    assert setting.under({"night"}).level is Level.MUST
    assert setting.under({"twilight"}) == setting


def test_the_first_exception_that_fits_wins() -> None:
    text = RULE + (
        'exceptions = [{ when = "night", level = "hint" }, { when = "twilight", exempt = true }]\n'
    )
    setting = parse(text).rules[0].under({"twilight", "night"})
    assert setting.level is Level.HINT
    assert setting.easing is not None
    assert not setting.easing.exempt


def test_options_sentences_themes_and_checklist_are_read() -> None:
    concept = parse(
        """
[rules.metadata]
level = "hint"
options.fields = ["creator"]
why = { de = "a", en = "b" }
message = { de = "Es fehlt {missing}", en = "{missing} is missing" }
remedy = { de = "c", en = "d" }

[[themes]]
id = "nature"
title = { de = "Natur", en = "Nature" }
about = { de = "e", en = "f" }

[[checklist]]
id = "calm"
topic = { de = "g", en = "h" }
question = { de = "Ruhig?", en = "Calm?" }
themes = ["nature"]

[[checklist]]
id = "always"
topic = { de = "g", en = "h" }
question = { de = "Echt?", en = "Genuine?" }
"""
    )
    assert concept.rules[0].options == {"fields": ("creator",)}
    assert [q.id for q in concept.questions_for(["town"])] == ["always"]
    assert [q.id for q in concept.questions_for(["nature"])] == ["calm", "always"]
    assert concept.circumstance_title("nature") == {"de": "Natur", "en": "Nature"}
    assert concept.circumstance_title("unknown") == {}


def test_the_palette_is_read_as_it_is_written_everywhere() -> None:
    text = "[[palette]]\nname = { de = 'Raps', en = 'Rape' }\ncolor = '#E6C62D'\n"
    color = parse(RULE + text).palette[0]
    assert (color.name["de"], color.color) == ("Raps", "#e6c62d")
    assert parse().palette == ()


def test_a_concept_crosses_process_borders() -> None:
    concept = parse()
    assert pickle.loads(pickle.dumps(concept)) == concept


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    latin = tmp_path / "latin.toml"
    latin.write_bytes("title = 'Mühlhausen'".encode("latin-1"))
    for path in (latin, tmp_path / "missing.toml", tmp_path):
        with pytest.raises(InvalidConcept, match="cannot read the concept"):
            load_concept(path)


def test_a_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "style.toml"
    file.write_text(HEAD + RULE, encoding="utf-8")
    assert load_concept(file) == parse()
