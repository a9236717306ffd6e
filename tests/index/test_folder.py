from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest
import tantivy

from imagepool.errors import IndexFailed
from imagepool.index import AssetIndex
from imagepool.index.schema import GENERATION
from imagepool.search.query import Query
from tests.search.assets import make_document

DOCUMENTS = [make_document(number, f"Wald Haus Nummer {number}") for number in range(200)]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound")
    AssetIndex(folder).apply(1, DOCUMENTS[:150])
    AssetIndex(folder).apply(5, DOCUMENTS[100:])
    return folder


@pytest.fixture
def copy(sound: Path, tmp_path: Path) -> Path:
    shutil.copytree(sound, tmp_path / "index")
    return tmp_path / "index"


def files(folder: Path) -> list[Path]:
    return sorted((folder / f"assets-{GENERATION}").glob("[!.]*"))


def recover(folder: Path) -> AssetIndex:
    """Do what the keeper of the index does: look where it stands, and fill it again from there."""
    index = AssetIndex(folder)
    for _ in range(3):
        try:
            if index.position < 5:
                index.apply(5, DOCUMENTS, since=index.position)
            if index.search(Query(text="Wald")).total == 200 and index.search(Query()).total == 200:
                return index
        except IndexFailed:
            continue
        index.clear()
    return index


def test_a_sound_copy_is_read_as_it_is(copy: Path) -> None:
    assert AssetIndex(copy).position == 5


@pytest.mark.parametrize("damage", ["cut", "emptied", "garbled", "gone"])
def test_a_damaged_index_is_thrown_away_and_can_be_filled_again(copy: Path, damage: str) -> None:
    dice = random.Random(damage)
    for number in range(len(files(copy))):
        path = files(copy)[number % len(files(copy))]
        content = path.read_bytes()
        if damage == "cut":
            path.write_bytes(content[: len(content) // 2])
        elif damage == "emptied":
            path.write_bytes(b"")
        elif damage == "garbled":
            path.write_bytes(dice.randbytes(len(content)))
        else:
            path.unlink()
        index = recover(copy)
        assert index.position == 5, path.name
        assert index.search(Query(text="Haus Nummer 150")).total >= 1


def test_an_index_with_other_fields_is_thrown_away_before_the_engine_trips_over_it(
    tmp_path: Path,
) -> None:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    folder = tmp_path / f"assets-{GENERATION}"
    folder.mkdir()
    other = tantivy.Index(builder.build(), str(folder)).writer()
    other.add_json('{"id": "1"}')
    other.commit()
    other.wait_merging_threads()
    index = AssetIndex(tmp_path)
    assert index.position == 0
    assert index.apply(5, DOCUMENTS, since=0)
    assert index.search(Query(text="Wald")).total == 200


def test_an_index_is_not_thrown_away_for_a_trouble_that_passes(copy: Path) -> None:
    index = AssetIndex(copy)
    assert not index._folder.remove_if_damaged()
    assert index.position == 5


def test_the_index_of_another_generation_is_left_alone_until_it_is_old(tmp_path: Path) -> None:
    old, fresh = tmp_path / "assets-0000", tmp_path / "assets-1111"
    old.mkdir()
    fresh.mkdir()
    os.utime(old, (0, 0))
    (tmp_path / "other").mkdir()
    AssetIndex(tmp_path).apply(1, [])
    assert not old.exists()
    assert fresh.exists()
    assert (tmp_path / "other").exists()


def test_a_folder_of_foreign_files_is_replaced(tmp_path: Path) -> None:
    folder = tmp_path / f"assets-{GENERATION}"
    folder.mkdir()
    (folder / "meta.json").write_text("{}")
    index = AssetIndex(tmp_path)
    assert index.position == 0
    assert index.apply(1, DOCUMENTS[:1])
    assert index.position == 1
