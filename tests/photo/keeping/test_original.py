"""A delivered original: everything foreign stays but the privacy list, with exiftool as witness."""

from __future__ import annotations

import io
import json
import re
import zlib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from imagepool.asset import Description
from imagepool.errors import UnreadablePhoto
from imagepool.photo.containers import read_blocks, write_original
from imagepool.photo.keeping.privacy_list import CODES, OWNED_IN_XMP, private_in_xmp
from imagepool.photo.metadata.rdf import properties_of
from imagepool.photo.metadata.xmp_tree import parse_packet
from imagepool.photo.packet import build_packet
from imagepool.rights.words import words
from tests.making import make_photo
from tests.photo.delivered import DESCRIPTION, RIGHTS
from tests.photo.exiftool import exiftool, needs_exiftool, tags_of
from tests.photo.written_files import KINDS, PACKET, SECRET, SECRET_TAGS, look_of, with_secrets

_NOT_PRIVATE = ("-xmp-xmpmm:documentid", "-exif:usercomment", "-exif:software", "-comment")
_PRIVATE = [tag for tag in SECRET_TAGS if not tag.startswith(_NOT_PRIVATE)]
_FOREIGN = {
    "XMP-xmp:Rating": 4,
    "XMP-xmp:Label": "Grün",
    "XMP-photoshop:Instructions": "Sperrfrist bis Sonntag, für Größe siehe Blatt",
    "XMP-photoshop:AuthorsPosition": "Pressefotografin",
    "XMP-iptcCore:IntellectualGenre": "Feature",
    "XMP-iptcCore:ExtDescrAccessibility": "Die Brücke, von Süden",
    "XMP-iptcExt:OrganisationInImageName": ["Freiwillige Feuerwehr Körner"],
    "XMP-xmpMM:OriginalDocumentID": "xmp.did:4711",
    "XMP-lr:HierarchicalSubject": ["Orte|Thüringen|Fachwerk"],
    "XMP-digiKam:ColorLabel": 3,
    "XMP-dc:Subject": ["Fachwerk"],  # the pool's own: only here so that nothing was taken out
}
_FOREIGN_IN_EXIF = {
    "IFD0:Software": "Lichtkammer 3",
    "ExifIFD:ExposureTime": 0.008,
    "ExifIFD:FNumber": 5.6,
    "ExifIFD:ISO": 200,
    "ExifIFD:LensModel": "Weitwinkel 24 mm",
    "ExifIFD:UserComment": "Gruß aus Görmar",
}
_FOREIGN_IN_IIM = {
    "IPTC:SpecialInstructions": "Sperrfrist bis Sonntag, für Größe siehe Blatt",
    "IPTC:By-lineTitle": "Pressefotografin",
    "IPTC:Writer-Editor": "Jörg",
}
_WRITTEN = [
    *(
        f"-{name}={each}"
        for part in (_FOREIGN, _FOREIGN_IN_EXIF)
        for name, value in part.items()
        for each in (value if isinstance(value, list) else [value])
    ),
]
_IIM = [f"-{name}={value}" for name, value in _FOREIGN_IN_IIM.items()]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every kind of file that exiftool writes, with foreign words and with secrets."""
    drawn = {kind: make() for kind, (_, make) in KINDS.items()}
    secret = with_secrets(drawn, tmp_path_factory.mktemp("secret"), _PRIVATE)
    folder = tmp_path_factory.mktemp("foreign")
    paths = {}
    for kind in (kind for kind, data in secret.items() if data != drawn[kind]):
        paths[kind] = folder / f"{kind}.{KINDS[kind][0].lower()}"
        paths[kind].write_bytes(secret[kind])
    exiftool("-q", "-overwrite_original", "-m", "-n", *_WRITTEN, *paths.values())
    with_iim = [path for kind, path in paths.items() if KINDS[kind][0] in {"JPEG", "TIFF"}]
    exiftool("-q", "-overwrite_original", "-m", "-n", "-codedcharacterset=utf8", *_IIM, *with_iim)
    return {kind: path.read_bytes() for kind, path in paths.items()}


@needs_exiftool
def test_foreign_words_stay_and_the_privacy_list_goes(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    assert len(files) > len(KINDS) - 4
    for kind, data in files.items():
        delivered = write_original(data, KINDS[kind][0], PACKET)
        assert look_of(delivered.data) == look_of(data, frames=1) or "animated" in kind, kind
        assert SECRET not in delivered.data, kind
        assert {"position", "serial_numbers"} <= set(delivered.left_out), kind
        (tmp_path / kind).write_bytes(delivered.data)
    for tags in tags_of(sorted(tmp_path.iterdir())):
        kind = Path(tags["SourceFile"]).name
        expected: dict[str, Any] = _FOREIGN | _FOREIGN_IN_EXIF
        if KINDS[kind][0] in {"JPEG", "TIFF"}:
            expected = expected | _FOREIGN_IN_IIM
        del_subject = {name: value for name, value in expected.items() if "Subject" not in name}
        assert {name: tags.get(name) for name in del_subject} == del_subject, kind
        assert tags["XMP-lr:HierarchicalSubject"] == ["Orte|Thüringen|Fachwerk"], kind
        assert tags["XMP-dc:Creator"] == list(RIGHTS.creator), kind
        assert tags["XMP-dc:Title"] == DESCRIPTION.title, kind
        assert tags["IFD0:Artist"] == "; ".join(RIGHTS.creator), kind
        assert "ExifTool:Warning" not in tags, (kind, tags.get("ExifTool:Warning"))
    told = exiftool("-a", "-u", "-U", "-G1", "-ee3", *tmp_path.iterdir())
    assert SECRET.decode() not in told
    assert not re.search(r"^\[GPS\]|\[IFD1\]|\[XMP-mwg|MakerNote", told, re.MULTILINE)


@needs_exiftool
def test_writing_twice_is_writing_once(files: dict[str, bytes]) -> None:
    for kind, data in files.items():
        once = write_original(data, KINDS[kind][0], PACKET).data
        again = write_original(once, KINDS[kind][0], PACKET)
        assert again.left_out == (), kind
        # XMP may be written in another order, once the packets are one.
        assert look_of(again.data) == look_of(once), kind


def test_content_credentials_are_named_as_lost(photos_dir: Path) -> None:
    path = next(photos_dir.glob("c2pa-org_truepic*.jpg"))
    delivered = write_original(path.read_bytes(), "JPEG", PACKET)
    assert "content_credentials" in delivered.left_out
    assert read_blocks(delivered.data, "JPEG").jumbf == ()


def test_every_code_has_words() -> None:
    for code in CODES:
        assert set(words("left_out", code)) == {"de", "en"}


def _with_xmp(properties: str) -> bytes:
    packet = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        'xmlns:lr="http://ns.adobe.com/lightroom/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dji="http://www.dji.com/drone-dji/1.0/" xmlns:odd="http://odd.example/" '
        'xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" '
        'xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/" odd:Kept="&lt;Größe&gt;">'
        f"{properties}</rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    stream = io.BytesIO()
    Image.new("RGB", (32, 24), "#445566").save(stream, "JPEG", xmp=packet.encode())
    return stream.getvalue()


def _xmp_of(data: bytes) -> str:
    return b"".join(read_blocks(data, "JPEG").xmp).decode()


def test_copies_of_keywords_go_where_the_pool_has_taken_one_out() -> None:
    def tagged(keyword: str) -> bytes:
        return _with_xmp(
            f"<dc:subject><rdf:Bag><rdf:li>{keyword}</rdf:li></rdf:Bag></dc:subject><lr:"
            f"hierarchicalSubject><rdf:Bag><rdf:li>Leute|{keyword}</rdf:li></rdf:Bag>"
            "</lr:hierarchicalSubject>"
        )

    kept = write_original(tagged("Fachwerk"), "JPEG", PACKET)
    assert (kept.left_out, "Leute|Fachwerk" in _xmp_of(kept.data)) == ((), True)
    gone = write_original(tagged("Erika Mustermann"), "JPEG", PACKET)
    assert gone.left_out == ("other_keywords",)
    assert "Mustermann" not in _xmp_of(gone.data)


def test_terms_of_another_license_go_and_are_named() -> None:
    data = _with_xmp(
        "<xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang='fr'>Tous droits</rdf:li></rdf:Alt>"
        "</xmpRights:UsageTerms><plus:LicenseeName>Agentur</plus:LicenseeName>"
        "<xmpRights:Owner><rdf:Bag><rdf:li>Agentur</rdf:li></rdf:Bag></xmpRights:Owner>"
    )
    delivered = write_original(data, "JPEG", PACKET)
    assert delivered.left_out == ("other_terms",)
    assert "Agentur" not in _xmp_of(delivered.data)
    assert "Tous droits" not in _xmp_of(delivered.data)
    assert "&lt;Größe&gt;" in _xmp_of(delivered.data)


def test_names_that_give_themselves_away_stay_behind() -> None:
    data = _with_xmp("<dji:GimbalYaw>1</dji:GimbalYaw><odd:GpsLatitude>51.2</odd:GpsLatitude>")
    delivered = write_original(data, "JPEG", PACKET)
    assert delivered.left_out == ("position",)
    assert "51.2" not in _xmp_of(delivered.data)


@needs_exiftool
def test_more_xmp_than_one_segment_holds_is_extended(tmp_path: Path) -> None:
    long = "ß" * 31_500  # with the packet more than fits
    data = _with_xmp(f"<odd:Long>{long}</odd:Long>".replace("odd:Long", "lr:Notes"))
    once = write_original(write_original(data, "JPEG", PACKET).data, "JPEG", PACKET)
    assert once.left_out == ()
    path = tmp_path / "photo.jpg"
    path.write_bytes(once.data)
    [tags] = json.loads(exiftool("-j", "-G1", "-struct", path))
    assert tags["XMP-lr:Notes"] == long
    assert tags["XMP-dc:Creator"] == list(RIGHTS.creator)
    assert "ExifTool:Warning" not in tags


@needs_exiftool
def test_the_byte_order_of_the_original_stays(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(make_photo(64, 48))
    exiftool("-q", "-overwrite_original", "-exifbyteorder=MM", "-UserComment=Größe 😀",
             "-CFAPattern=[Red,Green][Green,Blue]", "-XPAuthor=Fremde", "-XPTitle=Alt",
             path)  # fmt: skip
    path.write_bytes(write_original(path.read_bytes(), "JPEG", PACKET).data)
    [tags] = json.loads(exiftool("-j", "-G1", path))
    assert tags["ExifIFD:UserComment"] == "Größe 😀"
    assert tags["ExifIFD:CFAPattern"] == "[Red,Green][Green,Blue]"
    assert tags["File:ExifByteOrder"] == "Big-endian (Motorola, MM)"
    assert tags["IFD0:XPAuthor"] == ";".join(RIGHTS.creator)
    assert tags["IFD0:XPTitle"] == DESCRIPTION.title


@needs_exiftool
def test_texts_of_iim_in_latin_become_utf8(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(make_photo(64, 48))
    exiftool("-q", "-overwrite_original", "-charset", "iptc=latin", "-iptc:By-lineTitle=Größe",
             "-iptc:By-line=Fremde", path)  # fmt: skip
    assert b"Gr\xf6\xdfe" in path.read_bytes()
    path.write_bytes(write_original(path.read_bytes(), "JPEG", PACKET).data)
    [tags] = tags_of([path])
    assert tags["IPTC:By-lineTitle"] == "Größe"
    assert tags["IPTC:By-line"] == list(RIGHTS.creator)


def test_comments_and_adobes_settings_stay() -> None:
    data = make_photo(64, 48, comment="Grüße".encode())
    ducky = b"\xff\xec\x00\x0fDucky\x00\x01\x00\x04\x00\x00\x00\x50"
    data = data[:2] + ducky + data[2:]
    written = write_original(data, "JPEG", PACKET).data
    assert ducky in written
    assert "Grüße".encode() in written


@pytest.mark.parametrize("cut", [400, 2])
def test_a_truncated_file_is_refused_as_it_is(cut: int) -> None:
    with pytest.raises(UnreadablePhoto) as caught:
        write_original(make_photo(64, 48)[:-cut], "JPEG", PACKET)
    assert caught.value.reason == "corrupt"
    assert caught.value.hint


@needs_exiftool
def test_a_png_keeps_its_iim_where_it_had_it(tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    path.write_bytes(make_photo(64, 48, "PNG"))
    exiftool("-q", "-overwrite_original", "-iptc:By-lineTitle=Größe", "-iptc:City=Fremd",
             "-codedcharacterset=utf8", path)  # fmt: skip
    assert b"Raw profile type iptc" in path.read_bytes()
    delivered = write_original(path.read_bytes(), "PNG", PACKET)
    path.write_bytes(delivered.data)
    [tags] = tags_of([path])
    assert tags["IPTC:By-lineTitle"] == "Größe"
    assert tags["IPTC:By-line"] == list(RIGHTS.creator)
    assert tags["IPTC:City"] == "Körner"
    assert "ExifTool:Warning" not in tags
    assert write_original(delivered.data, "PNG", PACKET).left_out == ()


def test_private_chunks_of_a_png_stay_and_previews_do_not() -> None:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)

    plain = make_photo(64, 48, "PNG")
    own, text = chunk(b"vpAg", b"own"), chunk(b"tEXt", b"Software\0Lichtkammer")
    author, preview = chunk(b"tEXt", b"Author\0Fremde"), chunk(b"prVW", SECRET)
    data = plain[:33] + own + text + author + preview + plain[33:]
    delivered = write_original(data, "PNG", PACKET)
    assert own in delivered.data
    assert text in delivered.data
    assert author not in delivered.data
    assert delivered.left_out == ("previews",)
    assert look_of(delivered.data) == look_of(data)


def test_what_the_packet_can_say_is_the_pools_alone() -> None:
    """Else a word that a curator took out would stay in the original."""
    said = set(properties_of(parse_packet(PACKET.xmp).root))
    assert len(said) > 30
    not_ours = {name for name in said if not (name in OWNED_IN_XMP or private_in_xmp(name))}
    assert not_ours == set()


def test_an_emptied_caption_does_not_come_back() -> None:
    before = write_original(make_photo(64, 48), "JPEG", PACKET).data
    bare = build_packet("0" * 16, Description(), RIGHTS)
    delivered = write_original(before, "JPEG", bare)
    for words_of_before in ("Erste Zeile", "Stadttor", "Untermarkt", "Fachwerk"):
        assert words_of_before.encode() not in delivered.data
