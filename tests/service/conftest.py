"""A pool with three published pictures, and the people who visit its pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from imagepool.pool import Pool
from imagepool.rights.people import Role
from imagepool.service import create_app
from tests.pools import ingest, settings_in, titled_photo
from tests.service.tidying import tidy  # noqa: F401  (a fixture)

PASSWORD = "korrekt-pferd-batterie"
WORDS: tuple[dict[str, Any], ...] = (
    {"title": "Fachwerk am Untermarkt", "keywords": ("Fachwerkhaus", "Altstadt")},
    {
        "title": "Kirschblüte bei Ebeleben",
        "caption": "Ein Weg unter Bäumen.",
        "keywords": ("Wald",),
    },
    {"title": "Barbarossa <b>Höhle</b>", "alt_text": "Eine Höhle mit See"},
)


class Visitor:
    """Somebody with a browser: follows nothing by itself, and sends forms as pages give them."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, path: str, **options: Any) -> TestResponse:
        return self.client.get(path, buffered=True, **options)

    def send(self, page: str, action: str = "", **fields: Any) -> TestResponse:
        """Open a page, and send its form with these fields and the token that it carries."""
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.get(page).text)
        if token:
            fields["csrf_token"] = token[1]
        return self.client.post(action or page, data=fields)


@pytest.fixture(scope="package")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pool]:
    folder = tmp_path_factory.mktemp("service")
    with Pool.open(settings_in(folder)) as opened:
        ingest(opened, *_photos(folder / "in"))
        opened.accounts.admit("anna@example.org", name="Anna", role=Role.CURATOR, password=PASSWORD)
        opened.accounts.admit("conrad@example.org", name="Conrad", role=Role.CONTRIBUTOR)
        yield opened


def _photos(folder: Path) -> Iterator[Path]:
    folder.mkdir()
    for seed, words in enumerate(WORDS):
        path = folder / f"{seed}.jpg"
        path.write_bytes(titled_photo(seed, **words))
        yield path


@pytest.fixture(scope="package")
def app(pool: Pool) -> Flask:
    return create_app(pool, config={"RATELIMIT_ENABLED": False})


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    return Visitor(app.test_client())


@pytest.fixture
def anna(app: Flask, pool: Pool) -> Visitor:
    """Give the curator, logged in."""
    return _logged_in(app, pool, "anna@example.org")


@pytest.fixture
def conrad(app: Flask, pool: Pool) -> Visitor:
    """Give the photographer, logged in."""
    return _logged_in(app, pool, "conrad@example.org")


def _logged_in(app: Flask, pool: Pool, email: str) -> Visitor:
    visitor = Visitor(app.test_client())
    visitor.client.post(f"/anmelden/{pool.accounts.one_time_token(email)}")
    return visitor


@pytest.fixture
def asset_id(pool: Pool) -> str:
    """Give a published picture: the half-timbered house."""
    return pool.search("Fachwerk").hits[0].asset.id


@pytest.fixture
def waiting_id(pool: Pool, tmp_path: Path) -> str:
    """Give a picture that waits for a curator, a new one each time."""
    path = tmp_path / "waiting.jpg"
    path.write_bytes(titled_photo(abs(hash(tmp_path)) % 10_000 + 100, title="Wartendes Bild"))
    [outcome] = ingest(pool, path, publish=False)
    return str(outcome.id)
