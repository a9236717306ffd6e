"""What a search asks of the reports: faces, colors, and how well the photo fits."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from imagepool.style.looks import look_of

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_PORTION = 500
_NEW = ("faces", "colors", "fit")


def upgrade() -> None:
    op.add_column("report", sa.Column("faces", sa.Integer(), nullable=True))
    op.add_column("report", sa.Column("colors", sa.JSON(), nullable=True))
    op.add_column("report", sa.Column("fit", sa.Integer(), nullable=True))
    _fill(op.get_bind())


def _fill(connection: sa.Connection) -> None:
    report = sa.table(
        "report",
        sa.column("asset_id", sa.Text()),
        sa.column("document", sa.JSON()),
        sa.column("faces", sa.Integer()),
        sa.column("colors", sa.JSON(none_as_null=True)),
        sa.column("fit", sa.Integer()),
    )
    last = ""
    while True:
        some = sa.select(report.c.asset_id, report.c.document).where(report.c.asset_id > last)
        rows = connection.execute(some.order_by(report.c.asset_id).limit(_PORTION)).all()
        if not rows:
            return
        last = rows[-1].asset_id
        for row in rows:
            look = look_of(_document(row.document))
            changed = report.update().where(report.c.asset_id == row.asset_id)
            connection.execute(
                changed.values(faces=look.faces, colors=[*look.colors] or None, fit=look.fit)
            )


def _document(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def downgrade() -> None:
    with op.batch_alter_table("report") as table:
        for name in _NEW:
            table.drop_column(name)
