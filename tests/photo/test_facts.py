from __future__ import annotations

import time

import pytest
from hypothesis import given, settings, strategies as st

from imagepool.asset import Conflict, Description, Fact, FactValue, Place, Source
from imagepool.photo.containers import Blocks
from imagepool.photo.facts import FIELDS, describe, facts_of, read_facts
from tests.making import make_photo
from tests.photo.blocks_made import exif, full_jpeg, iim, packet, title_packet

_EXIF = exif(
    {0x010E: "Caption of EXIF", 0x010F: "Canon", 0x0112: 6, 0x013B: "Eva"},
    capture={0x9003: "2015:07:11 11:18:19", 0x9011: "+02:00"},
)


def test_what_people_write_comes_from_xmp_then_iim_then_exif() -> None:
    facts = facts_of(
        Blocks(
            exif=_EXIF,
            xmp=(title_packet("Title of XMP"),),
            iim=iim((5, b"Title of IIM"), (80, b"Jan"), (105, b"Headline of IIM")),
        )
    )
    fields = facts.fields
    assert fields["title"] == Fact("Title of XMP", "xmp", (Conflict("iim", "Title of IIM"),))
    assert fields["creator"] == Fact(("Jan",), "iim", (Conflict("exif", ("Eva",)),))
    assert fields["headline"] == Fact("Headline of IIM", "iim")
    assert fields["caption"] == Fact("Caption of EXIF", "exif")


def test_what_cameras_measure_comes_from_exif() -> None:
    mirror = packet("", attributes='tiff:Orientation="1" tiff:Make="Nikon" tiff:Model="D90"')
    fields = facts_of(Blocks(exif=_EXIF, xmp=(mirror,))).fields
    assert fields["orientation"] == Fact(6, "exif", (Conflict("xmp", 1),))
    assert fields["camera_make"] == Fact("Canon", "exif", (Conflict("xmp", "Nikon"),))
    assert fields["camera_model"] == Fact("D90", "xmp")


def _dated(moment: str) -> bytes:
    return packet("", attributes=f'photoshop:DateCreated="{moment}"')


@pytest.mark.parametrize(
    ("moment", "expected", "conflicts"),
    [
        ("2015-07-11T11:18:19", "2015-07-11T11:18:19+02:00", 0),
        ("2015-07-11", "2015-07-11T11:18:19+02:00", 0),
        ("2015-07-11T09:18:19Z", "2015-07-11T09:18:19Z", 0),
        ("2014-01-01", "2014-01-01", 1),
    ],
)
def test_a_date_is_completed_by_a_block_that_agrees(
    moment: str, expected: str, conflicts: int
) -> None:
    fact = facts_of(Blocks(exif=_EXIF, xmp=(_dated(moment),))).fields["date_taken"]
    assert (fact.value, fact.source, len(fact.conflicts)) == (expected, "xmp", conflicts)


def test_the_date_of_the_file_is_only_derived() -> None:
    digitized = packet("", attributes='xmp:CreateDate="2016-01-01T10:00:00"')
    fields = facts_of(Blocks(xmp=(digitized,))).fields
    assert fields == {"date_taken": Fact("2016-01-01T10:00:00", "derived")}


def test_a_block_that_is_broken_is_named_and_the_others_are_read() -> None:
    data = full_jpeg(b"<x:xmpmeta", b"no tiff", iim((5, b"Title")))
    facts = read_facts(data, "JPEG")
    assert facts.fields == {"title": Fact("Title", "iim")}
    assert {trouble.block for trouble in facts.troubles} == {"xmp", "exif"}


@pytest.mark.parametrize("name", ["JPEG", "PNG", "TIFF", "WEBP", "AVIF", "HEIC"])
def test_a_file_without_metadata_states_nothing(name: str) -> None:
    fields = dict(read_facts(make_photo(32, 24, name), name).fields)
    assert fields.pop("orientation", Fact(1, "exif")).value == 1
    assert not fields


def test_a_description_begins_with_the_facts() -> None:
    words = packet(
        "<dc:title>T</dc:title><dc:description>C</dc:description><dc:subject><rdf:Bag>"
        "<rdf:li>a</rdf:li><rdf:li>b</rdf:li><rdf:li>a</rdf:li></rdf:Bag></dc:subject>",
        attributes='photoshop:City="Körner" exif:GPSLatitude="51,12.5N" exif:GPSLongitude="10,30E"',
    )
    assert describe(facts_of(Blocks(exif=_EXIF, xmp=(words,)))) == Description(
        title="T",
        caption="C",
        keywords=("a", "b"),
        date_taken="2015-07-11T11:18:19+02:00",
        location_shown=(Place(city="Körner"),),
        latitude=51.208333333,
        longitude=10.5,
        camera_make="Canon",
    )


def test_half_a_position_is_none() -> None:
    half = packet("", attributes='exif:GPSLatitude="51,12.5N"')
    description = describe(facts_of(Blocks(xmp=(half,))))
    assert (description.latitude, description.longitude) == (None, None)


def test_what_a_camera_writes_by_itself_is_no_caption() -> None:
    block = exif({0x010E: "OLYMPUS DIGITAL CAMERA         "})
    facts = facts_of(Blocks(exif=block))
    assert facts.text("caption") == "OLYMPUS DIGITAL CAMERA"
    assert describe(facts).caption == ""


_SOURCES: tuple[Source, ...] = ("xmp", "iim", "exif", "derived")


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300), st.binary(max_size=300), st.binary(max_size=300))
def test_no_bytes_make_it_raise(exif_block: bytes, xmp: bytes, stream: bytes) -> None:
    facts = facts_of(Blocks(exif=b"MM\0*" + exif_block, xmp=(b"<" + xmp,), iim=b"\x1c\2" + stream))
    for name, fact in facts.fields.items():
        assert name in FIELDS
        assert fact.source in _SOURCES
        assert isinstance(fact.value, FactValue)


def _whole(name: str) -> bytes:
    words = packet("<dc:title>Größe</dc:title><dc:subject>a</dc:subject>")
    if name == "JPEG":
        return full_jpeg(words, _EXIF, iim((5, b"Title"), (25, b"a")))
    if name == "TIFF":
        return make_photo(32, 24, name, tiffinfo={700: words, 315: "Eva", 274: 6})
    if name == "PNG":
        return make_photo(32, 24, name, exif=_EXIF)
    return make_photo(32, 24, name, exif=_EXIF, xmp=words)


@pytest.mark.parametrize("name", ["JPEG", "PNG", "TIFF", "WEBP", "AVIF", "HEIC"])
def test_no_damage_to_a_file_makes_it_raise_or_hang(name: str) -> None:
    whole = _whole(name)
    assert len(read_facts(whole, name).fields) >= 2

    @settings(max_examples=120, deadline=None, database=None)
    @given(st.data())
    def damage(data: st.DataObject) -> None:
        broken = bytearray(whole)
        for _ in range(data.draw(st.integers(1, 10))):
            place = data.draw(st.integers(0, len(broken) - 4))
            broken[place : place + 4] = data.draw(st.binary(min_size=1, max_size=8))
        started = time.process_time()
        read_facts(bytes(broken), name)
        read_facts(bytes(broken[: data.draw(st.integers(0, len(broken)))]), name)
        assert time.process_time() - started < 2

    damage()


def test_an_apps_record_is_no_caption_and_its_position_does_not_go_out() -> None:
    record = '{"MAPLatitude":"55.698411","MAPLongitude":"13.195079"}'
    facts = facts_of(Blocks(exif=exif({0x010E: record})))
    assert facts.text("caption") == record
    assert describe(facts).caption == ""
