"""What one camera took about the same time is found without looking at every asset."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        op.f("ix_asset_camera_model_date_taken"), "asset", ["camera_model", "date_taken"]
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_asset_camera_model_date_taken"), table_name="asset")
