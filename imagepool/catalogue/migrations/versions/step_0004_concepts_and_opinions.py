"""Published concepts, and what curators think of the rules."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "concept",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("since", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", "version", name=op.f("pk_concept")),
    )
    op.create_table(
        "opinion",
        sa.Column("asset_id", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("measure_version", sa.Integer(), nullable=False),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("concept_id", sa.Text(), nullable=False),
        sa.Column("concept_version", sa.Text(), nullable=False),
        sa.Column("value", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], name=op.f("fk_opinion_asset_id_asset")),
        sa.PrimaryKeyConstraint("asset_id", "rule", "measure_version", name=op.f("pk_opinion")),
    )
    op.create_index(
        op.f("ix_opinion_rule_measure_version_stance"),
        "opinion",
        ["rule", "measure_version", "stance"],
        unique=False,
    )
    op.create_index(
        op.f("ix_opinion_rule_stance_at_asset_id"),
        "opinion",
        ["rule", "stance", "at", "asset_id"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_table("opinion")
    op.drop_table("concept")
