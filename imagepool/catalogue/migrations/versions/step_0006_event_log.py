"""The event log: chained, only ever appended to, and of other subjects than assets too.

How digests are made is written down here once more, as it was at this step.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_PORTION = 1000
_START = "0" * 64
_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_BEFORE = sa.table(
    "event_before",
    sa.column("id", _NUMBER),
    *(sa.column(name, sa.Text()) for name in ("asset_id", "at", "actor", "act")),
    sa.column("detail", sa.JSON()),
)
_HEAD = sa.table(
    "event_head",
    sa.column("id", sa.Integer()),
    sa.column("number", sa.BigInteger()),
    sa.column("digest", sa.Text()),
)


def upgrade() -> None:
    _lay_aside()
    event = op.create_table(
        "event",
        sa.Column("id", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("asset_id", sa.Text(), nullable=True),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], name=op.f("fk_event_asset_id_asset")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    op.create_index(op.f("ix_event_asset_id_id"), "event", ["asset_id", "id"], unique=False)
    op.create_index(op.f("ix_event_subject_id"), "event", ["subject", "id"], unique=False)
    op.create_table(
        "event_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_head")),
    )
    number, digest = _chain_in(event)
    op.bulk_insert(_HEAD, [{"id": 1, "number": number, "digest": digest}])
    op.drop_table("event_before")
    for statement in _GUARDS[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    """Go back to a plain history, which has no place for other subjects than assets."""
    _lay_aside()
    op.drop_table("event_head")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION event_refuses, event_erases, event_head_advances")
    op.create_table(
        "event",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("asset_id", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], name=op.f("fk_event_asset_id_asset")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    op.create_index(op.f("ix_event_asset_id_id"), "event", ["asset_id", "id"], unique=False)
    op.execute(
        "INSERT INTO event (asset_id, at, actor, act, detail)"
        " SELECT asset_id, at, actor, act, detail FROM event_before"
        " WHERE asset_id IS NOT NULL ORDER BY id"
    )
    op.drop_table("event_before")


def _lay_aside() -> None:
    # A copy, since names of constraints would stay with a renamed table.
    op.execute(
        "CREATE TABLE event_before AS SELECT id, asset_id, at, actor, act, detail FROM event"
    )
    op.drop_table("event")


def _chain_in(event: sa.Table) -> tuple[int, str]:
    number, digest = 0, _START
    for rows in _portions():
        links = []
        for row in rows:
            link = _link(number + 1, row, digest)
            number, digest = link["id"], link["digest"]
            links.append(link)
        op.bulk_insert(event, links)
    return number, digest


def _portions() -> Iterator[Sequence[sa.RowMapping]]:
    last = 0
    while True:
        query = sa.select(_BEFORE).where(_BEFORE.c.id > last).order_by(_BEFORE.c.id)
        rows = op.get_bind().execute(query.limit(_PORTION)).mappings().all()
        if not rows:
            return
        yield rows
        last = rows[-1]["id"]


def _link(number: int, row: sa.RowMapping, before: str) -> dict[str, Any]:
    salt = secrets.token_hex(16)
    told = _sha256({"actor": row["actor"], "detail": row["detail"], "salt": salt})
    lasting = {
        "act": row["act"],
        "at": row["at"],
        "before": before,
        "subject": f"asset:{row['asset_id']}",
        "told": told,
    }
    digest = _sha256({**lasting, "asset": row["asset_id"], "number": number})
    return {**lasting, **row, "id": number, "salt": salt, "digest": digest}


def _sha256(members: Mapping[str, Any]) -> str:
    text = json.dumps(members, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


_REFUSAL = "the event log is only ever appended to"
_BACKWARDS = "the event log only grows"
_LASTING = ("id", "at", "act", "subject", "asset_id", "told", "before", "digest")

_GUARDS = {
    "sqlite": [
        f"""CREATE TRIGGER event_stays BEFORE DELETE ON event
        BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END""",
        f"""CREATE TRIGGER event_lasts BEFORE UPDATE ON event WHEN NOT (
        {" AND ".join(f"NEW.{name} IS OLD.{name}" for name in _LASTING)}
        AND NEW.actor = '' AND NEW.detail = '{{}}' AND NEW.salt = '')
        BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END""",
        # INSERT OR REPLACE would remove a row without asking the first trigger.
        f"""CREATE TRIGGER event_follows BEFORE INSERT ON event
        WHEN NEW.id <= (SELECT number FROM event_head)
        BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END""",  # noqa: S608  (a constant)
        f"""CREATE TRIGGER event_head_stays BEFORE DELETE ON event_head
        BEGIN SELECT RAISE(ABORT, '{_BACKWARDS}'); END""",
        f"""CREATE TRIGGER event_head_advances BEFORE UPDATE ON event_head
        WHEN NEW.number <= OLD.number BEGIN SELECT RAISE(ABORT, '{_BACKWARDS}'); END""",
    ],
    "postgresql": [
        f"""CREATE FUNCTION event_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
        END $$""",
        f"""CREATE FUNCTION event_erases() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF ({", ".join(f"NEW.{name}" for name in _LASTING)})
                IS DISTINCT FROM ({", ".join(f"OLD.{name}" for name in _LASTING)})
                OR NEW.actor <> '' OR NEW.detail::text <> '{{}}' OR NEW.salt <> '' THEN
                RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NEW;
        END $$""",
        f"""CREATE FUNCTION event_head_advances() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NEW.number <= OLD.number THEN
                RAISE EXCEPTION '{_BACKWARDS}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NEW;
        END $$""",
        """CREATE TRIGGER event_stays BEFORE DELETE ON event
        FOR EACH ROW EXECUTE FUNCTION event_refuses()""",
        """CREATE TRIGGER event_is_not_emptied BEFORE TRUNCATE ON event
        FOR EACH STATEMENT EXECUTE FUNCTION event_refuses()""",
        """CREATE TRIGGER event_lasts BEFORE UPDATE ON event
        FOR EACH ROW EXECUTE FUNCTION event_erases()""",
        """CREATE TRIGGER event_head_stays BEFORE DELETE ON event_head
        FOR EACH ROW EXECUTE FUNCTION event_refuses()""",
        """CREATE TRIGGER event_head_advances BEFORE UPDATE ON event_head
        FOR EACH ROW EXECUTE FUNCTION event_head_advances()""",
    ],
}
