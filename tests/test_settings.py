from __future__ import annotations

from pathlib import Path

import pytest

from imagepool.errors import ConfigurationError
from imagepool.settings import Settings


def read(folder: Path, text: str = "", **environ: str) -> Settings:
    if text:
        (folder / "imagepool.toml").write_text(text, encoding="utf-8")
    return Settings.read(environ, folder=folder)


def test_without_anything_said_a_pool_lives_in_one_folder(tmp_path: Path) -> None:
    settings = read(tmp_path)
    assert settings.database == f"sqlite:///{settings.home}/catalogue.sqlite"
    assert settings.storage == f"{settings.home}/store"
    assert settings.home.is_absolute()
    assert settings.workers >= 1


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    text = 'region = "altmark"\npublic_url = "https://bilder.example.de/"\n'
    settings = read(tmp_path, text, IMAGEPOOL_REGION="saalebogen")
    assert settings.region == "saalebogen"
    assert settings.public_url == "https://bilder.example.de"


def test_a_secret_can_lie_in_a_file_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("hidden\n", encoding="utf-8")
    settings = read(tmp_path, IMAGEPOOL_SECRET_KEY_FILE=str(tmp_path / "key"))
    assert settings.secret_key == "hidden"
    assert settings.shown()["secret_key"] == "(set)"


def test_a_password_in_the_database_url_is_not_shown(tmp_path: Path) -> None:
    settings = read(tmp_path, IMAGEPOOL_DATABASE="postgresql://pool:hidden@db/pool")
    assert "hidden" not in settings.shown()["database"]


def test_another_file_can_be_named(tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text("workers = 3\n", encoding="utf-8")
    assert read(tmp_path, IMAGEPOOL_CONFIG=str(other)).workers == 3


@pytest.mark.parametrize(
    ("text", "environ", "words"),
    [
        ('regoin = "x"', {}, "did you mean 'region'"),
        ("region = ", {}, "mend the file"),
        ("workers = 1000", {}, "from 0 to 64"),
        ("workers = -1", {}, "from 0 to 64"),
        ("", {"IMAGEPOOL_STORAGGE": "x"}, "did you mean 'storage'"),
        ("", {"IMAGEPOOL_XYZ": "x"}, "config show"),
        ("", {"IMAGEPOOL_SECRET_KEY_FILE": "/nowhere"}, "permissions"),
        ("", {"IMAGEPOOL_CONFIG": "/nowhere.toml"}, "IMAGEPOOL_CONFIG"),
        ('public_url = "bilder.example.de"', {}, "whole URL"),
        ('plugins = "perhaps"', {}, "on or off"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_a_hint(
    tmp_path: Path, text: str, environ: dict[str, str], words: str
) -> None:
    with pytest.raises(ConfigurationError) as refusal:
        read(tmp_path, text, **environ)
    assert words in refusal.value.hint


def test_variables_of_the_tests_are_no_settings(tmp_path: Path) -> None:
    assert read(tmp_path, IMAGEPOOL_TEST_PHOTOS="here").region == "nordthueringen"


def test_home_may_be_plain_text(tmp_path: Path) -> None:
    settings = Settings(home=str(tmp_path)).resolved()  # type: ignore[arg-type]  # as people write it
    assert settings.home == tmp_path
