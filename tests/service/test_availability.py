from __future__ import annotations

import pytest

from tests.service.conftest import Visitor

USE = {"purpose": "tourism", "channel": "web", "audience": "public", "preset": "screen"}


def limit(anna: Visitor, asset_id: str, **fields: str) -> int:
    page = f"/redaktion/{asset_id}"
    return anna.send(page, f"{page}/verfuegbarkeit", **fields).status_code


@pytest.mark.parametrize(
    ("limits", "status"),
    [
        ({"ends": "2020-01-01"}, 410),
        ({"starts": "2099-01-01"}, 404),
        ({"embargo_until": "2099-01-01"}, 404),
        ({"ends": "2099-01-01"}, 200),
    ],
)
def test_outside_its_time_a_picture_is_neither_shown_nor_found_nor_delivered(
    visitor: Visitor, anna: Visitor, asset_id: str, limits: dict[str, str], status: int
) -> None:
    shown = (
        f"/bilder/{asset_id}",
        f"/dateien/{asset_id}/grid",
        f"/dateien/{asset_id}/preview",
        f"/bilder/{asset_id}/herunterladen",
    )
    try:
        assert limit(anna, asset_id, **limits) == 303
        assert {visitor.get(path).status_code for path in shown} == {status}
        assert (asset_id in visitor.get("/suche?q=Fachwerk").text) == (status == 200)
        page = f"/bilder/{asset_id}/herunterladen"
        taken = visitor.client.post(f"{page}/annehmen", data={**USE, "accepted": "yes"})
        assert taken.status_code == (303 if status == 200 else status)
    finally:
        limit(anna, asset_id)
    assert visitor.get(shown[0]).status_code == 200


def test_a_picture_for_germany_is_for_germany(
    visitor: Visitor, anna: Visitor, asset_id: str
) -> None:
    page = f"/bilder/{asset_id}/herunterladen"
    try:
        assert limit(anna, asset_id, territory="DE", purpose="tourism") == 303
        assert 'name="accepted"' not in visitor.send(page, **USE).text
        assert 'name="accepted"' in visitor.send(page, **USE, territory="DE").text
        editorial = {**USE, "purpose": "editorial"}
        assert 'name="accepted"' not in visitor.send(page, **editorial, territory="DE").text
    finally:
        limit(anna, asset_id)


@pytest.mark.parametrize(
    "fields",
    [
        {"ends": "soon"},
        {"territory": "Mars"},
        {"purpose": "fun"},
        {"starts": "2030-02-01", "ends": "2030-01-01"},
    ],
)
def test_limits_without_sense_are_refused(
    anna: Visitor, asset_id: str, fields: dict[str, str]
) -> None:
    assert limit(anna, asset_id, **fields) == 400
