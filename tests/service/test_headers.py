from __future__ import annotations

import re

import pytest

from tests.service.conftest import Visitor

ADDRESSES = ("/", "/suche", "/anmelden", "/nichts", "/healthz", "/region.css", "/robots.txt")


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_is_closed_to_foreign_code(visitor: Visitor, address: str) -> None:
    headers = visitor.get(address).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("address", ["/", "/suche", "/anmelden", "/pruefen", "/bildsprache"])
def test_no_page_needs_what_the_policy_forbids(visitor: Visitor, address: str) -> None:
    page = visitor.get(address).text
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:|<script(?![^>]*\ssrc=)", page)
    assert not re.search(r'(?:src|srcset|action)="(?:https?:)?//', page)


def test_pages_of_logged_in_people_are_kept_nowhere(visitor: Visitor, anna: Visitor) -> None:
    assert visitor.get("/").headers["Cache-Control"] == "no-cache"
    assert anna.get("/redaktion").headers["Cache-Control"] == "no-store"


def test_static_files_may_be_kept_because_their_address_names_their_content(
    visitor: Visitor,
) -> None:
    [address] = re.findall(r'href="(/static/css/foundation.css\?v=\w+)"', visitor.get("/").text)
    assert "max-age=31536000" in visitor.get(address).headers["Cache-Control"]
