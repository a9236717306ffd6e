from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from imagepool import catalogue as room
from imagepool.catalogue import Catalogue
from imagepool.catalogue.rows import Row
from imagepool.errors import CatalogueFailed
from tests.catalogue.made import put

MIGRATIONS = Path(room.__file__).parent / "migrations"


def _tables(catalogue: Catalogue) -> set[str]:
    return set(inspect(catalogue._engine).get_table_names()) - {"alembic_version"}


def test_there_is_one_head_and_one_straight_way_to_it() -> None:
    script = ScriptDirectory(str(MIGRATIONS))
    assert len(script.get_heads()) == 1
    assert script.get_bases() == ["0001"]
    assert not [step for step in script.walk_revisions() if step.is_branch_point]


def test_the_steps_from_empty_make_the_tables_of_the_rows(bare: Catalogue) -> None:
    assert bare.schema_state() == "empty"
    bare.upgrade()
    assert bare.schema_state() == "current"
    with bare._engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Row.metadata) == []


def test_every_step_can_be_taken_back_and_forth(bare: Catalogue) -> None:
    bare.upgrade()
    for revision in ("0002", "0001", "base"):
        bare.downgrade(revision)
        assert bare.schema_state() == ("empty" if revision == "base" else "behind")
    assert _tables(bare) == set()
    bare.upgrade()
    assert _tables(bare) == set(Row.metadata.tables)


def test_upgrading_again_keeps_what_is_there(catalogue: Catalogue) -> None:
    with catalogue.transaction() as books:
        asset = put(books, 1)
    catalogue.upgrade()
    with catalogue.reading() as books:
        assert books.assets.get(asset.id) == asset


def test_a_database_without_tables_says_what_to_run(bare: Catalogue) -> None:
    with pytest.raises(CatalogueFailed, match="no tables yet") as caught, bare.reading():
        pass
    assert "imagepool db upgrade" in caught.value.hint


def test_a_database_of_an_older_version_says_what_to_run(bare: Catalogue) -> None:
    bare.upgrade()
    bare.downgrade("0001")
    with pytest.raises(CatalogueFailed, match="older version") as caught, bare.transaction():
        pass
    assert "imagepool db upgrade" in caught.value.hint
    bare.upgrade()
    with bare.transaction() as books:
        put(books, 1)


def test_a_database_of_a_newer_version_is_left_alone(bare: Catalogue) -> None:
    bare.upgrade()
    with bare._engine.execution_options(writing=True).begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    assert bare.schema_state() == "ahead"
    for act in (bare.upgrade, bare.reading().__enter__):
        with pytest.raises(CatalogueFailed, match="newer imagepool") as caught:
            act()
        assert "newer version" in caught.value.hint


def test_an_unknown_revision_is_refused(bare: Catalogue) -> None:
    bare.upgrade()
    with pytest.raises(CatalogueFailed, match="nowhere"):
        bare.downgrade("nowhere")
    assert bare.schema_state() == "current"


def test_processes_that_upgrade_at_once_do_not_harm_each_other(
    database: str, bare: Catalogue
) -> None:
    act = (
        "import sys; from imagepool.catalogue import Catalogue\n"
        "with Catalogue.open(sys.argv[1], patience=60) as books: books.upgrade()"
    )
    command = [sys.executable, "-W", "error", "-c", act, database]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(2)]
    told = [process.communicate(timeout=120)[1].decode() for process in running]
    assert told == ["", ""]
    assert bare.schema_state() == "current"
    with bare.transaction() as books:
        assert put(books, 1).number == 1


def test_foreign_keys_hold_after_an_upgrade(bare: Catalogue) -> None:
    bare.upgrade()
    with pytest.raises(CatalogueFailed, match="contradicts"), bare.transaction() as books:
        put(books, 1, agreement_id="nobody signed this")


def test_other_peoples_tables_in_the_same_file_stay(tmp_path: Path) -> None:
    path = tmp_path / "pool.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE job (id INTEGER PRIMARY KEY)")
    connection.close()
    with Catalogue.open(f"sqlite:///{path}") as catalogue:
        assert catalogue.schema_state() == "empty"
        catalogue.upgrade()
        assert "job" in _tables(catalogue)


def test_a_contributor_can_draft_a_step_from_the_rows(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'pool.db'}"
    with Catalogue.open(url) as catalogue:
        catalogue.upgrade()
        with catalogue._engine.execution_options(writing=True).begin() as connection:
            connection.exec_driver_sql("CREATE TABLE job (id INTEGER PRIMARY KEY)")
            connection.exec_driver_sql("ALTER TABLE asset DROP COLUMN headline")
    copied = shutil.copytree(MIGRATIONS, tmp_path / "migrations")
    settings = tmp_path / "alembic.ini"
    settings.write_text(f"[alembic]\nscript_location = {copied}\n")
    command = [sys.executable, "-m", "alembic", "-c", str(settings), "-x", f"database={url}"]
    subprocess.run(
        [*command, "revision", "--autogenerate", "--rev-id", "0999", "-m", "headlines again"],
        check=True,
        capture_output=True,
    )
    (step,) = (copied / "versions").glob("*0999_headlines_again.py")
    drafted = step.read_text()
    assert 'sa.Column("headline", sa.Text()' in drafted.replace("'", '"')
    assert "job" not in drafted
    compile(drafted, "drafted", "exec")
