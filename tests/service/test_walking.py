"""The walk itself: it sees a picture in every wrapping, and leaves out no route."""

from __future__ import annotations

import io
import zipfile
from base64 import b64encode

import pytest
from flask import Flask
from PIL import Image

from tests.making import make_photo
from tests.service.walking import Picture, filled

PHOTO = make_photo(seed=5)


def _zipped(data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bild.jpg", data)
    return stream.getvalue()


def _smaller(data: bytes) -> bytes:
    stream = io.BytesIO()
    Image.open(io.BytesIO(data)).resize((160, 120)).save(stream, "PNG")
    return stream.getvalue()


@pytest.mark.parametrize(
    "wrapped",
    [
        PHOTO,
        b"<img src='data:image/jpeg;base64," + b64encode(PHOTO) + b"'>",
        b"x<img src='data:image/jpeg;base64," + b64encode(b"x" + PHOTO) + b"'>",
        b"xy" + b64encode(b"xy" + PHOTO),
        _zipped(PHOTO),
        _smaller(PHOTO),
        _zipped(_smaller(PHOTO)),
        PHOTO[len(PHOTO) // 2 :],
    ],
)
def test_a_picture_is_seen_in_every_wrapping(wrapped: bytes) -> None:
    assert Picture([PHOTO]).is_in(wrapped)


@pytest.mark.parametrize(
    "other", [b"", b"<html>Wandern</html>", make_photo(seed=6), _zipped(make_photo(seed=7))]
)
def test_nothing_else_is_taken_for_it(other: bytes) -> None:
    assert not Picture([PHOTO]).is_in(other)


def test_a_route_that_the_walk_cannot_fill_fails() -> None:
    app = Flask("walked")
    app.add_url_rule("/bilder/<asset_id>", "show", lambda asset_id: asset_id)
    assert list(filled(app, "GET", {"asset_id": ["a"], "filename": ["f"]})) == [
        ("static", "/static/f"),
        ("show", "/bilder/a"),
    ]
    app.add_url_rule("/neu/<some_new_id>", "new", lambda some_new_id: some_new_id)
    with pytest.raises(pytest.fail.Exception, match="some_new_id"):
        list(filled(app, "GET", {"asset_id": ["a"], "filename": ["f"]}))
