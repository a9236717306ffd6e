from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from defusedxml import ElementTree

from imagepool.asset import Description
from imagepool.photo.packet import build_packet
from tests.photo.delivered import ASSET_ID, DESCRIPTION, RIGHTS, jpeg_with

if TYPE_CHECKING:
    from pathlib import Path

    from imagepool.asset import RightsStatement

_VOCABULARY = "http://ns.useplus.org/ldf/vocab/"

_RIGHTS_IN_XMP = {
    "XMP-dc:Creator": ["Jürgen Müßig", "Änne Öz"],
    "XMP-dc:Rights": "© Jürgen Müßig, Änne Öz",
    "XMP-dc:Rights-de": "© Jürgen Müßig, Änne Öz",
    "XMP-photoshop:Credit": "© Jürgen Müßig, Änne Öz / Bilderpool Nordthüringen",
    "XMP-xmpRights:Marked": True,
    "XMP-xmpRights:WebStatement": "https://pool.example/lizenzen?id=1&v=1.0",
    "XMP-xmpRights:UsageTerms": "Nutzung gemäß Bedingungen",
    "XMP-xmpRights:UsageTerms-de": "Nutzung gemäß Bedingungen",
    "XMP-xmpRights:UsageTerms-en": "Use under the terms",
    "XMP-plus:Licensor": [
        {
            "LicensorName": "Bilderpool",
            "LicensorURL": "https://pool.example/a/1",
            "LicensorEmail": "bilder@pool.example",
        }
    ],
}

_RIGHTS_IN_MIRRORS = {
    "IFD0:Artist": "Jürgen Müßig; Änne Öz",
    "IFD0:Copyright": "© Jürgen Müßig, Änne Öz",
    "ExifIFD:ImageUniqueID": ASSET_ID.encode().hex(),
    "IPTC:CodedCharacterSet": "\x1b%G",
    "IPTC:By-line": ["Jürgen Müßig", "Änne Öz"],
    "IPTC:Credit": "© Jürgen Müßig, Änne Öz…",
    "IPTC:Source": "Bilderpool Nordthüringen",
    "IPTC:CopyrightNotice": "© Jürgen Müßig, Änne Öz",
    "IPTC:OriginalTransmissionReference": ASSET_ID,
}

_REST_IN_XMP = {
    "XMP-dc:Title": "Größe & Weite",
    "XMP-dc:Title-de": "Größe & Weite",
    "XMP-dc:Description": "Erste Zeile\nzweite „Zeile“ mit ß",
    "XMP-dc:Description-de": "Erste Zeile\nzweite „Zeile“ mit ß",
    "XMP-dc:Subject": ["Fachwerk", "Müh & Lhausen"],
    "XMP-photoshop:Headline": "Über <Mühlhausen>",
    "XMP-photoshop:Source": "Bilderpool Nordthüringen",
    "XMP-photoshop:DateCreated": "2026:05:01 14:03:59.25+02:00",
    "XMP-photoshop:City": "Körner",
    "XMP-iptcCore:CountryCode": "DEU",
    "XMP-iptcCore:AltTextAccessibility": "Ein Stadttor aus Travertin",
    "XMP-iptcCore:AltTextAccessibility-de": "Ein Stadttor aus Travertin",
    "XMP-iptcExt:DigitalImageGUID": "https://pool.example/a/1?x=1&y=2",
    "XMP-iptcExt:DigitalSourceType": DESCRIPTION.digital_source_type,
    "XMP-iptcExt:LocationCreated": [{"City": "Körner", "CountryCode": "DEU"}],
    "XMP-iptcExt:LocationShown": [
        {
            "Sublocation": "Untermarkt",
            "City": "Mühlhausen",
            "ProvinceState": "Thüringen",
            "CountryName": "Deutschland",
            "CountryCode": "DE",
        }
    ],
    "XMP-iptcExt:LinkedEncRightsExpr": [
        {
            "LinkedRightsExpr": "https://pool.example/lizenzen/1.0/odrl.jsonld",
            "RightsExprEncType": "application/ld+json",
            "RightsExprLangId": "http://www.w3.org/ns/odrl/2/",
        }
    ],
    "XMP-plus:CreditLineRequired": "CR-COI",
    "XMP-plus:ImageAlterationConstraints": ["AL-FLP", "AL-MRG"],
    "XMP-plus:OtherConstraints": "Keine politische Werbung für Rüstung",
    "XMP-plus:OtherConstraints-de": "Keine politische Werbung für Rüstung",
    "XMP-plus:OtherConstraints-en": "No politics",
    "XMP-plus:ModelReleaseStatus": "MR-LMR",
    "XMP-plus:ModelReleaseID": ["mr-7f3a", "mr-81c0"],
    "XMP-plus:PropertyReleaseID": ["pr-22e1"],
    "XMP-plus:PropertyReleaseStatus": "PR-LPR",
    "XMP-plus:CopyrightOwner": [
        {"CopyrightOwnerName": "Jürgen Müßig"},
        {"CopyrightOwnerName": "Änne Öz"},
    ],
    "XMP-plus:ImageCreator": [
        {"ImageCreatorName": "Jürgen Müßig"},
        {"ImageCreatorName": "Änne Öz"},
    ],
    "XMP-plus:ImageSupplier": [{"ImageSupplierName": "Bilderpool Nordthüringen"}],
    "XMP-plus:ImageSupplierImageID": ASSET_ID,
    "XMP-cc:License": "https://pool.example/lizenzen?id=1&v=1.0",
    "XMP-cc:AttributionName": "Jürgen Müßig, Änne Öz",
    "XMP-cc:AttributionURL": "https://pool.example/a/1?x=1&y=2",
}

