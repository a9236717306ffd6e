from __future__ import annotations

import hashlib
import pickle
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from imagepool.errors import ConfigurationError, NotFound
from imagepool.rights.licenses import License, license_named, licenses_folder, load_licenses
from imagepool.rights.uses import Audience, Channel, Purpose

if TYPE_CHECKING:
    from collections.abc import Mapping

_IDS = [
    *("CC-BY-4.0", "CC-BY-SA-4.0", "CC-PDM-1.0", "CC0-1.0"),
    *("DL-DE-BY-2.0", "DL-DE-ZERO-2.0", "LicenseRef-Bilderpool-1.0"),
]

# Receipts name these texts. A difference means that somebody edited a license in use: make a new
# version instead, and add its lines (sha256sum).
_PINNED = Path(__file__).with_name("licenses.sha256")


def test_no_license_is_ever_edited() -> None:
    found = {
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}"
        for path in licenses_folder().iterdir()
    }
    assert set(_PINNED.read_text().splitlines()) == found


def test_the_licenses_are_there_with_what_receipts_need(
    licenses: Mapping[str, License],
) -> None:
    assert set(_IDS) <= set(licenses)
    for name, license_ in licenses.items():
        german = (licenses_folder() / f"{name}.de.md").read_bytes()
        assert license_.text_sha256 == hashlib.sha256(german).hexdigest()
        assert license_.text["de"] != license_.text["en"]
        assert re.fullmatch(r"DMI-[A-Z-]+", license_.data_mining)
        assert license_.url_at("https://pool.example/").startswith("https://")


@pytest.mark.parametrize("name", _IDS)
def test_both_texts_have_the_same_clauses_and_each_sentence_its_clause(
    licenses: Mapping[str, License], name: str
) -> None:
    license_ = licenses[name]
    german, english = (license_.text_clauses(language) for language in ("de", "en"))
    assert [clause.id for clause in german] == [clause.id for clause in english]
    assert set(license_.clauses) <= {clause.id for clause in german}
    assert all(clause.heading and clause.text for clause in (*german, *english))
    for text in license_.text.values():
        assert text.count("\n## ") == len(german)


def test_the_preamble_says_which_text_is_binding(licenses: Mapping[str, License]) -> None:
    cc_by = licenses["CC-BY-4.0"]
    assert "https://creativecommons.org/licenses/by/4.0/legalcode.de" in cc_by.preamble("de")
    for license_ in licenses.values():
        for language in ("de", "en"):
            preamble = license_.preamble(language)
            assert license_.id in preamble
            assert "#" not in preamble


@pytest.mark.parametrize("name", _IDS)
def test_every_purpose_channel_and_audience_is_answered(
    licenses: Mapping[str, License], name: str
) -> None:
    for value in (*Purpose, *Channel, *Audience):
        assert licenses[name].permission(value) is not None


def test_the_pools_own_terms_say_in_words_what_they_say_in_data(
    licenses: Mapping[str, License],
) -> None:
    own = licenses["LicenseRef-Bilderpool-1.0"]
    recall = next(clause for clause in own.text_clauses("de") if clause.id == "recall")
    assert f"{own.recall_days} Tagen" in recall.text
    assert own.url_at("https://pool.example") == f"https://pool.example/lizenzen/{own.id}"
    assert own.allows(Purpose.TOURISM)
    assert own.allows(Channel.SOCIAL_MEDIA)
    assert own.allows(Audience.PUBLIC)
    forbidden = (Purpose.AI_TRAINING, Channel.MERCHANDISE, Channel.REDISTRIBUTION)
    assert not [what for what in forbidden if own.allows(what)]
    for conjunction in ("Sie", "§ 44b", "deutsches Recht"):
        assert conjunction in own.text["de"]


def test_a_license_can_go_to_a_child_process(licenses: Mapping[str, License]) -> None:
    for license_ in licenses.values():
        assert pickle.loads(pickle.dumps(license_)) == license_


def test_an_unknown_license_is_refused_with_suggestions(licenses: Mapping[str, License]) -> None:
    assert license_named("CC0-1.0").id == "CC0-1.0"
    with pytest.raises(NotFound) as caught:
        license_named("cc-by-4", licenses)
    assert "CC-BY-4.0" in caught.value.hint
    with pytest.raises(NotFound) as caught:
        license_named("GPL", licenses)
    assert "LicenseRef-Bilderpool-1.0" in caught.value.hint


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path in licenses_folder().glob("CC-BY-4.0.*"):
        shutil.copy(path, tmp_path)
    return tmp_path


