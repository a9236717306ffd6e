"""Collections of pictures, put together by curators."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "collection",
        sa.Column("number", number, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_collection")),
        sa.UniqueConstraint("id", name=op.f("uq_collection_id")),
    )
    op.create_table(
        "collected",
        sa.Column("number", number, nullable=False),
        sa.Column("collection_id", sa.Text(), nullable=False),
        sa.Column("asset_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["collection_id"], ["collection.id"], name=op.f("fk_collected_collection_id_collection")
        ),
        sa.ForeignKeyConstraint(
            ["asset_id"], ["asset.id"], name=op.f("fk_collected_asset_id_asset")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_collected")),
    )
    op.create_index(
        op.f("ix_collected_collection_id_asset_id"),
        "collected",
        ["collection_id", "asset_id"],
        unique=True,
    )
    op.create_index(op.f("ix_collected_asset_id"), "collected", ["asset_id"], unique=False)


def downgrade() -> None:
    for table in ("collected", "collection"):
        op.drop_table(table)
