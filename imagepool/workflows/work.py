"""Work: the jobs that no request waits for, and whether the rooms below are well."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import Any

from imagepool.errors import PoolError
from imagepool.workflows.posting import post
from imagepool.workflows.recall import begin_recall
from imagepool.workflows.restamp import restamp
from imagepool.workflows.retention import run_retention, tend, tend_soon
from imagepool.workflows.shelf import clear_shelf, restore
from imagepool.workflows.submit import ingest_submission
from imagepool.workflows.telling import tell
from imagepool.workflows.workshop import Workshop


def work(workshop: Workshop, stop: threading.Event, *, until_empty: bool = False) -> None:
    """Do the waiting jobs until ``stop`` is set, or until none waits."""
    tasks: Mapping[str, Callable[[Mapping[str, Any]], object]] = {
        "ingest": lambda payload: ingest_submission(workshop, payload["submission_id"]),
        "restamp": lambda payload: restamp(workshop, payload["asset_id"]),
        "clear_shelf": lambda payload: clear_shelf(workshop, payload["asset_id"]),
        "restore": lambda payload: restore(workshop, payload["asset_id"], payload["recall_id"]),
        "begin_recall": lambda payload: begin_recall(workshop, payload["recall_id"]),
        "tell": lambda payload: tell(workshop, payload["recall_id"]),
        "post": lambda _payload: post(workshop),
        "retention": lambda _payload: run_retention(workshop),
        "tend": lambda _payload: tend(workshop),
    }
    tend_soon(workshop)
    workshop.queue.work(tasks, stop=stop, until_empty=until_empty)


def ready(workshop: Workshop) -> Mapping[str, str]:
    """Return what is wrong with database, storage and index, "" where all is well."""
    looks: Mapping[str, Callable[[], object]] = {
        "database": workshop.catalogue.schema_state,
        "storage": lambda: workshop.store.has("ready"),
        "index": lambda: workshop.index.position,
    }
    return {name: _trouble(look) for name, look in looks.items()}


def _trouble(look: Callable[[], object]) -> str:
    try:
        look()
    except PoolError as error:
        return error.message
    return ""
