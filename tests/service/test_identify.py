from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from imagepool.pool import Pool
from imagepool.rights.availability import Availability
from imagepool.rights.uses import Channel, Purpose, Use
from imagepool.rights.words import words
from imagepool.service import create_app
from imagepool.workflows.declare import limit
from tests.making import make_photo
from tests.service.conftest import Visitor

PAGE = "/ist-das-von-uns"
USE = Use(purpose=Purpose.TOURISM, channel=Channel.WEB)


def look(visitor: Visitor, data: bytes, **fields: Any) -> str:
    return visitor.send(PAGE, file=(io.BytesIO(data), "fund.jpg"), **fields).text


@pytest.fixture
def copy(pool: Pool, asset_id: str) -> bytes:
    with pool.open_rendition(pool.asset(asset_id), "preview").stream as stream:
        return stream.read()


def test_a_copy_is_told_with_credit_and_answer(
    visitor: Visitor, pool: Pool, asset_id: str, copy: bytes
) -> None:
    page = look(visitor, copy)
    assert "Ja, genau dieses Bild ist von uns." in page
    assert f"/bilder/{asset_id}" in page
    assert pool.statement(pool.asset(asset_id)).credit_line in page


def test_what_is_strange_is_not_found(visitor: Visitor, asset_id: str) -> None:
    page = look(visitor, make_photo(seed=77))
    assert "Wir finden es nicht in diesem Pool." in page
    assert asset_id not in page


def test_of_what_is_not_published_nothing_more_is_told(
    visitor: Visitor, pool: Pool, waiting_id: str
) -> None:
    asset = pool.asset(waiting_id)
    with pool.open_rendition(asset, "preview", inside=True).stream as stream:
        page = look(visitor, stream.read())
    assert "bietet es aber nicht an" in page
    assert asset.title not in page
    assert waiting_id not in page


def test_a_withdrawn_picture_is_recognized_and_to_be_taken_down(
    visitor: Visitor, pool: Pool, waiting_id: str
) -> None:
    pool.publish(waiting_id, actor="curator")
    with pool.open_rendition(pool.asset(waiting_id), "preview").stream as stream:
        copy = stream.read()
    pool.withdraw(waiting_id, actor="curator", reason="consent")
    page = look(visitor, copy)
    assert "Das Bild wurde zurückgezogen." in page
    assert f"/bilder/{waiting_id}" not in page


@pytest.mark.usefixtures("tidy")
def test_the_answer_keeps_to_where_the_picture_will_be_seen(
    visitor: Visitor, pool: Pool, waiting_id: str
) -> None:
    pool.publish(waiting_id, actor="curator")
    limit(pool._workshop, waiting_id, Availability(territories=frozenset({"DE"})), actor="curator")
    with pool.open_rendition(pool.asset(waiting_id), "preview").stream as stream:
        copy = stream.read()
    refused = words("reasons", "territory_withheld")["de"]
    assert refused not in look(visitor, copy, territory="DE")
    assert refused in look(visitor, copy, territory="EU")


def test_a_receipt_is_told_to_fit(visitor: Visitor, pool: Pool, asset_id: str, copy: bytes) -> None:
    delivery = pool.download(asset_id, "social", USE, recipient="Lena", accepted_terms=True)
    page = look(visitor, copy, receipt=(io.BytesIO(delivery.signed), "beleg.json"))
    assert "gehört zu diesem Bild" in page
    assert "Lena" not in page


def test_a_file_is_needed_and_must_be_a_picture(visitor: Visitor) -> None:
    assert visitor.send(PAGE).status_code == 422
    assert visitor.send(PAGE, file=(io.BytesIO(b"no picture"), "x.jpg")).status_code == 422
    assert (
        visitor.send(PAGE, file=(io.BytesIO(make_photo()), "x.jpg"), purpose="nonsense").status_code
        == 400
    )


def test_nothing_of_the_picture_is_kept(visitor: Visitor, pool: Pool) -> None:
    def kept() -> dict[Path, int]:
        files = (path for path in pool.settings.home.rglob("*") if path.is_file())
        return {path: path.stat().st_size for path in files if "pool.db" not in path.name}

    before = kept()
    look(visitor, make_photo(seed=78))
    assert kept() == before


def test_too_many_at_once_are_slowed_down(pool: Pool) -> None:
    visitor = Visitor(create_app(pool).test_client())
    answers = {visitor.send(PAGE).status_code for _ in range(12)}
    assert answers == {422, 429}
