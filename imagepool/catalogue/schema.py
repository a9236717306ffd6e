"""The schema's life: where it stands, forwards to the newest tables, and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, func, select

from imagepool.catalogue.values import SchemaState
from imagepool.errors import CatalogueFailed, ConfigurationError

_MIGRATIONS = Path(__file__).parent / "migrations"
_OLDEST_POSTGRESQL = (14,)  # bit_count
_LOCK = 0x1A6E9001  # any number, the same for all who migrate


def state_of(engine: Engine) -> SchemaState:
    """Say how the database's tables stand to those that this version of the program needs."""
    with engine.connect() as connection:
        return _state(connection)


def _state(connection: Connection) -> SchemaState:
    heads = MigrationContext.configure(connection).get_current_heads()
    script = _script()
    if not heads:
        return "empty"
    if heads == (script.get_current_head(),):
        return "current"
    known = {revision.revision for revision in script.walk_revisions()}
    return "behind" if known.issuperset(heads) else "ahead"


def require_current(engine: Engine) -> None:
    """Raise ``CatalogueFailed`` with what to do unless the tables are the newest."""
    state = state_of(engine)
    if state == "ahead":
        raise CatalogueFailed(
            "the database was made by a newer imagepool",
            hint="install the newer version, or restore a backup made with this one",
        )
    if state != "current":
        told = "has no tables yet" if state == "empty" else "has the tables of an older version"
        raise CatalogueFailed(f"the database {told}", hint="run: imagepool db upgrade")


def upgrade(engine: Engine) -> None:
    """Make or change the tables to the newest; again, or from two processes, is harmless."""
    with _alone(engine) as connection:
        if _state(connection) != "ahead":
            _run(connection, lambda config: command.upgrade(config, "head"))
            return
    require_current(engine)


def downgrade(engine: Engine, to: str) -> None:
    """Change the tables back to revision ``to``; "base" removes them with all they hold."""
    with _alone(engine) as connection:
        _run(connection, lambda config: command.downgrade(config, to))


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    # One transaction for all steps: tables are changed whole or not at all.
    with engine.execution_options(writing=True, migrating=True).connect() as connection:
        connection.detach()  # its settings are not for others
        with connection.begin():
            if connection.dialect.name == "postgresql":
                _require_version(connection)
                connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
            yield connection


def _require_version(connection: Connection) -> None:
    version = connection.dialect.server_version_info or ()
    if version < _OLDEST_POSTGRESQL:
        raise ConfigurationError(
            f"PostgreSQL {'.'.join(map(str, version))} is too old",
            setting="database",
            hint="use PostgreSQL 14 or newer",
        )


def _run(connection: Connection, act: Callable[[Config], None]) -> None:
    config = _config()
    config.attributes["connection"] = connection
    act(config)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return config


def _script() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())
