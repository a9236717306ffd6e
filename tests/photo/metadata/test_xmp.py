from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from imagepool.asset import Licensor, Place
from imagepool.photo.metadata.xmp import read_xmp
from tests.photo.blocks_made import packet, title_packet

PLUS = "http://ns.useplus.org/ldf/vocab/"
_FULL = packet(
    """
    <dc:creator><rdf:Seq><rdf:li>Eva Groß</rdf:li><rdf:li>Jürgen</rdf:li></rdf:Seq></dc:creator>
    <dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© Groß</rdf:li></rdf:Alt></dc:rights>
    <dc:title><rdf:Alt><rdf:li xml:lang="en">Church</rdf:li>
      <rdf:li xml:lang="x-default">Kirche &amp; Turm</rdf:li></rdf:Alt></dc:title>
    <dc:subject><rdf:Bag><rdf:li>a</rdf:li><rdf:li/><rdf:li>b, c</rdf:li></rdf:Bag></dc:subject>
    <dc:description><rdf:Alt><rdf:li xml:lang="x-default">Zeile
zwei</rdf:li></rdf:Alt></dc:description>
    <xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang="x-default">Frei</rdf:li></rdf:Alt>
    </xmpRights:UsageTerms>
    <Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">Ein Turm</rdf:li>
    </rdf:Alt></Iptc4xmpCore:AltTextAccessibility>
    <plus:Licensor><rdf:Seq>
      <rdf:li rdf:parseType="Resource"><plus:LicensorName>Pool</plus:LicensorName>
        <plus:LicensorURL>https://pool.example/</plus:LicensorURL></rdf:li>
      <rdf:li><rdf:Description plus:LicensorName="Groß" plus:LicensorEmail="e@g.example"/></rdf:li>
    </rdf:Seq></plus:Licensor>
    <Iptc4xmpExt:LocationShown><rdf:Bag>
      <rdf:li rdf:parseType="Resource"><Iptc4xmpExt:City>Mühlhausen</Iptc4xmpExt:City></rdf:li>
      <rdf:li Iptc4xmpExt:City="Ebeleben" Iptc4xmpExt:CountryCode="DE"/>
    </rdf:Bag></Iptc4xmpExt:LocationShown>
    <Iptc4xmpExt:LocationCreated><rdf:Bag><rdf:li><rdf:Description>
      <Iptc4xmpExt:Sublocation>Turm</Iptc4xmpExt:Sublocation></rdf:Description></rdf:li></rdf:Bag>
    </Iptc4xmpExt:LocationCreated>
    <plus:DataMining rdf:resource="http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED"/>
    """,
    attributes=f"""
    photoshop:Credit="Groß / Pool" photoshop:Source="Pool" photoshop:Headline="Überschrift"
    photoshop:DateCreated="2015-07-11T11:18:19+02:00" tiff:Make="Canon" tiff:Model="600D"
    tiff:Orientation="6" exif:GPSLatitude="51,12.5N" exif:GPSLongitude="10,27,9W"
    xmpRights:WebStatement="https://pool.example/lizenz" plus:ModelReleaseStatus="{PLUS}MR-NAP"
    plus:PropertyReleaseStatus="PR-NON" xmp:CreateDate="2016-01-01"
    Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/negativeFilm"
    """,
)


def test_all_fields_are_read_from_elements_attributes_and_structures() -> None:
    reading = read_xmp((_FULL,))
    assert not reading.troubles
    assert reading.values == {
        "creator": ("Eva Groß", "Jürgen"),
        "copyright_notice": "© Groß",
        "title": "Kirche & Turm",
        "keywords": ("a", "b, c"),
        "caption": "Zeile\nzwei",
        "usage_terms": "Frei",
        "alt_text": "Ein Turm",
        "licensor": (
            Licensor("Pool", "https://pool.example/"),
            Licensor("Groß", email="e@g.example"),
        ),
        "location_shown": (Place(city="Mühlhausen"), Place(city="Ebeleben", country_code="DE")),
        "location_created": Place(sublocation="Turm"),
        "data_mining": "DMI-PROHIBITED",
        "credit_line": "Groß / Pool",
        "source": "Pool",
        "headline": "Überschrift",
        "date_taken": "2015-07-11T11:18:19+02:00",
        "date_digitized": "2016-01-01",
        "camera_make": "Canon",
        "camera_model": "600D",
        "orientation": 6,
        "latitude": pytest.approx(51.208333333),
        "longitude": pytest.approx(-10.4525),
        "license_url": "https://pool.example/lizenz",
        "model_release_status": "MR-NAP",
        "property_release_status": "PR-NON",
        "digital_source_type": "http://cv.iptc.org/newscodes/digitalsourcetype/negativeFilm",
    }


