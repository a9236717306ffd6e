"""Assets with their likeness, findings and history, and the counter."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "counter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assets", sa.BigInteger(), nullable=False),
        sa.Column("changes", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counter")),
    )
    op.create_table(
        "asset",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("byte_count", sa.BigInteger(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("creator", sa.JSON(), nullable=False),
        sa.Column("license_id", sa.Text(), nullable=False),
        sa.Column("agreement_id", sa.Text(), nullable=True),
        sa.Column("copyright_notice", sa.Text(), nullable=False),
        sa.Column("added_at", sa.Text(), nullable=False),
        sa.Column("published_at", sa.Text(), nullable=True),
        sa.Column("rights_stamp", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("keywords", sa.JSON(), nullable=False),
        sa.Column("alt_text", sa.Text(), nullable=False),
        sa.Column("date_taken", sa.Text(), nullable=False),
        sa.Column("location_shown", sa.JSON(), nullable=False),
        sa.Column("location_created", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("latitude", sa.Float(precision=53), nullable=True),
        sa.Column("longitude", sa.Float(precision=53), nullable=True),
        sa.Column("camera_make", sa.Text(), nullable=False),
        sa.Column("camera_model", sa.Text(), nullable=False),
        sa.Column("digital_source_type", sa.Text(), nullable=False),
        sa.Column("model_release_status", sa.Text(), nullable=False),
        sa.Column("property_release_status", sa.Text(), nullable=False),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name=op.f("fk_asset_agreement_id_agreement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset")),
        sa.UniqueConstraint("digest", name=op.f("uq_asset_digest")),
        sa.UniqueConstraint("number", name=op.f("uq_asset_number")),
    )
    op.create_index(op.f("ix_asset_agreement_id"), "asset", ["agreement_id"], unique=False)
    op.create_index(op.f("ix_asset_revision_id"), "asset", ["revision", "id"], unique=True)
    op.create_index(op.f("ix_asset_state_number"), "asset", ["state", "number"], unique=False)
    op.create_table(
        "likeness",
        sa.Column("asset_id", sa.Text(), nullable=False),
        sa.Column("phash", sa.BigInteger(), nullable=False),
        sa.Column("dhash", sa.BigInteger(), nullable=False),
        sa.Column("band_0", sa.Integer(), nullable=False),
        sa.Column("band_1", sa.Integer(), nullable=False),
        sa.Column("band_2", sa.Integer(), nullable=False),
        sa.Column("band_3", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asset_id"], ["asset.id"], name=op.f("fk_likeness_asset_id_asset")
        ),
        sa.PrimaryKeyConstraint("asset_id", name=op.f("pk_likeness")),
    )
    op.create_index(
        op.f("ix_likeness_band_0_phash_asset_id"),
        "likeness",
        ["band_0", "phash", "asset_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_likeness_band_1_phash_asset_id"),
        "likeness",
        ["band_1", "phash", "asset_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_likeness_band_2_phash_asset_id"),
        "likeness",
        ["band_2", "phash", "asset_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_likeness_band_3_phash_asset_id"),
        "likeness",
        ["band_3", "phash", "asset_id"],
        unique=False,
    )
    op.create_table(
        "report",
        sa.Column("asset_id", sa.Text(), nullable=False),
        sa.Column("concept_id", sa.Text(), nullable=False),
        sa.Column("concept_version", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], name=op.f("fk_report_asset_id_asset")),
        sa.PrimaryKeyConstraint("asset_id", name=op.f("pk_report")),
    )
    op.create_table(
        "event",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("asset_id", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], name=op.f("fk_event_asset_id_asset")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    op.create_index(op.f("ix_event_asset_id_id"), "event", ["asset_id", "id"], unique=False)
    op.execute("INSERT INTO counter (id, assets, changes) VALUES (1, 0, 0)")


def downgrade() -> None:
    op.drop_table("event")
    op.drop_table("report")
    op.drop_table("likeness")
    op.drop_table("asset")
    op.drop_table("counter")
