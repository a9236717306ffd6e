from __future__ import annotations

import pytest

from imagepool.style.concept_file.toml_lines import Path, line_of

TEXT = '''\
top = 1

[rules.noise]
level = "must"
why.de = """a text
level = "not a key"
"""
max = { warn = 1, fail = 2 }
exceptions = [
    { when = "night" },
    { when = "fog" },
]

["rules"."frame"]  # quoted
'quoted key' = 2

[[checklist]]
id = "one"

[[checklist]]
id = "two"
help.de = "x"

[[checklist.deeper]]
id = "inside"
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("top",), 1),
        (("rules", "noise"), 3),
        (("rules", "noise", "level"), 4),
        (("rules", "noise", "why", "de"), 5),
        (("rules", "noise", "max", "fail"), 8),
        (("rules", "noise", "exceptions", 0, "when"), 10),
        (("rules", "noise", "exceptions", 1), 11),
        (("rules", "noise", "missing"), 3),
        (("rules", "frame", "quoted key"), 15),
        (("checklist", 0, "id"), 18),
        (("checklist", 1, "id"), 21),
        (("checklist", 1, "help"), 22),
        (("checklist", 1, "deeper", 0, "id"), 25),
        (("nowhere",), None),
        ((), None),
    ],
)
def test_a_value_is_found_on_its_line(path: Path, line: int | None) -> None:
    assert line_of(TEXT, path) == line


def test_an_empty_text_has_no_lines() -> None:
    assert line_of("", ("a",)) is None
