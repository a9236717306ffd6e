"""Rules of other packages: one really installed, and all the ways in which one can break."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from imagepool.errors import ConfigurationError
from imagepool.style import rules
from imagepool.style.known_rules import KNOWN_RULES
from imagepool.style.plugin_switch import are_plugins_on, leave_plugins_out
from imagepool.style.plugins import plugged_in
from imagepool.style.rulebook import Rule
from tests.making import make_photo
from tests.style.test_concept import HEAD

EXAMPLE = Path(__file__).parents[1] / "plugins" / "example_rule"
CONCEPT = f"""{HEAD}
[rules.noise]
level = "hint"

[rules.greenery]
level = "must"
min = 100
options.below = -20.5
"""

Program = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the example is installed as anybody would, without a network."""
    folder = tmp_path_factory.mktemp("packages")
    offline = ("--no-index", "--no-build-isolation", "--no-deps", "--no-compile", "--quiet")
    pip = (sys.executable, "-m", "pip", "install", "--disable-pip-version-check")
    subprocess.run((*pip, *offline, "--target", folder, EXAMPLE), check=True, timeout=300)
    return folder


@pytest.fixture
def program(packages: Path, tmp_path: Path) -> Program:
    """Give a function that runs ``imagepool ARGUMENTS`` where the example is installed."""
    (tmp_path / "concept.toml").write_text(CONCEPT, "utf-8")
    (tmp_path / "photo.jpg").write_bytes(make_photo(320, 240))
    kept = {name: value for name, value in os.environ.items() if not name.startswith("IMAGEPOOL_")}

    def run(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
        start = "from imagepool.cli import main; main(prog_name='imagepool')"
        return subprocess.run(
            (sys.executable, "-c", start, *arguments),
            env=kept | {"PYTHONPATH": str(packages)} | environ,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    return run


def test_a_concept_may_use_the_rule_and_photos_are_judged_by_it(program: Program) -> None:
    ran = program("check", "photo.jpg", "--concept", "concept.toml", "--json")
    assert ran.returncode == 0, ran.stderr
    [photo] = json.loads(ran.stdout)["photos"]
    noise, greenery = photo["findings"]
    assert (noise["rule"], greenery["rule"]) == ("noise", "greenery")
    assert greenery["verdict"] == "warn"  # capped in code, though the concept says must
    assert 0 <= greenery["value"] < 100
    assert greenery["message"]["de"].endswith("% des Bildes sind grün; gewünscht sind 100 %.")
    assert ran.returncode == 0, ran.stderr


def test_it_stands_in_the_text_and_on_the_contact_sheet(program: Program) -> None:
    text = program("check", "photo.jpg", "--concept", "concept.toml", "--lang", "de")
    assert "gewünscht sind 100 %" in text.stdout
    sheet = program("check", "photo.jpg", "--concept", "concept.toml", "--format", "html")
    assert "Grün" in sheet.stdout
    assert (text.returncode, sheet.returncode) == (0, 0), text.stderr + sheet.stderr


def test_its_page_is_explained_like_any_other(program: Program) -> None:
    page = program("explain", "greenery", "--lang", "en").stdout
    assert page.startswith("greenery (Greenery)\n")
    assert "below (a*): what counts as green." in page
    assert "[rules.greenery]" in page
    assert "Ein Park will belaubt" in program("explain", "greenery", "--lang", "de").stdout


def test_its_place_in_the_concept_file_is_checked(program: Program, tmp_path: Path) -> None:
    wrong = CONCEPT.replace("below = -20.5", 'below = "green"')
    (tmp_path / "wrong.toml").write_text(wrong, "utf-8")
    ran = program("check", "photo.jpg", "--concept", "wrong.toml")
    assert ran.returncode == 2
    assert "greenery" in ran.stderr
    line = 1 + wrong[: wrong.index("options.below")].count("\n")
    assert f"line {line}" in ran.stderr


@pytest.mark.parametrize(
    ("before", "behind", "environ"),
    [
        (("--no-plugins",), (), {}),
        ((), ("--no-plugins",), {}),
        ((), (), {"IMAGEPOOL_PLUGINS": "off"}),
    ],
)
def test_plugins_can_be_left_out(
    program: Program,
    before: tuple[str, ...],
    behind: tuple[str, ...],
    environ: Mapping[str, str],
) -> None:
    ran = program(*before, "explain", "greenery", *behind, **environ)
    assert ran.returncode == 2
    assert "there is no rule 'greenery'" in ran.stderr


# What can be wrong with a plug-in.

Installed = Callable[[str, str], None]

RULE = """
from imagepool.style.limits import Bound, Limits
from imagepool.style.plugins import hookimpl
from imagepool.style.rulebook import Measured, rule

@rule({name!r}, unit="", limits=Limits(min=Bound(warn=1)))
def measure(copy, facts):
    return Measured(1.0)

@hookimpl
def imagepool_rules():
    return [measure]
"""
WORDS = """
title = { de = "Probe", en = "Sample" }
pass = { de = "gut", en = "good" }
[below]
message = { de = "klein", en = "small" }
remedy = { de = "größer", en = "larger" }
"""


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installed:
    """Give a function that puts a module with an entry point on the path, with its words."""
    monkeypatch.syspath_prepend(tmp_path)

    def install(name: str, text: str, words: str = WORDS) -> None:
        (tmp_path / f"{name}.py").write_text(text, "utf-8")
        (tmp_path / f"{name}.toml").write_text(words, "utf-8")
        about = tmp_path / f"{name}-3.1.dist-info"
        about.mkdir()
        (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 3.1\n")
        (about / "entry_points.txt").write_text(f"[imagepool]\n{name} = {name}\n")
        monkeypatch.delitem(sys.modules, name, raising=False)

    return install


def look(caplog: pytest.LogCaptureFixture) -> tuple[Mapping[str, Rule], str]:
    """Look for plug-ins anew; return their rules, and what is told of them."""
    with caplog.at_level(logging.WARNING, logger="imagepool"):
        found = plugged_in.__wrapped__()
    return found, "\n".join(caplog.messages)


def test_one_that_works_adds_its_rule(
    installed: Installed, caplog: pytest.LogCaptureFixture
) -> None:
    installed("good_one", '"""Sample: a sample."""' + RULE.format(name="sample"))
    found, told = look(caplog)
    assert list(found) == ["sample"]
    assert told == ""


@pytest.mark.parametrize(
    ("text", "words", "complaint"),
    [
        ("import nowhere_to_be_found", WORDS, "ModuleNotFoundError"),
        ("raise SystemExit('no license')", WORDS, "SystemExit: no license"),
        ("def imagepool_rules(): return []", WORDS, "no function imagepool_rules"),
        (RULE.format(name="x").replace("[measure]", "1 / 0"), WORDS, "ZeroDivisionError"),
        (RULE.format(name="x").replace("[measure]", "['noise']"), WORDS, "'noise' is no rule"),
        (RULE.format(name="noise"), WORDS, "there is a rule 'noise' already"),
        (RULE.format(name="Not Kebab"), WORDS, "small letters"),
        ('"""P: p."""' + RULE.format(name="x"), "title = ", "its words cannot be read"),
        ('"""P: p."""' + RULE.format(name="x"), WORDS.replace("[below]", "[above]"), "below.mess"),
        ('"""P: p."""' + RULE.format(name="x"), WORDS.replace(', en = "good"', ""), "lack pass"),
        (RULE.format(name="x"), WORDS, "no docstring"),
        (
            '"""P: p."""' + RULE.format(name="x"),
            WORDS.replace('"klein"', '"klein: {valeu}"'),
            "nothing fills {valeu} in its words (did you mean 'value'?)",
        ),
        (
            '"""P: p."""' + RULE.format(name="x"),
            WORDS.replace('"klein"', '"klein: {"'),
            "its words cannot be read",
        ),
    ],
)
def test_one_that_is_broken_is_named_and_left_out(
    installed: Callable[[str, str, str], None],
    caplog: pytest.LogCaptureFixture,
    text: str,
    words: str,
    complaint: str,
) -> None:
    installed("broken_one", text, words)
    installed("other_one", '"""Sample: a sample."""' + RULE.format(name="sample"), WORDS)
    found, told = look(caplog)
    assert list(found) == ["sample"]
    assert "plug-in 'broken_one' (broken_one 3.1)" in told
    assert complaint in told


def test_who_came_first_keeps_the_name(
    installed: Installed, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("first_one", "second_one"):
        installed(name, '"""Sample: a sample."""' + RULE.format(name="sample"))
    found, told = look(caplog)
    assert found["sample"].measure.__module__ == "first_one"
    assert "plug-in 'second_one'" in told


def test_without_plugins_the_rulebook_is_imagepools_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IMAGEPOOL_PLUGINS", "on")
    leave_plugins_out()
    assert not are_plugins_on()
    assert KNOWN_RULES.names == rules.RULES.names
    monkeypatch.setenv("IMAGEPOOL_PLUGINS", "perhaps")
    with pytest.raises(ConfigurationError):
        are_plugins_on()
