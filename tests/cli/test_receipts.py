"""Receipts at the terminal: on paper, in a package, verified with and without the pool."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.pools import CREATOR, LICENSE, put_photos

USE = ("--purpose", "tourism", "--channel", "web")


@pytest.fixture
def assets(imagepool: Run, tmp_path: Path) -> list[str]:
    put_photos(tmp_path / "in", 2)
    terms = ("--license", LICENSE, "--creator", CREATOR)
    ran = imagepool("ingest", "in", *terms, "--publish", "--json")
    return [str(line["id"]) for line in ran.lines]


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_receipt_comes_on_paper_too_and_verifies(
    imagepool: Run, assets: list[str], lang: str
) -> None:
    got = imagepool("download", assets[0], "--preset", "grid", *USE, "--lang", lang, "--json").json
    assert got["receipt_pdf"].endswith(f".receipt.{lang}.pdf")
    found = imagepool("verify", got["receipt_pdf"], "--json")
    assert (found.code, found.json["status"]) == (0, "valid")
    assert found.json["sentence"]["de"] == "Dieser Beleg ist echt und unverändert."


def test_several_pictures_come_as_one_zip(
    imagepool: Run, assets: list[str], tmp_path: Path
) -> None:
    ran = imagepool("download", *assets, "--preset", "grid", *USE, "--zip", "out/all.zip", "--json")
    assert ran.code == 0, ran.err
    assert [each["asset"] for each in ran.json["receipts"]] == assets
    with zipfile.ZipFile(tmp_path / "out" / "all.zip") as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        archive.extractall(tmp_path / "all")
    assert sum(name.startswith("bilder/") for name in names) == 2
    parts = [name for name in names if name.startswith(("bilder/", "belege/"))]
    for name in parts:
        assert imagepool("verify", tmp_path / "all" / name).code == 0
    whole = imagepool("verify", "out/all.zip", "--json")
    assert [line["file"] for line in whole.lines] == [f"out/all.zip/{name}" for name in parts]
    (tmp_path / "jwks.json").write_text(imagepool("config", "keys").out, encoding="utf-8")
    assert imagepool("verify", "out/all.zip", "--keys", "jwks.json").code == 0
    assert "Credit line" in imagepool("download", *assets, "--preset", "grid", *USE).out
    imagepool("review", "withdraw", assets[1], "--reason", "consent withdrawn")
    assert imagepool("verify", "out/all.zip").code == 1


def test_a_zip_of_something_else_is_said_to_be_none_of_ours(
    imagepool: Run, assets: list[str], tmp_path: Path
) -> None:
    assert assets
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("readme.txt", "nothing")
    refused = imagepool("verify", "other.zip")
    assert (refused.code, "no package" in refused.err) == (2, True)


def test_keys_alone_verify_paper_and_say_what_to_do_with_a_photo(
    imagepool: Run, assets: list[str], tmp_path: Path
) -> None:
    got = imagepool("download", assets[0], "--preset", "grid", *USE, "--json").json
    (tmp_path / "jwks.json").write_text(imagepool("config", "keys").out, encoding="utf-8")
    shutil.rmtree(tmp_path / "imagepool-data")
    assert imagepool("verify", got["receipt_pdf"], "--keys", "jwks.json").code == 0
    photo = imagepool("verify", got["file"], "--keys", "jwks.json", "--lang", "de")
    assert photo.code == 1
    assert "Geben Sie den Beleg an" in photo.out
    (tmp_path / "none.json").write_text("[]", encoding="utf-8")
    wrong = imagepool("verify", got["receipt"], "--keys", "none.json")
    assert wrong.code == 2
    assert ".well-known/jwks.json" in wrong.err


def test_a_withdrawn_picture_ends_in_exit_code_1(imagepool: Run, assets: list[str]) -> None:
    got = imagepool("download", assets[0], "--preset", "grid", *USE, "--json").json
    imagepool("review", "withdraw", assets[0], "--reason", "consent withdrawn")
    for name in ("receipt", "receipt_pdf", "file"):
        ran = imagepool("verify", got[name])
        assert ran.code == 1
        assert ran.out.startswith("withdrawn: ")
