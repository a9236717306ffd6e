"""A worker process that notes what it does: ``python -m tests.jobs.worker DATABASE FOLDER``."""

from __future__ import annotations

import signal
import sys
import threading
import time
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from imagepool.jobs import Pace
from imagepool.jobs.opening import open_queue

BRISK = Pace(attempts=3, backoff=0.2, lease=1.2, poll=0.05)


def main(database: str, folder: Path) -> None:
    def note(payload: Mapping[str, Any]) -> None:
        name = f"{payload['number']}-{uuid.uuid4().hex}"
        (folder / f"begun-{name}").touch()
        time.sleep(payload.get("seconds", 0.05))
        (folder / f"ended-{name}").touch()

    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    print("ready", flush=True)  # noqa: T201 - read by the test
    queue = open_queue(database, pace=BRISK)
    queue.work({"note": note}, stop=stop, until_empty=True, concurrency=2)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