def test_what_is_said_of_people_and_of_machines_is_read() -> None:
    said = packet(
        "<Iptc4xmpExt:ModelAge><rdf:Bag><rdf:li>12</rdf:li><rdf:li>41</rdf:li>"
        "<rdf:li>old</rdf:li><rdf:li>-3</rdf:li></rdf:Bag></Iptc4xmpExt:ModelAge>",
        attributes=f"""
        plus:MinorModelAgeDisclosure="{PLUS}AG-U14" xmp:CreatorTool="Darkroom 3"
        Iptc4xmpExt:AISystemUsed="Some Model" Iptc4xmpExt:AIPromptInformation="a castle"
        """,
    )
    assert read_xmp((said,)).values == {
        "model_age": (12, 41),
        "minor_model_age_disclosure": "AG-U14",
        "creator_tool": "Darkroom 3",
        "ai_system_used": "Some Model",
        "ai_prompt_information": "a castle",
    }


@pytest.mark.parametrize(
    ("languages", "expected"),
    [
        ({"x-default": "A", "de": "B"}, "A"),
        ({"fr": "A", "de-DE": "B", "en": "C"}, "B"),
        ({"fr": "A", "en-GB": "B"}, "B"),
        ({"fr": "A"}, "A"),
        ({"x-default": "", "de": "B"}, "B"),
    ],
)
def test_the_default_language_comes_before_german_and_english(
    languages: dict[str, str], expected: str
) -> None:
    items = "".join(f'<rdf:li xml:lang="{key}">{text}</rdf:li>' for key, text in languages.items())
    title = packet(f"<dc:title><rdf:Alt>{items}</rdf:Alt></dc:title>")
    assert read_xmp((title,)).values["title"] == expected


_ONE = "<dc:creator>Eva</dc:creator><dc:subject>a</dc:subject><dc:title>T</dc:title>"
_OTHER_ARRAYS = """
    <dc:creator><rdf:Bag><rdf:li>Eva</rdf:li></rdf:Bag></dc:creator>
    <dc:subject><rdf:Seq><rdf:li>a</rdf:li></rdf:Seq></dc:subject>
    <dc:title><rdf:Bag><rdf:li>T</rdf:li></rdf:Bag></dc:title>"""
_QUALIFIED = """
    <dc:creator><rdf:Seq><rdf:li><rdf:Description><rdf:value>Eva</rdf:value></rdf:Description>
    </rdf:li></rdf:Seq></dc:creator>
    <dc:subject rdf:parseType="Resource"><rdf:value>a</rdf:value></dc:subject>
    <dc:title><rdf:Description rdf:value="T"/></dc:title>"""


@pytest.mark.parametrize("properties", [_ONE, _OTHER_ARRAYS, _QUALIFIED])
def test_a_value_is_read_in_whatever_form_it_comes(properties: str) -> None:
    values = read_xmp((packet(properties),)).values
    assert values == {"creator": ("Eva",), "keywords": ("a",), "title": "T"}


