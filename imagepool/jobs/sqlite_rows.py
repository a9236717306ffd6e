"""The one table of the embedded queue: its rows, and the statements that move them on."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from imagepool.jobs.queue import Job, JobState

__all__ = ["CLAIM", "END", "IS_BUSY", "IS_DUE", "TABLE", "inserted", "job_of"]

TABLE = """
CREATE TABLE IF NOT EXISTS job (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    task TEXT NOT NULL,
    payload TEXT NOT NULL,
    key TEXT,
    state TEXT NOT NULL DEFAULT 'waiting',
    due REAL NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    token TEXT,
    lease REAL,
    done INTEGER NOT NULL DEFAULT 0,
    total INTEGER NOT NULL DEFAULT 0,
    error TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX IF NOT EXISTS job_key ON job (key) WHERE key IS NOT NULL;
CREATE INDEX IF NOT EXISTS job_due ON job (state, due);
"""
IS_DUE = """
SELECT 1 FROM job WHERE state = 'waiting' AND due <= :now OR state = 'running' AND lease < :now
LIMIT 1
"""
IS_BUSY = "SELECT 1 FROM job WHERE state = 'running' OR state = 'waiting' AND due <= :now LIMIT 1"
# The key counts only until the job begins: what changes then needs a job of its own.
CLAIM = """
UPDATE job SET state = 'running', key = NULL, token = :token, lease = :lease,
    attempts = attempts + (state = 'running')
WHERE id = (
    SELECT id FROM job
    WHERE state = 'waiting' AND due <= :now OR state = 'running' AND lease < :now
    ORDER BY due, id LIMIT 1
) RETURNING *
"""
END = """
UPDATE job SET state = :state, due = :due, attempts = attempts + :tried, token = NULL,
    error = coalesce(nullif(:error, ''), error)
WHERE token = :token
"""


def inserted(connection: Any, values: tuple[object, ...]) -> str:
    """Put a job in, and return its id; that of the one that waits under the same key."""
    added = connection.execute(
        "INSERT INTO job (task, payload, key, due) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
        " RETURNING id",
        values,
    ).fetchone()
    waiting = (
        added or connection.execute("SELECT id FROM job WHERE key = ?", values[2:3]).fetchone()
    )
    return str(waiting[0])


def job_of(row: sqlite3.Row) -> Job:
    """Return the job that a row tells of."""
    return Job(
        id=str(row["id"]),
        task=row["task"],
        payload=json.loads(row["payload"]),
        state=JobState(row["state"]),
        attempts=row["attempts"],
        done=row["done"],
        total=row["total"],
        error=row["error"],
    )
