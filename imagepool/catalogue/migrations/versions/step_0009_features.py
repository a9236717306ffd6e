"""Pictures are found mirrored and by their parts; the hashes are searched by thirds."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_QUARTERS = [(f"band_{band}", f"(phash >> {48 - 16 * band}) & 65535") for band in range(4)]
_THIRDS = [
    ("band_0", "(phash >> 42) & 4194303"),
    ("band_1", "(phash >> 21) & 2097151"),
    ("band_2", "phash & 2097151"),
]


def upgrade() -> None:
    _cut_anew(_QUARTERS, _THIRDS)
    op.add_column("likeness", sa.Column("mirrored", sa.BigInteger(), nullable=True))
    op.create_table(
        "features",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("asset_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asset_id"], ["asset.id"], name=op.f("fk_features_asset_id_asset")
        ),
        sa.ForeignKeyConstraint(
            ["number"], ["asset.number"], name=op.f("fk_features_number_asset")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_features")),
        sa.UniqueConstraint("asset_id", name=op.f("uq_features_asset_id")),
    )
    op.create_table(
        "feature_word",
        sa.Column("word", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("word", "number", name=op.f("pk_feature_word")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("feature_word")
    op.drop_table("features")
    _cut_anew(_THIRDS, _QUARTERS)
    op.drop_column("likeness", "mirrored")


def _cut_anew(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> None:
    """Replace the bands of the pHash, and their indexes, by others."""
    for band, _ in old:
        op.drop_index(op.f(f"ix_likeness_{band}_phash_asset_id"), table_name="likeness")
    for band, _ in new[len(old) :]:
        op.add_column("likeness", sa.Column(band, sa.Integer(), nullable=False, server_default="0"))
    table = sa.table("likeness", *(sa.column(band) for band, _ in new))
    op.execute(sa.update(table).values({band: sa.literal_column(bits) for band, bits in new}))
    for band, _ in old[len(new) :]:
        op.drop_column("likeness", band)
    for band, _ in new:
        op.create_index(
            op.f(f"ix_likeness_{band}_phash_asset_id"), "likeness", [band, "phash", "asset_id"]
        )
