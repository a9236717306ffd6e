"""What clears an asset: declarations, limits, releases, requests, grants and recalls."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _declared()
    _released()
    _asked()
    _recalled()
    answers = sa.Column("answers", sa.JSON(), nullable=False, server_default="{}")
    op.add_column("submission", answers)


def downgrade() -> None:
    op.drop_column("submission", "answers")
    for table in (
        "recalled_asset",
        "recall",
        "use_grant",
        "access_request",
        "released_asset",
        "release",
        "declaration",
    ):
        op.drop_table(table)


def _declared() -> None:
    op.create_table(
        "declaration",
        sa.Column("asset_id", sa.Text(), nullable=False),
        sa.Column("declarations", sa.JSON(), nullable=False),
        sa.Column("depicted", sa.JSON(), nullable=False),
        sa.Column("availability", sa.JSON(), nullable=False),
        sa.Column("ends", sa.Text(), nullable=True),
        _asset_key("declaration"),
        sa.PrimaryKeyConstraint("asset_id", name=op.f("pk_declaration")),
    )
    op.create_index(op.f("ix_declaration_ends"), "declaration", ["ends"])


def _released() -> None:
    op.create_table(
        "release",
        sa.Column("number", _SERIAL, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("valid_until", sa.Text(), nullable=True),
        sa.Column("renew_on", sa.Text(), nullable=True),
        sa.Column("token_sha256", sa.Text(), nullable=True),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_release")),
        sa.UniqueConstraint("id", name=op.f("uq_release_id")),
        sa.UniqueConstraint("token_sha256", name=op.f("uq_release_token_sha256")),
    )
    op.create_index(op.f("ix_release_valid_until"), "release", ["valid_until"])
    op.create_index(op.f("ix_release_renew_on"), "release", ["renew_on"])
    _of_assets("released_asset", "release")


def _asked() -> None:
    op.create_table(
        "access_request",
        sa.Column("number", _SERIAL, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("asset_id", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        _asset_key("access_request"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_access_request")),
        sa.UniqueConstraint("id", name=op.f("uq_access_request_id")),
    )
    op.create_index(op.f("ix_access_request_asset_id"), "access_request", ["asset_id"])
    op.create_index(op.f("ix_access_request_state_number"), "access_request", ["state", "number"])
    op.create_table(
        "use_grant",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("asset_id", sa.Text(), nullable=False),
        sa.Column("requester", sa.Text(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        _asset_key("use_grant"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_use_grant")),
    )
    op.create_index(op.f("ix_use_grant_asset_id_requester"), "use_grant", ["asset_id", "requester"])


def _recalled() -> None:
    op.create_table(
        "recall",
        sa.Column("number", _SERIAL, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_recall")),
        sa.UniqueConstraint("id", name=op.f("uq_recall_id")),
    )
    _of_assets("recalled_asset", "recall")


def _of_assets(table: str, subject: str) -> None:
    column = f"{subject}_id"
    op.create_table(
        table,
        sa.Column("asset_id", sa.Text(), nullable=False),
        sa.Column(column, sa.Text(), nullable=False),
        _asset_key(table),
        sa.ForeignKeyConstraint(
            [column], [f"{subject}.id"], name=op.f(f"fk_{table}_{column}_{subject}")
        ),
        sa.PrimaryKeyConstraint("asset_id", column, name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _asset_key(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_asset_id_asset")
    return sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], name=name)
