from __future__ import annotations

import pytest

from imagepool.photo.containers.webp import read_webp, size_of_webp
from tests.making import make_photo
from tests.photo.blocks_made import exif, title_packet

_EXIF = exif({0x013B: "Eva"})
_TITLE = title_packet("Größe")


def _webp(*chunks: tuple[bytes, bytes]) -> bytes:
    body = b"WEBP" + b"".join(
        kind + len(data).to_bytes(4, "little") + data + b"\0" * (len(data) % 2)
        for kind, data in chunks
    )
    return b"RIFF" + len(body).to_bytes(4, "little") + body


@pytest.mark.parametrize("heading", [b"", b"Exif\0\0"])
@pytest.mark.parametrize("kind", [b"XMP ", b"XMP\0"])
def test_blocks_are_read_from_their_chunks(heading: bytes, kind: bytes) -> None:
    found = read_webp(_webp((b"ICCP", b"abc"), (b"EXIF", heading + _EXIF), (kind, _TITLE)))
    assert (found.icc, found.exif, found.xmp) == (b"abc", _EXIF, (_TITLE,))
    assert not found.troubles


def test_a_form_that_breaks_off_is_named() -> None:
    data = _webp((b"EXIF", _EXIF), (b"XMP ", _TITLE))[:-20]
    found = read_webp(data)
    assert found.exif == _EXIF
    assert found.troubles[0].block == "container"


@pytest.mark.parametrize(
    "save", [{}, {"lossless": True}, {"exif": b"Exif\0\0" + _EXIF}, {"mode": "RGBA"}]
)
def test_the_size_is_that_of_the_canvas(save: dict[str, object]) -> None:
    assert size_of_webp(make_photo(60, 41, "WEBP", **save)) == (60, 41)  # type: ignore[arg-type]


def test_without_a_picture_there_is_no_size() -> None:
    assert size_of_webp(_webp((b"XMP ", _TITLE), (b"VP8 ", b"rubbish"))) is None
