from __future__ import annotations

from pathlib import Path

import pytest

from imagepool.errors import ConfigurationError
from imagepool.region import load_region
from tests.region.tiny import write_tiny


def extending(folder: Path, what: str) -> Path:
    folder.mkdir()
    (folder / "region.toml").write_text(f'extends = "{what}"\n')
    return folder


def test_a_folder_that_extends_a_pack_needs_only_what_differs(tmp_path: Path) -> None:
    folder = extending(tmp_path / "own", "nordthueringen")
    (folder / "terms.csv").write_text("broader,words_de,words_en\nwald,Hain|Gehölz,grove\n")
    region = load_region(folder)
    assert [term.words["de"] for term in region.terms] == [("Hain", "Gehölz")]
    assert len(region.municipalities) == 68
    assert region.legal_text("impressum", "de")
    assert region.concept_path.is_file()


def test_folders_are_found_beside_the_one_that_names_them(tmp_path: Path) -> None:
    write_tiny(tmp_path / "inselland")
    own = extending(tmp_path / "own", "../inselland")
    assert load_region(own).id == "inselland"


def test_a_circle_and_a_gap_are_refused(tmp_path: Path) -> None:
    one = extending(tmp_path / "one", str(tmp_path / "two"))
    extending(tmp_path / "two", str(one))
    with pytest.raises(ConfigurationError, match="without an end"):
        load_region(one)
    with pytest.raises(ConfigurationError, match="nirgends"):
        load_region(extending(tmp_path / "three", "nirgends"))


def test_what_extends_says_nothing_else(tmp_path: Path) -> None:
    folder = extending(tmp_path / "own", "nordthueringen")
    (folder / "region.toml").write_text('extends = "nordthueringen"\nid = "x"\n')
    with pytest.raises(ConfigurationError, match="unknown key"):
        load_region(folder)