_REST_IN_MIRRORS = {
    "IFD0:ImageDescription": "Erste Zeile\nzweite „Zeile“ mit ß",
    "IFD0:Make": "NIKON",
    "IFD0:Model": "D850",
    "ExifIFD:DateTimeOriginal": "2026:05:01 14:03:59",
    "ExifIFD:OffsetTimeOriginal": "+02:00",
    "ExifIFD:SubSecTimeOriginal": 25,
    "IPTC:ApplicationRecordVersion": 4,
    "IPTC:ObjectName": "Größe & Weite",
    "IPTC:Headline": "Über <Mühlhausen>",
    "IPTC:Caption-Abstract": "Erste Zeile\nzweite „Zeile“ mit ß",
    "IPTC:Keywords": ["Fachwerk", "Müh & Lhausen"],
    "IPTC:DateCreated": "2026:05:01",
    "IPTC:TimeCreated": "14:03:59+02:00",
    "IPTC:City": "Körner",
    "IPTC:Country-PrimaryLocationCode": "DEU",
}


def seen_by_exiftool(folder: Path, *, minimal: bool) -> dict[str, Any]:
    if shutil.which("exiftool") is None:
        pytest.skip("exiftool is not installed: apt-get install libimage-exiftool-perl")
    path = folder / "photo.jpg"
    path.write_bytes(jpeg_with(build_packet(ASSET_ID, DESCRIPTION, RIGHTS, minimal=minimal)))
    command = ["exiftool", "-j", "-struct", "-n", "-G1", "-XMP:all", "-IPTC:all", "-EXIF:all"]
    done = subprocess.run([*command, str(path)], capture_output=True, check=True)
    fields: dict[str, Any] = json.loads(done.stdout)[0]
    # Newer exiftools strip the vocabulary from this value as from the other PLUS ones.
    mining = fields.pop("XMP-plus:DataMining").removeprefix(_VOCABULARY)
    assert mining == "DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING"
    return fields


@pytest.mark.exiftool
def test_exiftool_reads_exactly_the_fields_of_the_full_packet(tmp_path: Path) -> None:
    expected = {**_RIGHTS_IN_XMP, **_RIGHTS_IN_MIRRORS, **_REST_IN_XMP, **_REST_IN_MIRRORS}
    seen = seen_by_exiftool(tmp_path, minimal=False)
    del seen["SourceFile"], seen["ExifIFD:ExifVersion"]
    assert seen == expected


@pytest.mark.exiftool
def test_exiftool_reads_only_the_rights_from_the_minimal_packet(tmp_path: Path) -> None:
    seen = seen_by_exiftool(tmp_path, minimal=True)
    del seen["SourceFile"], seen["ExifIFD:ExifVersion"], seen["IPTC:ApplicationRecordVersion"]
    assert seen == {**_RIGHTS_IN_XMP, **_RIGHTS_IN_MIRRORS}


def test_the_minimal_packet_stays_below_two_and_a_half_kilobytes() -> None:
    packet = build_packet(ASSET_ID, DESCRIPTION, RIGHTS, minimal=True)
    assert sum(map(len, packet.blocks)) < 2500


def test_the_position_never_goes_out() -> None:
    with_position = build_packet(ASSET_ID, DESCRIPTION, RIGHTS)
    without = replace(DESCRIPTION, latitude=None, longitude=None)
    assert build_packet(ASSET_ID, without, RIGHTS) == with_position


def test_the_same_values_give_the_same_bytes_and_stamp() -> None:
    first = build_packet(ASSET_ID, DESCRIPTION, RIGHTS)
    assert build_packet(ASSET_ID, DESCRIPTION, RIGHTS) == first
    assert len(first.stamp) == 16


@pytest.mark.parametrize(
    "changed",
    [
        replace(RIGHTS, credit_line="© Niemand"),
        replace(RIGHTS, copyright_notice="© Niemand"),
        replace(RIGHTS, license_url="https://elsewhere.example/"),
        replace(RIGHTS, data_mining="DMI-ALLOWED"),
    ],
)
def test_a_change_of_the_rights_changes_the_stamp_of_both_variants(
    changed: RightsStatement,
) -> None:
    for minimal in (False, True):
        before = build_packet(ASSET_ID, DESCRIPTION, RIGHTS, minimal=minimal)
        after = build_packet(ASSET_ID, DESCRIPTION, changed, minimal=minimal)
        assert before.stamp != after.stamp


def test_an_empty_description_leaves_no_empty_property() -> None:
    packet = build_packet(ASSET_ID, Description(), RIGHTS)
    elements = list(ElementTree.fromstring(packet.xmp).iter())
    assert not [one.tag for one in elements if not (len(one) or one.text or one.attrib)]
