"""What a recall needs: receipt holders, notices, letters, and where an asset stood before."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("recall", sa.Column("report", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("recalled_asset", sa.Column("state_before", sa.Text(), nullable=True))
    _holders()
    _notices()
    _letters()


def downgrade() -> None:
    for table in ("letter", "recall_notice", "receipt_holder"):
        op.drop_table(table)
    op.drop_column("recalled_asset", "state_before")
    op.drop_column("recall", "report")


def _holders() -> None:
    op.create_table(
        "receipt_holder",
        sa.Column("receipt_id", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("added_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["receipt_id"], ["receipt.id"], name=op.f("fk_receipt_holder_receipt_id_receipt")
        ),
        sa.PrimaryKeyConstraint("receipt_id", name=op.f("pk_receipt_holder")),
    )
    op.create_index(op.f("ix_receipt_holder_address"), "receipt_holder", ["address"])
    op.create_index(op.f("ix_receipt_holder_added_at"), "receipt_holder", ["added_at"])


def _notices() -> None:
    op.create_table(
        "recall_notice",
        sa.Column("number", _SERIAL, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("recall_id", sa.Text(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recall_id"], ["recall.id"], name=op.f("fk_recall_notice_recall_id_recall")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_recall_notice")),
        sa.UniqueConstraint("id", name=op.f("uq_recall_notice_id")),
        sa.UniqueConstraint("token", name=op.f("uq_recall_notice_token")),
    )
    op.create_index(
        op.f("ix_recall_notice_recall_id_number"), "recall_notice", ["recall_id", "number"]
    )
    op.create_index(op.f("ix_recall_notice_address"), "recall_notice", ["address"])


def _letters() -> None:
    op.create_table(
        "letter",
        sa.Column("number", _SERIAL, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("occasion", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("not_before", sa.Text(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_letter")),
        sa.UniqueConstraint("id", name=op.f("uq_letter_id")),
        sa.UniqueConstraint("occasion", name=op.f("uq_letter_occasion")),
    )
    op.create_index(op.f("ix_letter_about"), "letter", ["about"])
    op.create_index(op.f("ix_letter_address"), "letter", ["address"])
    op.create_index(op.f("ix_letter_state_number"), "letter", ["state", "number"])
