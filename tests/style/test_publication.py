from __future__ import annotations

import pytest

from imagepool.errors import InvalidRequest
from imagepool.style.publication import differences, named_version, setting_text, sha256_of

TEXT = """
[concept]
id = "home"

# Grain.
[rules.noise]
level = "must"
max = { warn = 2.5, fail = 5.0 } # of 255

[rules.noise.why]
de = "Korn"

# The picture's shape.
[rules."print-size"]
level = "hint"

[[checklist]]
id = "theme"
"""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("a = 1", "a = 2", ["a: 1 -> 2"]),
        ("a = 1", "a = 1 # why", []),
        ("[t]\na = 1\nb = 2", "[t]\nb = 2\nc = 'ü'", ["t.a: removed", "t.c: added"]),
        ("a = [1]", "a = [1, 2]", ["a: [1] -> [1, 2]"]),
        ("[[p]]\nc = '#fff'", "[[p]]\nc = '#000'", ['p: [{"c": "#fff"}] -> [{"c": "#000"}]']),
    ],
)
def test_differences_name_the_values_that_changed(old: str, new: str, told: list[str]) -> None:
    assert differences(old, new) == told


def test_a_long_value_is_cut() -> None:
    (told,) = differences("a = 1", f"a = '{'x' * 500}'")
    assert len(told) < 80


def test_what_a_text_says_of_a_rule_is_shown_as_it_stands() -> None:
    assert setting_text(TEXT, "noise").splitlines() == [
        "[rules.noise]",
        'level = "must"',
        "max = { warn = 2.5, fail = 5.0 } # of 255",
        "",
        "[rules.noise.why]",
        'de = "Korn"',
    ]
    assert setting_text(TEXT, "print-size") == '[rules."print-size"]\nlevel = "hint"'
    assert setting_text(TEXT, "frame") == ""


def test_a_setting_inside_another_table_is_shown_too() -> None:
    assert '"level": "must"' in setting_text('[rules]\nnoise = { level = "must" }', "noise")


def test_a_version_is_named_with_its_concept() -> None:
    assert named_version("home@1.0.0") == ("home", "1.0.0")
    for wrong in ("home", "@1.0.0", "home@", ""):
        with pytest.raises(InvalidRequest):
            named_version(wrong)


def test_every_sign_of_the_text_counts() -> None:
    assert sha256_of("a") != sha256_of("a ")
