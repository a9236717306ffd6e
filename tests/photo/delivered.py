"""Values and a plain JPEG that the packet's tests share."""

from __future__ import annotations

import io

from PIL import Image

from imagepool.asset import Description, Licensor, Place, ReleaseMarks, RightsStatement
from imagepool.photo.packet import Packet

ASSET_ID = "0123456789abcdef"

DESCRIPTION = Description(
    title="Größe & Weite",
    headline="Über <Mühlhausen>",
    caption="Erste Zeile\nzweite „Zeile“ mit ß",
    keywords=("Fachwerk", "Müh & Lhausen"),
    alt_text="Ein Stadttor aus Travertin",
    date_taken="2026-05-01T14:03:59.25+02:00",
    location_created=Place(city="Körner", country_code="DEU"),
    location_shown=(
        Place(
            sublocation="Untermarkt",
            city="Mühlhausen",
            province_state="Thüringen",
            country_name="Deutschland",
            country_code="DE",
        ),
    ),
    latitude=51.2087,
    longitude=10.4529,
    camera_make="NIKON",
    camera_model="D850",
    digital_source_type="http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
    model_release_status="MR-NAP",
    property_release_status="PR-LPR",
)

RIGHTS = RightsStatement(
    creator=("Jürgen Müßig", "Änne Öz"),
    copyright_notice="© Jürgen Müßig, Änne Öz",
    credit_line="© Jürgen Müßig, Änne Öz / Bilderpool Nordthüringen",
    source="Bilderpool Nordthüringen",
    usage_terms={"de": "Nutzung gemäß Bedingungen", "en": "Use under the terms"},
    license_id="LicenseRef-Bilderpool-1.0",
    license_url="https://pool.example/lizenzen?id=1&v=1.0",
    licensor=(Licensor("Bilderpool", "https://pool.example/a/1", "bilder@pool.example"),),
    marked=True,
    data_mining="DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING",
    credit_required=True,
    asset_url="https://pool.example/a/1?x=1&y=2",
    terms_url="https://pool.example/lizenzen/1.0/odrl.jsonld",
    credit_rule="CR-COI",
    alterations=("AL-FLP", "AL-MRG"),
    other_constraints={"de": "Keine politische Werbung für Rüstung", "en": "No politics"},
    releases=ReleaseMarks(
        model_status="MR-LMR",
        model_ids=("mr-7f3a", "mr-81c0"),
        property_status="PR-LPR",
        property_ids=("pr-22e1",),
    ),
)


def jpeg_with(packet: Packet) -> bytes:
    """Draw a small JPEG and put the packet's three blocks behind its first marker."""
    drawn = io.BytesIO()
    Image.new("RGB", (32, 24), "#445566").save(drawn, "JPEG")
    data, iim = drawn.getvalue(), packet.iim
    resource = b"8BIM\x04\x04\0\0" + len(iim).to_bytes(4) + iim + b"\0" * (len(iim) % 2)
    segments = (
        _segment(0xE1, b"Exif\0\0" + packet.exif),
        _segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + packet.xmp),
        _segment(0xED, b"Photoshop 3.0\0" + resource),
    )
    return data[:2] + b"".join(segments) + data[2:]


def _segment(marker: int, content: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(content) + 2).to_bytes(2) + content
