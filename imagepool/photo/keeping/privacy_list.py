"""The privacy list: what no delivered file carries, by the code that deliveries name it with.

Position and serial numbers tell where people live and which pictures are of one camera; maker notes
hold both, and faces besides; regions and persons name who is shown; history and settings of RAW
converters show what was mended; previews and further pictures may show what was cropped away.
Sources: EXIF 3.0; IPTC Photo Metadata 2025.1; MWG Guidelines 2.0; XMP Specification, part 2.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

__all__ = [
    "CODES",
    "CONTENT_CREDENTIALS",
    "EDIT_HISTORY",
    "MAKER_NOTES",
    "OTHER_KEYWORDS",
    "OTHER_PICTURES",
    "OTHER_TERMS",
    "OWNED_IN_XMP",
    "PERSONS",
    "POSITION",
    "PREVIEWS",
    "PRIVATE_IN_EXIF",
    "SERIAL_NUMBERS",
    "UNREADABLE",
    "private_in_xmp",
]

CONTENT_CREDENTIALS: Final = "content_credentials"  # C2PA: any writing breaks their hash
POSITION: Final = "position"
SERIAL_NUMBERS: Final = "serial_numbers"  # and the camera's registered owner
MAKER_NOTES: Final = "maker_notes"
PERSONS: Final = "persons"
EDIT_HISTORY: Final = "edit_history"
PREVIEWS: Final = "previews"
OTHER_PICTURES: Final = "other_pictures"  # and films, sound, depth maps
OTHER_TERMS: Final = "other_terms"  # of a license that is not the asset's
OTHER_KEYWORDS: Final = "other_keywords"  # copies of keywords that the pool has taken out
UNREADABLE: Final = "unreadable"
CODES: Final = (
    *(CONTENT_CREDENTIALS, POSITION, SERIAL_NUMBERS, MAKER_NOTES, PERSONS, EDIT_HISTORY),
    *(PREVIEWS, OTHER_PICTURES, OTHER_TERMS, OTHER_KEYWORDS, UNREADABLE),
)
"""All codes, in the order in which people are told."""

PRIVATE_IN_EXIF: Mapping[int, str] = {
    0x8825: POSITION,  # GPS directory
    0x927C: MAKER_NOTES,
    0xEA1D: MAKER_NOTES,  # OffsetSchema: how far maker notes were moved
    0xC634: MAKER_NOTES,  # DNGPrivateData
    0xA430: SERIAL_NUMBERS,  # CameraOwnerName
    0xA431: SERIAL_NUMBERS,
    0xA435: SERIAL_NUMBERS,  # of the lens
    0xC62F: SERIAL_NUMBERS,  # DNG
    0xFDE8: SERIAL_NUMBERS,  # owner's name, serial numbers of camera and lens, as Adobe writes them
    0xFDE9: SERIAL_NUMBERS,
    0xFDEA: SERIAL_NUMBERS,
    0x014A: PREVIEWS,  # SubIFDs
    0x0201: PREVIEWS,
    0x0202: PREVIEWS,
    0x8649: PREVIEWS,  # Photoshop's resources inside of EXIF
    # GeoTIFF
    **dict.fromkeys((0x830E, 0x8480, 0x8482, 0x85D8, 0x87AF, 0x87B0, 0x87B1), POSITION),
}
"""Tag -> code, in any directory."""

OWNED_IN_XMP = frozenset(
    f"{prefix}:{name}"
    for prefix, names in {
        "dc": "creator rights title description subject",
        "photoshop": "Credit Source Headline DateCreated City State Country",
        "Iptc4xmpCore": "CountryCode Location AltTextAccessibility",
        "Iptc4xmpExt": "DigImageGUID DigitalSourceType LocationCreated LocationShown "
        "LinkedEncRightsExpr",
        "tiff": "Artist Copyright ImageDescription",
        "xmpRights": "Marked WebStatement UsageTerms",
    }.items()
    for name in names.split()
) | {"{http://ns.adobe.com/xmp/note/}HasExtendedXMP"}  # of the packet as it was cut then
"""What the pool says itself, and what it leaves unsaid on purpose; the original's is replaced."""

