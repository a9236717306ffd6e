"""Why a file is no photo, told in German and English, with what to do about it."""

from __future__ import annotations

import pickle
import re
import tomllib
from pathlib import Path

import pytest

from imagepool.errors import InvalidRequest, UnreadablePhoto
from imagepool.photo import unreadable
from imagepool.photo.files import read_file
from imagepool.photo.limits import Limits
from imagepool.photo.sniffing import sniff
from imagepool.photo.unreadable import unreadable_text

WORDS = tomllib.loads(Path(unreadable.__file__).with_suffix(".toml").read_text("utf-8"))
NAMES = WORDS.pop("names")
REASONS = re.findall(r"``(\w+)``", (UnreadablePhoto.__doc__ or "").split("``reason`` is one of")[1])
ROOMS = ("signatures", "sniffing")
HOUSE = Path(unreadable.__file__).parents[1]


def told(data: bytes) -> dict[str, str]:
    with pytest.raises(UnreadablePhoto) as refused:
        sniff(data)
    return dict(unreadable_text(refused.value))


def test_every_reason_has_words_in_both_languages() -> None:
    for reason in REASONS[: REASONS.index("unreadable_file") + 1]:
        text = unreadable_text(UnreadablePhoto("-", reason=reason))
        assert set(text) == {"de", "en"}
        assert "(-)" not in text["de"], reason  # that would be the last resort
    assert all(set(each) == {"de", "en"} for each in WORDS.values())


def test_every_case_that_is_told_of_has_its_sentence() -> None:
    code = "".join(path.read_text("utf-8") for path in HOUSE.rglob("*.py"))
    for key in WORDS:
        case = key.partition(":")[2]
        assert not case or f'"{case}"' in code, key


def test_what_the_file_is_stands_in_the_sentence() -> None:
    assert "„PDF“" in told(b"%PDF-1.7")["de"]
    assert "“PDF”" in told(b"%PDF-1.7")["en"]
    assert told(b"")["de"].startswith("Die Datei ist leer.")
    assert "„MP4-Video“" in told(b"\0\0\0\x18ftypisom\0\0\2\0isommp42")["de"]
    assert "„unbekannt“" in told(bytes(range(1, 200)))["de"]
    assert "nur Nullen" in told(bytes(100))["de"]


def test_every_name_that_is_translated_is_one_that_is_told() -> None:
    code = "".join((HOUSE / "photo" / f"{name}.py").read_text("utf-8") for name in ROOMS)
    assert [name for name in NAMES if f'"{name}"' not in code and f'"!{name}"' not in code] == []
    english = re.findall(r'"!([^"]*(?:video|sound|program| or | with |script|icon)[^"]*)"', code)
    assert set(english) <= set(NAMES)


def test_numbers_are_grouped_as_each_language_does(tmp_path: Path) -> None:
    (tmp_path / "large.jpg").write_bytes(bytes(1500))
    with pytest.raises(UnreadablePhoto) as refused:
        read_file(tmp_path / "large.jpg", Limits(max_bytes=1000))
    text = unreadable_text(pickle.loads(pickle.dumps(refused.value)))  # as it comes from a child
    assert "1.500 Bytes, angenommen werden höchstens 1.000." in text["de"]
    assert "1,500 bytes; at most 1,000 are taken." in text["en"]


def test_a_file_that_is_not_there_or_is_closed_is_told_apart(tmp_path: Path) -> None:
    (tmp_path / "gone.jpg").symlink_to("nowhere")
    for path, words in ((tmp_path / "gone.jpg", "ins Leere"), (tmp_path, "ein Ordner")):
        with pytest.raises(UnreadablePhoto) as refused:
            read_file(path, Limits())
        assert words in unreadable_text(refused.value)["de"]


def test_any_other_trouble_is_told_as_it_is() -> None:
    assert unreadable_text(InvalidRequest("odd {x}"))["de"].endswith("(odd {x}).")