def edit(folder: Path, old: str, new: str, *, file: str = "CC-BY-4.0.toml") -> None:
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('id = "CC-BY-4.0"', 'id = "CC-BY-3.0"', "not its file's name"),
        ('id = "CC-BY-4.0"', "id = 4", "id must be of type str"),
        ("marked = true", "marked = 1", "marked must be of type bool"),
        ("recall_days = 0", "recall_days = true", "recall_days must be of type int"),
        ("marked = true", "", "marked is missing"),
        ("marked = true", "marked = true\ncomercial = true", "comercial is no known term"),
        ('modify = "any"', 'modify = "all"', "modify must be one of none, crop, any"),
        ("[purposes]\n", '[purposes]\nfun = { verdict = "allowed", clause = "grant" }\n', "'fun'"),
        ('verdict = "allowed"', 'verdict = "maybe"', "purposes.editorial.verdict must be one of"),
        ('"attribution", "changes"]', '"attribution", 7]', "conditions must list names"),
        ('"attribution", "changes"]', '"attribution", "unsaid"]', "'unsaid' has no sentence"),
        (
            "[clauses.grant]",
            '[clauses.new]\nde = "x"\nen = "x"\n[clauses.grant]',
            "'new' is not in",
        ),
        ("[title]", 'title = "CC BY"\n[other]', "'title' must be a table"),
        ('[title]\nde = "', '[title]\nfr = "', "title.de is missing"),
        ("[title]", "[title", "Expected"),
        ("marked = true", 'marked = true\nterritory = ["Germany"]', "'Germany' is no country"),
        ("marked = true", 'marked = true\nalterations = ["AL-XXX"]', "'AL-XXX' is no alteration"),
        ("marked = true", 'marked = true\nalterations = ["AL-FLP"]', "say something else"),
    ],
)
def test_terms_that_do_not_hold_together_are_refused(
    folder: Path, old: str, new: str, why: str
) -> None:
    edit(folder, old, new)
    with pytest.raises(ConfigurationError) as caught:
        load_licenses(folder)
    assert why in caught.value.message
    assert "CC-BY-4.0.toml" in caught.value.message


def test_an_edited_text_is_noticed(folder: Path) -> None:
    edit(folder, "weltweit", "landesweit", file="CC-BY-4.0.de.md")
    with pytest.raises(ConfigurationError, match=r"de\.md was changed"):
        load_licenses(folder)


def test_a_missing_text_and_an_empty_folder_are_named(folder: Path) -> None:
    (folder / "CC-BY-4.0.en.md").unlink()
    with pytest.raises(ConfigurationError, match="No such file"):
        load_licenses(folder)
    (folder / "CC-BY-4.0.toml").unlink()
    with pytest.raises(ConfigurationError, match="no licenses"):
        load_licenses(folder)


def test_terms_in_another_encoding_are_refused(folder: Path) -> None:
    (folder / "CC-BY-4.0.toml").write_bytes("id = 'ä'".encode("latin-1"))
    with pytest.raises(ConfigurationError, match="decode"):
        load_licenses(folder)


def test_optional_terms_are_read(folder: Path) -> None:
    more = 'marked = true\nprint_run_max = 500\nsuperseded_by = "CC-BY-5.0"\n'
    edit(folder, "marked = true\n", more)
    more = 'marked = true\nterritory = ["DE", "AT-7"]\n'
    edit(folder, "marked = true\n", more)
    edit(folder, 'modify = "any"', 'modify = "crop"')
    edit(folder, "[title]", '[other_constraints]\nde = "Kein Rot."\nen = "No red."\n\n[title]')
    edit(folder, "[title]", '[purpose_limit]\nde = "Nur hier."\nen = "Only here."\n\n[title]')
    license_ = load_licenses(folder)["CC-BY-4.0"]
    assert license_.print_run_max == 500
    assert license_.superseded_by == "CC-BY-5.0"
    assert license_.territory == ("DE", "AT-7")
    assert license_.alterations == ("AL-CLR", "AL-DCL", "AL-FLP", "AL-MRG", "AL-RET")
    assert license_.other_constraints == {"de": "Kein Rot.", "en": "No red."}
    assert license_.purpose_limit == {"de": "Nur hier.", "en": "Only here."}


def test_the_flags_say_what_people_ask_for(licenses: Mapping[str, License]) -> None:
    own = licenses["LicenseRef-Bilderpool-1.0"].flags
    assert own == {
        "editorial": "allowed",
        "commercial": "ask",
        "advertising": "ask",
        "ai_training": "refused",
        "social_media": "allowed",
        "print": "allowed",
        "print_run_max": None,
        "merchandise": "refused",
        "archive": "refused",
        "redistribution": "refused",
        "sublicense": False,
        "modify": "crop",
        "share_alike": False,
        "revocable": True,
    }
    assert set(licenses["CC0-1.0"].flags) == set(own)


def test_files_say_where_the_credit_stands_and_what_is_not_to_be_done(
    licenses: Mapping[str, License],
) -> None:
    own, free = licenses["LicenseRef-Bilderpool-1.0"], licenses["CC0-1.0"]
    assert (own.attribution.rule, free.attribution.rule) == ("CR-CAI", "CR-NRQ")
    assert own.alterations == ("AL-CLR", "AL-FLP", "AL-MRG", "AL-RET")
    assert free.alterations == ()
    assert own.other_constraints is not None
    assert f"{own.recall_days} Tagen" in own.other_constraints["de"]
