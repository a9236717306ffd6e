from __future__ import annotations

import json
from pathlib import Path

import pytest

from imagepool.errors import UnreadablePhoto
from imagepool.photo.inspection import inspect
from imagepool.photo.limits import Limits
from tests.making import make_photo
from tests.photo.blocks_made import full_jpeg, iim, packet

_WORDS = packet(
    "<plus:Licensor><rdf:Seq><rdf:li plus:LicensorName='Pool'/></rdf:Seq></plus:Licensor>"
    "<dc:title>Größe</dc:title>",
    attributes='photoshop:City="Körner"',
)


def test_the_answer_is_plain_json_with_value_source_and_conflicts(tmp_path: Path) -> None:
    path = tmp_path / "foto.jpg"
    path.write_bytes(full_jpeg(_WORDS, b"", iim((5, b"Anders"))))
    answer = json.loads(json.dumps(inspect(path)))
    assert {key: answer[key] for key in ("file", "format", "width", "height")} == {
        "file": str(path),
        "format": "JPEG",
        "width": 32,
        "height": 24,
    }
    assert answer["fields"]["title"] == {
        "value": "Größe",
        "source": "xmp",
        "conflicts": [{"source": "iim", "value": "Anders"}],
    }
    assert answer["fields"]["licensor"]["value"] == [{"name": "Pool", "url": "", "email": ""}]
    assert answer["fields"]["location_shown"]["value"][0]["city"] == "Körner"
    assert answer["troubles"] == [
        {"block": "exif", "message": "the block does not begin with a TIFF header"}
    ]


@pytest.mark.parametrize("name", ["JPEG", "PNG", "TIFF", "WEBP", "AVIF", "HEIC"])
@pytest.mark.parametrize(("orientation", "size"), [(1, (60, 40)), (3, (60, 40)), (6, (40, 60))])
def test_width_and_height_are_those_of_the_upright_picture(
    name: str, orientation: int, size: tuple[int, int], tmp_path: Path
) -> None:
    path = tmp_path / "foto"
    path.write_bytes(make_photo(60, 40, name, orientation=orientation))
    answer = inspect(path)
    assert answer["format"] == name
    assert (answer["width"], answer["height"]) == size


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "empty"), (b"GIF89a" + bytes(30), "unsupported_format"), (bytes(2000), "empty")],
)
def test_what_is_no_photo_is_refused_with_the_reason(
    data: bytes, reason: str, tmp_path: Path
) -> None:
    path = tmp_path / "foto.jpg"
    path.write_bytes(data)
    with pytest.raises(UnreadablePhoto) as refusal:
        inspect(path)
    assert refusal.value.reason == reason


def test_a_file_that_is_missing_or_too_large_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadablePhoto, match="cannot be read") as refusal:
        inspect(tmp_path / "nowhere.jpg")
    assert refusal.value.reason == "unreadable_file"
    path = tmp_path / "foto.jpg"
    path.write_bytes(make_photo())
    with pytest.raises(UnreadablePhoto) as refusal:
        inspect(str(path), limits=Limits(max_bytes=100))
    assert refusal.value.reason == "too_large"


def test_a_header_without_a_size_leaves_it_open(tmp_path: Path) -> None:
    path = tmp_path / "foto.jpg"
    path.write_bytes(make_photo()[:100])
    answer = inspect(path)
    assert (answer["width"], answer["height"]) == (None, None)
    assert answer["troubles"]
