"""Saved searches, searches in vain, and calls for pictures."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "saved_search",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.Text(), nullable=False),
        sa.Column("alert", sa.Boolean(), nullable=False),
        sa.Column("told_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_saved_search_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_search")),
    )
    op.create_index(
        op.f("ix_saved_search_person_id_query"),
        "saved_search",
        ["person_id", "query"],
        unique=True,
    )
    op.create_index(op.f("ix_saved_search_alert"), "saved_search", ["alert"], unique=False)
    op.create_table(
        "missed_search",
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("known", sa.Boolean(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("first_on", sa.Text(), nullable=False),
        sa.Column("last_on", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("text", name=op.f("pk_missed_search")),
    )
    op.create_index(op.f("ix_missed_search_last_on"), "missed_search", ["last_on"], unique=False)
    op.create_table(
        "call",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.Column("deadline", sa.Text(), nullable=False),
        sa.Column("license_id", sa.Text(), nullable=False),
        sa.Column("agreement_version", sa.Text(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("called_at", sa.Text(), nullable=False),
        sa.Column("called_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_call")),
        sa.UniqueConstraint("id", name=op.f("uq_call_id")),
    )
    op.create_index(op.f("ix_call_deadline"), "call", ["deadline"], unique=False)
    op.create_table(
        "answer",
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("call_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_answer_call_id_call")),
        sa.PrimaryKeyConstraint("batch", name=op.f("pk_answer")),
    )
    op.create_index(op.f("ix_answer_call_id"), "answer", ["call_id"], unique=False)


def downgrade() -> None:
    for table in ("answer", "call", "missed_search", "saved_search"):
        op.drop_table(table)
