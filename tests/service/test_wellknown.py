from __future__ import annotations

from datetime import UTC, datetime

from imagepool.pool import Pool
from tests.service.conftest import Visitor


def test_the_public_keys_are_published_for_everybody(visitor: Visitor, pool: Pool) -> None:
    answer = visitor.get("/.well-known/jwks.json")
    assert answer.get_json(force=True) == pool.public_keys
    assert answer.mimetype == "application/jwk-set+json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "d" not in pool.public_keys["keys"][0]  # the private half of an Ed25519 key


def test_security_txt_names_a_contact_and_expires(visitor: Visitor) -> None:
    lines = dict(
        line.split(": ", 1) for line in visitor.get("/.well-known/security.txt").text.splitlines()
    )
    assert lines["Contact"].startswith("mailto:")
    assert datetime.fromisoformat(lines["Expires"]) > datetime.now(UTC)


def test_robots_are_kept_out_of_what_is_no_page_to_find(visitor: Visitor) -> None:
    text = visitor.get("/robots.txt").text
    assert "Disallow: /redaktion" in text
    assert "Disallow: /\n" not in text


def test_who_asks_for_the_usual_icon_is_led_to_the_regions(visitor: Visitor) -> None:
    answer = visitor.client.get("/favicon.ico", follow_redirects=True)
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
