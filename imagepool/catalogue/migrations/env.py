"""How Alembic reaches the tables: through the connection that the catalogue hands over.

To draft a step, say ``alembic -x database=URL revision --autogenerate -m "..."`` where the
database stands at the newest revision.
"""

from __future__ import annotations

from typing import Literal

from alembic import context
from sqlalchemy import Connection, TypeDecorator

from imagepool.catalogue.opening import open_engine
from imagepool.catalogue.rows import Row


def _ours(name: str | None, kind: str, parents: object) -> bool:
    del parents
    # The job queue keeps its own tables in the same database.
    return kind != "table" or name in Row.metadata.tables


def _plain(kind: str, item: object, autogenerate: object) -> str | Literal[False]:
    del kind, autogenerate
    # Steps outlive our column types, so they name what the database sees.
    return f"sa.{type(item.impl).__name__}()" if isinstance(item, TypeDecorator) else False


def _migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Row.metadata,
        include_name=_ours,
        transactional_ddl=True,
        render_as_batch=True,
        render_item=_plain,
    )
    with context.begin_transaction():
        context.run_migrations()


handed_over = context.config.attributes.get("connection")
if handed_over is not None:
    _migrate(handed_over)
else:
    url = context.get_x_argument(as_dictionary=True)["database"]
    with open_engine(url, patience=10).execution_options(writing=True).begin() as opened:
        _migrate(opened)