_NAMESPACES: Mapping[str, str] = {
    "http://www.metadataworkinggroup.com/schemas/regions": PERSONS,
    "http://ns.microsoft.com/photo/1.2": PERSONS,
    "http://ns.apple.com/faceinfo/1.0": PERSONS,
    "http://ns.acdsee.com/regions": PERSONS,
    "http://ns.acdsee.com/sType/Area": PERSONS,
    "http://ns.adobe.com/camera-raw-settings/1.0": EDIT_HISTORY,
    "http://ns.adobe.com/camera-raw-saved-settings/1.0": EDIT_HISTORY,
    "http://ns.adobe.com/camera-raw-defaults/1.0": EDIT_HISTORY,
    "http://darktable.sf.net": EDIT_HISTORY,
    "http://ns.adobe.com/xap/1.0/g/img": PREVIEWS,
    "http://ns.google.com/photos/1.0/image": OTHER_PICTURES,
    "http://ns.google.com/photos/1.0/audio": OTHER_PICTURES,
    "http://ns.google.com/photos/1.0/depthmap": OTHER_PICTURES,
    "http://ns.google.com/photos/1.0/container": OTHER_PICTURES,
    "http://ns.google.com/photos/1.0/camera": OTHER_PICTURES,
    "http://ns.google.com/photos/dd/1.0/device": OTHER_PICTURES,
    "http://ns.adobe.com/hdr-gain-map/1.0": OTHER_PICTURES,
    "http://ns.apple.com/HDRGainMap/1.0": OTHER_PICTURES,
    "http://ns.apple.com/pixeldatainfo/1.0": OTHER_PICTURES,
    "http://www.dji.com/drone-dji/1.0": POSITION,
}
_TELLING: Mapping[re.Pattern[str], str] = {
    re.compile("gps|latitude|longitude", re.IGNORECASE): POSITION,
    re.compile("serial_?number", re.IGNORECASE): SERIAL_NUMBERS,
}
"""Names that give themselves away in namespaces that nobody has listed, such as those of drones."""

_PROPERTIES: Mapping[str, str] = {
    **dict.fromkeys(
        (
            *("Iptc4xmpExt:PersonInImage", "Iptc4xmpExt:PersonInImageWDetails"),
            *("Iptc4xmpExt:ModelAge", "Iptc4xmpExt:AddlModelInfo", "Iptc4xmpExt:ImageRegion"),
            "{http://xmp.gettyimages.com/gift/1.0/}Personality",
        ),
        PERSONS,
    ),
    **dict.fromkeys(
        (
            *("exifEX:BodySerialNumber", "exifEX:LensSerialNumber", "exifEX:CameraOwnerName"),
            *("{http://ns.adobe.com/exif/1.0/aux/}SerialNumber",),
            *("{http://ns.adobe.com/exif/1.0/aux/}LensSerialNumber",),
            *("{http://ns.adobe.com/exif/1.0/aux/}OwnerName",),
        ),
        SERIAL_NUMBERS,
    ),
    **dict.fromkeys(
        (
            *("photoshop:History", "photoshop:DocumentAncestors", "photoshop:TextLayers"),
            *(
                "{http://ns.adobe.com/xap/1.0/mm/}" + name
                for name in ("History", "Versions", "Pantry", "Ingredients", "Manifest")
            ),
        ),
        EDIT_HISTORY,
    ),
    **dict.fromkeys(
        (
            *("Iptc4xmpExt:EmbdEncRightsExpr", "xmpRights:Owner", "xmpRights:Certificate"),
            *(
                "{http://purl.org/dc/terms/}" + name
                for name in ("rights", "rightsHolder", "license", "accessRights")
            ),
        ),
        OTHER_TERMS,
    ),
    "exif:MakerNote": MAKER_NOTES,
    "xmp:Thumbnails": PREVIEWS,
}


def private_in_xmp(name: str) -> str:
    """Return the code under which a property stays behind, or "" for one that may go out.

    >>> private_in_xmp("exif:GPSLatitude"), private_in_xmp("xmp:Rating")
    ('position', '')
    """
    if name.startswith("exif:GPS"):
        return POSITION
    if name.startswith(("cc:", "plus:")):
        return OTHER_TERMS
    uri, _, local = name.lstrip("{").rpartition("}")
    code = _PROPERTIES.get(name) or _NAMESPACES.get(uri.rstrip("/#"), "")
    if code or not uri:
        return code
    return next((code for telling, code in _TELLING.items() if telling.search(local)), "")
