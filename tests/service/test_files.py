from __future__ import annotations

import re

import pytest

from imagepool.pool import Pool
from tests.service.conftest import Visitor


@pytest.mark.parametrize(
    ("preset", "media_type"),
    [("grid", "image/webp"), ("preview", "image/jpeg"), ("social", "image/jpeg")],
)
def test_small_renditions_are_shown_with_their_rights(
    visitor: Visitor, asset_id: str, preset: str, media_type: str
) -> None:
    answer = visitor.get(f"/dateien/{asset_id}/{preset}")
    assert (answer.status_code, answer.content_type) == (200, media_type)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert 'rel="license"' in answer.headers.getlist("Link")[0]
    assert answer.headers["tdm-reservation"] == "0"
    assert b"creativecommons.org/licenses/by/4.0" in answer.data


def test_a_browser_may_keep_what_it_saw_and_nobody_in_between(
    visitor: Visitor, asset_id: str
) -> None:
    first = visitor.get(f"/dateien/{asset_id}/grid")
    assert "private" in first.headers["Cache-Control"]
    assert "immutable" in first.headers["Cache-Control"]
    again = visitor.get(
        f"/dateien/{asset_id}/grid", headers={"If-None-Match": first.headers["ETag"]}
    )
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("preset", ["original", "print", "screen", "poster"])
def test_whole_files_leave_through_the_download_alone(
    visitor: Visitor, asset_id: str, preset: str
) -> None:
    assert visitor.get(f"/dateien/{asset_id}/{preset}").status_code == 404


def test_the_address_changes_with_the_rights_in_the_file(
    visitor: Visitor, pool: Pool, asset_id: str
) -> None:
    stamp = pool.asset(asset_id).rights_stamp
    assert re.search(rf"/dateien/{asset_id}/grid\?v={stamp}", visitor.get("/suche").text)


def test_unpublished_and_withdrawn_pictures_are_not_shown(
    visitor: Visitor, anna: Visitor, pool: Pool, waiting_id: str
) -> None:
    address = f"/dateien/{waiting_id}/grid"
    assert visitor.get(address).status_code == 404
    assert "no-store" in anna.get(address).headers["Cache-Control"]
    pool.publish(waiting_id, actor="test")
    pool.withdraw(waiting_id, actor="test", reason="consent withdrawn")
    assert visitor.get(address).status_code == 410
