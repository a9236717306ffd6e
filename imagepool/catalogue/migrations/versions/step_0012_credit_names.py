"""Photographers may be named otherwise than they sign; uploads know what was signed with them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("credit_name", "credit_key"):
        op.add_column("agreement", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.create_index(op.f("ix_agreement_credit_key"), "agreement", ["credit_key"])
    with op.batch_alter_table("submission") as table:
        table.add_column(sa.Column("agreement_id", sa.Text(), nullable=True))
        table.create_foreign_key(
            op.f("fk_submission_agreement_id_agreement"), "agreement", ["agreement_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("submission") as table:
        table.drop_constraint(op.f("fk_submission_agreement_id_agreement"), type_="foreignkey")
        table.drop_column("agreement_id")
    op.drop_index(op.f("ix_agreement_credit_key"), table_name="agreement")
    for name in ("credit_key", "credit_name"):
        op.drop_column("agreement", name)
