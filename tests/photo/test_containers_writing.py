"""The writers' promises, on every kind of file, with exiftool and the decoders as witnesses."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from PIL import Image

from imagepool.errors import UnreadablePhoto
from imagepool.photo.containers import read_blocks, write_blocks
from imagepool.photo.sniffing import sniff
from tests.photo.delivered import DESCRIPTION, RIGHTS
from tests.photo.exiftool import exiftool, needs_exiftool, tags_of
from tests.photo.written_files import KINDS, PACKET, SECRET, look_of, with_secrets

Files = dict[str, bytes]


@pytest.fixture(scope="module")
def drawn() -> Files:
    """Every kind of file, without metadata."""
    return {kind: make() for kind, (_, make) in KINDS.items()}


@pytest.fixture(scope="module")
def secret(drawn: Files, tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Every kind of file that exiftool writes, with metadata that must not go out."""
    written = with_secrets(drawn, tmp_path_factory.mktemp("secret"))
    return {kind: data for kind, data in written.items() if data != drawn[kind]}


@pytest.mark.parametrize("kind", KINDS)
def test_the_picture_looks_as_before(kind: str, drawn: Files) -> None:
    written = write_blocks(drawn[kind], KINDS[kind][0], PACKET)

    assert look_of(written) == look_of(drawn[kind])
    assert sniff(written) == KINDS[kind][0]


@pytest.mark.parametrize("kind", KINDS)
def test_writing_twice_is_writing_once(kind: str, drawn: Files) -> None:
    written = write_blocks(drawn[kind], KINDS[kind][0], PACKET)

    assert write_blocks(written, KINDS[kind][0], PACKET) == written


@pytest.mark.parametrize("kind", KINDS)
def test_the_packet_is_read_back_alone(kind: str, drawn: Files) -> None:
    name = KINDS[kind][0]
    blocks = read_blocks(write_blocks(drawn[kind], name, PACKET), name)

    assert blocks.xmp == (PACKET.xmp,)
    assert blocks.iim == (PACKET.iim if name in {"JPEG", "TIFF"} else None)
    assert blocks.troubles == ()


@needs_exiftool
def test_the_secrets_are_in_the_files_at_first(secret: Files) -> None:
    assert len(secret) > len(KINDS) - 4
    assert all(SECRET in data for data in secret.values())


@needs_exiftool
def test_no_earlier_metadata_can_be_found(secret: Files, tmp_path: Path) -> None:
    for kind, data in secret.items():
        written = write_blocks(data, KINDS[kind][0], PACKET)
        assert SECRET not in written, kind
        assert SECRET.decode().encode("utf-16-le") not in written, kind
        assert look_of(written) == look_of(data), kind
        (tmp_path / kind).write_bytes(written)

    # Compressed texts of a PNG too: exiftool unfolds them.
    told = exiftool("-a", "-u", "-U", "-G1", "-ee3", *tmp_path.iterdir())
    assert SECRET.decode() not in told
    assert not re.search(r"^\[GPS\]|\[IFD1\]|\[XMP-mwg|\[XMP-xmpMM\]", told, re.MULTILINE)


@needs_exiftool
def test_exiftool_reads_the_packet_and_has_no_complaint(drawn: Files, tmp_path: Path) -> None:
    for kind, data in drawn.items():
        (tmp_path / kind).write_bytes(write_blocks(data, KINDS[kind][0], PACKET))

    for tags in tags_of(sorted(tmp_path.iterdir())):
        kind = Path(tags["SourceFile"]).name
        assert tags["XMP-dc:Creator"] == list(RIGHTS.creator), kind
        assert tags["XMP-xmpRights:WebStatement"] == RIGHTS.license_url, kind
        assert tags["IFD0:Artist"] == "; ".join(RIGHTS.creator), kind
        assert tags["IFD0:ImageDescription"] == DESCRIPTION.caption, kind
        assert "ExifTool:Warning" not in tags, kind
        assert "ExifTool:Error" not in tags, kind
        if KINDS[kind][0] in {"JPEG", "TIFF"}:
            assert tags["IPTC:By-line"] == list(RIGHTS.creator), kind


def test_density_and_color_space_are_carried_over(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(KINDS["jpeg_turned"][1]())
    exiftool("-q", "-overwrite_original", "-exif:xresolution=240", "-exif:yresolution=240",
             "-exif:resolutionunit#=2", "-exif:colorspace#=65535", "-interopindex#=R03",
             path)  # fmt: skip

    path.write_bytes(write_blocks(path.read_bytes(), "JPEG", PACKET))

    (tags,) = tags_of([path])
    assert (tags["IFD0:XResolution"], tags["IFD0:ResolutionUnit"]) == (240, 2)
    assert (tags["ExifIFD:ColorSpace"], tags["InteropIFD:InteropIndex"]) == (65535, "R03")
    assert tags["IFD0:Orientation"] == 6
    assert tags["ExifIFD:DateTimeOriginal"] == "2026:05:01 14:03:59"


def test_the_orientation_that_only_xmp_states_is_kept() -> None:
    stream = io.BytesIO()
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf tiff:Orientation="6"/></x:xmpmeta>'
    Image.new("RGB", (32, 24)).save(stream, "JPEG", xmp=xmp)

    written = write_blocks(stream.getvalue(), "JPEG", PACKET)

    assert look_of(written).orientation == look_of(stream.getvalue()).orientation == 6


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF", "HEIC"])
def test_what_is_no_photo_is_refused(format_: str) -> None:
    for data in (b"", b"\0", b"hello", b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"II*\0", bytes(5000)):
        with pytest.raises(UnreadablePhoto) as caught:
            write_blocks(data, format_, PACKET)
        assert caught.value.reason == "corrupt"


def test_real_photos_keep_their_pixels_and_lose_their_metadata(photos_dir: Path) -> None:
    for path in sorted(photos_dir.glob("*.[jJ]*"))[::4]:
        data = path.read_bytes()
        written = write_blocks(data, "JPEG", PACKET)
        before, after = look_of(data, frames=1), look_of(written, frames=1)
        assert (after.pixels, after.icc) == (before.pixels, before.icc), path.name
        assert after.orientation == (before.orientation or 1), path.name  # some state 0: unknown
        assert b"MakerNote" not in written
        assert len(read_blocks(written, "JPEG").exif or b"") < 2000
