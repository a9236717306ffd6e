from __future__ import annotations

import pytest
from flask import Flask

from imagepool.errors import NotFound
from imagepool.service import tickets


def test_a_ticket_gives_back_what_it_is_for(app: Flask) -> None:
    with app.test_request_context("/"):
        assert tickets.read(tickets.write("rcp-1")) == "rcp-1"


def test_an_old_ticket_says_that_its_time_is_over(app: Flask) -> None:
    with app.test_request_context("/"), pytest.raises(NotFound) as refusal:
        tickets.read(tickets.write("rcp-1"), valid_seconds=-1)
    assert "the hour is over" in refusal.value.hint


@pytest.mark.parametrize("forged", ["", "x", "a.b.c", "InJjcC0xIg.aaaaaa.bbbb"])
def test_a_forged_ticket_is_none(app: Flask, forged: str) -> None:
    with app.test_request_context("/"), pytest.raises(NotFound):
        tickets.read(forged)
