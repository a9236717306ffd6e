from __future__ import annotations

from pathlib import Path

from imagepool.pool import Pool
from imagepool.service import create_app
from tests.pools import settings_in
from tests.service.conftest import Visitor


def test_a_running_service_is_alive_and_ready(visitor: Visitor) -> None:
    assert visitor.get("/healthz").json == {"status": "ok"}
    assert visitor.get("/readyz").json == {"status": "ok", "failing": []}


def test_a_broken_database_is_told_without_details(tmp_path: Path) -> None:
    with Pool.open(settings_in(tmp_path)) as pool:
        client = create_app(pool).test_client()
        for file in tmp_path.rglob("catalogue.sqlite*"):
            file.write_bytes(b"garbage" * 1000)
        answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json == {"status": "unavailable", "failing": ["database"]}
