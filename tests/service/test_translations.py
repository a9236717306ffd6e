from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import imagepool.service

FOLDER = Path(imagepool.service.__file__).parent
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
KEYWORDS = {"_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}


def catalogue(language: str) -> Catalog:
    with (FOLDER / "translations" / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


@pytest.fixture(scope="module")
def used() -> set[object]:
    found = extract_from_dir(FOLDER, METHODS, keywords=KEYWORDS)
    return {message for _file, _line, message, _comments, _context in found}


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_word_of_the_pages_is_translated_and_none_is_left_over(
    language: str, used: set[object]
) -> None:
    messages = {message.id: message for message in catalogue(language) if message.id}
    assert set(messages) == used, "run: make words"
    for message in messages.values():
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        assert all(forms) or language == "en", message.id  # the ids are English already
        assert not message.fuzzy


@pytest.mark.parametrize("language", ["de", "en"])
def test_placeholders_are_the_same_in_every_language(language: str) -> None:
    for message in catalogue(language):
        assert placeholders(message.id) == placeholders(message.string) or not message.id


def placeholders(text: object) -> set[str]:
    return set(re.findall(r"%\((\w+)\)s", str(text)))