def test_the_old_location_fields_stand_in_for_the_place_shown() -> None:
    old = 'photoshop:City="Körner" photoshop:State="Thüringen" photoshop:Country="Deutschland" '
    old += 'Iptc4xmpCore:Location="Anger" Iptc4xmpCore:CountryCode="DE"'
    assert read_xmp((packet("", attributes=old),)).values["location_shown"] == (
        Place(
            sublocation="Anger",
            city="Körner",
            province_state="Thüringen",
            country_name="Deutschland",
            country_code="DE",
        ),
    )


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "utf-32-be"]
)
def test_a_packet_may_be_in_any_unicode_encoding(codec: str) -> None:
    text = title_packet("Größe").decode()
    for encoded in (text.encode(codec), text.replace("\ufeff", "").encode(codec)):
        assert read_xmp((encoded,)).values == {"title": "Größe"}


_TITLE = title_packet("Größe")


@pytest.mark.parametrize(
    "broken",
    [
        _TITLE.replace("Größe".encode(), b"Gr\xf6\xdfe"),
        _TITLE.replace("Größe".encode(), b"Gr&ouml;&szlig;e"),
        _TITLE.replace(b"<x:xmpmeta", b"\r\n <?xml version='1.0' encoding='ascii'?><x:xmpmeta"),
        _TITLE.replace(b"<x:xmpmeta", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x:xmpmeta"),
        _TITLE.replace(b'xmlns:dc="http://purl.org/dc/elements/1.1/"', b""),
        _TITLE.replace(b"<dc:title>", b"<dc:title><foo:bar xmlns:foo='a'/>"),
        _TITLE.replace(b'rdf:about=""', b'rdf:about="" dc:format="a & b &#0; c"'),
        _TITLE.replace(b"http://purl.org", b"https://purl.org"),
        b"\0\0rubbish" + _TITLE + b"\0" * 50,
        _TITLE + b"</more></tags>",
    ],
)
def test_a_packet_that_is_not_quite_xml_is_read(broken: bytes) -> None:
    assert read_xmp((broken,)).values == {"title": "Größe"}


@pytest.mark.parametrize(
    "end", [b"</rdf:li>", b"</dc:title>", b"</rdf:Description>", b"</rdf:RDF>"]
)
def test_of_a_packet_that_is_cut_off_the_beginning_is_read(end: bytes) -> None:
    cut = _TITLE[: _TITLE.index(end)]
    reading = read_xmp((cut,))
    assert reading.values == {"title": "Größe"}
    assert "not well-formed" in reading.troubles[0].message


def test_entities_are_not_expanded() -> None:
    bomb = b"<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;&a;'>]>"
    reading = read_xmp(
        (_TITLE.replace(b"<x:xmpmeta", bomb + b"<x:xmpmeta").replace(b"Gr", b"&b;Gr"),)
    )
    assert reading.values == {"title": "&b;Größe"}


def test_the_first_packet_that_states_a_property_counts() -> None:
    second = packet("<dc:title>Zwei</dc:title><dc:subject>b</dc:subject>")
    values = read_xmp((title_packet("Eins"), second)).values
    assert values == {"title": "Eins", "keywords": ("b",)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("51,12.5N", 51.208333333),
        ("51,12,30S", -51.208333333),
        ("51.2083", 51.2083),
        ("-51.2083", -51.2083),
        ("51,12.5", 51.208333333),
        ("91,0N", None),
        ("Norden", None),
        ("", None),
    ],
)
def test_a_coordinate_is_read_as_decimal_degrees(text: str, expected: float | None) -> None:
    values = read_xmp((packet("", attributes=f'exif:GPSLatitude="{text}"'),)).values
    assert values.get("latitude") == (expected and pytest.approx(expected))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_damage_makes_it_raise(data: st.DataObject) -> None:
    broken = bytearray(_FULL)
    for _ in range(data.draw(st.integers(1, 6))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    start = data.draw(st.integers(0, 400))
    read_xmp((bytes(broken[start : data.draw(st.integers(start, len(broken)))]),))


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=60))
def test_a_title_comes_out_as_it_went_in(title: str) -> None:
    escaped = (
        title.replace("&", "&amp;").replace("<", "&lt;").replace("\ufffe", "").replace("\uffff", "")
    )
    read = read_xmp((title_packet(escaped),)).values.get("title", "")
    assert read == title.replace("\ufffe", "").replace("\uffff", "").strip(" ")
