"""Reading XMP: the properties of the IPTC Photo Metadata Standard, PLUS, and their mirrors.

Names: IPTC Photo Metadata TechReference 2025.1. Where XMP itself holds a value twice, the standard
property comes before the mirror of EXIF (tiff:, exif:) and of the old IPTC location fields.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from imagepool.asset import FactValue, Licensor, Place, Trouble
from imagepool.photo.metadata.moments import iso_moment
from imagepool.photo.metadata.rdf import (
    fields_of,
    in_best_language,
    items_of,
    properties_of,
    text_of,
    texts_of,
)
from imagepool.photo.metadata.reading import DIGITIZED, Reading, stated
from imagepool.photo.metadata.xmp_tree import MOST_EVENTS, Node, parse_packet

__all__ = ["read_xmp"]

_COORDINATE = re.compile(
    r"(\d{1,3}(?:\.\d+)?)(?:[,;: ]+(\d+(?:\.\d+)?))?(?:[,;: ]+(\d+(?:\.\d+)?))?\s*([NSEW])?",
    re.ASCII,
)
_AGE = re.compile(r"\d{1,3}", re.ASCII)
_MOST_PLACES, _MOST_PEOPLE = 50, 1000


def read_xmp(packets: tuple[bytes, ...]) -> Reading:
    """Return what the packets state; the first that states a property counts."""
    properties: dict[str, Node] = {}
    troubles, left = [], MOST_EVENTS
    for packet in packets:
        tree = parse_packet(packet, left)
        left -= tree.events
        if tree.trouble:
            troubles.append(Trouble("xmp", f"the packet is not well-formed: {tree.trouble}"))
        for name, node in properties_of(tree.root).items():
            properties.setdefault(name, node)
    return Reading(
        stated({**_words(properties), **_rights(properties), **_facts(properties)}), tuple(troubles)
    )


def _words(of: Mapping[str, Node]) -> dict[str, FactValue | None]:
    caption = in_best_language(of.get("dc:description"))
    return {
        "title": in_best_language(of.get("dc:title")),
        "headline": in_best_language(of.get("photoshop:Headline")),
        "caption": caption or in_best_language(of.get("tiff:ImageDescription")),
        "keywords": texts_of(of.get("dc:subject")),
        "alt_text": in_best_language(of.get("Iptc4xmpCore:AltTextAccessibility")),
        "location_shown": _places(of.get("Iptc4xmpExt:LocationShown")) or _old_location(of),
        "location_created": next(iter(_places(of.get("Iptc4xmpExt:LocationCreated"))), None),
        "model_age": _ages(of.get("Iptc4xmpExt:ModelAge")),
        "digital_source_type": text_of(of.get("Iptc4xmpExt:DigitalSourceType")),
        "ai_system_used": text_of(of.get("Iptc4xmpExt:AISystemUsed")),
        "ai_prompt_information": text_of(of.get("Iptc4xmpExt:AIPromptInformation")),
        "creator_tool": text_of(of.get("xmp:CreatorTool")),
    }


def _rights(of: Mapping[str, Node]) -> dict[str, FactValue | None]:
    notice = in_best_language(of.get("dc:rights"))
    return {
        "creator": texts_of(of.get("dc:creator")) or _split(text_of(of.get("tiff:Artist"))),
        "copyright_notice": notice or in_best_language(of.get("tiff:Copyright")),
        "credit_line": text_of(of.get("photoshop:Credit")),
        "source": text_of(of.get("photoshop:Source")),
        "usage_terms": in_best_language(of.get("xmpRights:UsageTerms")),
        "license_url": text_of(of.get("xmpRights:WebStatement")) or text_of(of.get("cc:license")),
        "licensor": tuple(
            filter(_says_anything, map(_licensor, items_of(of.get("plus:Licensor"))))
        ),
        "model_release_status": _code(of.get("plus:ModelReleaseStatus")),
        "minor_model_age_disclosure": _code(of.get("plus:MinorModelAgeDisclosure")),
        "property_release_status": _code(of.get("plus:PropertyReleaseStatus")),
        "data_mining": _code(of.get("plus:DataMining")),
    }


def _facts(of: Mapping[str, Node]) -> dict[str, FactValue | None]:
    taken = iso_moment(text_of(of.get("photoshop:DateCreated")))
    return {
        "date_taken": taken or iso_moment(text_of(of.get("exif:DateTimeOriginal"))),
        DIGITIZED: iso_moment(text_of(of.get("xmp:CreateDate")))
        or iso_moment(text_of(of.get("exif:DateTimeDigitized"))),
        "camera_make": text_of(of.get("tiff:Make")),
        "camera_model": text_of(of.get("tiff:Model")),
        "orientation": _orientation(text_of(of.get("tiff:Orientation"))),
        "latitude": _degrees(text_of(of.get("exif:GPSLatitude")), 90),
        "longitude": _degrees(text_of(of.get("exif:GPSLongitude")), 180),
    }


def _split(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (name.strip() for name in text.split(";"))))


def _code(node: Node | None) -> str:
    """Return the code of a PLUS value, which stands at the end of its URI."""
    return text_of(node).rstrip("/").rsplit("/", 1)[-1]


def _ages(node: Node | None) -> tuple[int, ...]:
    """Return the ages of the depicted people, in years."""
    texts = texts_of(node)[:_MOST_PEOPLE]
    return tuple(int(text) for text in texts if _AGE.fullmatch(text))


def _licensor(node: Node) -> Licensor:
    of = fields_of(node)
    return Licensor(
        name=text_of(of.get("plus:LicensorName")),
        url=text_of(of.get("plus:LicensorURL")),
        email=text_of(of.get("plus:LicensorEmail")),
    )


def _says_anything(licensor: Licensor) -> bool:
    return licensor != Licensor()


def _places(node: Node | None) -> tuple[Place, ...]:
    places = (_place(item) for item in items_of(node)[:_MOST_PLACES])
    return tuple(place for place in places if place != Place())


def _place(node: Node) -> Place:
    of = fields_of(node)

    def text(name: str) -> str:
        return in_best_language(of.get(f"Iptc4xmpExt:{name}"))

    return Place(
        sublocation=text("Sublocation") or text("LocationName"),
        city=text("City"),
        province_state=text("ProvinceState"),
        country_name=text("CountryName"),
        country_code=text("CountryCode"),
    )


def _old_location(of: Mapping[str, Node]) -> tuple[Place, ...]:
    """Return the IPTC Core location, which by its definition is what the picture shows."""
    place = Place(
        sublocation=text_of(of.get("Iptc4xmpCore:Location")),
        city=text_of(of.get("photoshop:City")),
        province_state=text_of(of.get("photoshop:State")),
        country_name=text_of(of.get("photoshop:Country")),
        country_code=text_of(of.get("Iptc4xmpCore:CountryCode")),
    )
    return (place,) if place != Place() else ()


def _orientation(text: str) -> int | None:
    return int(text) if len(text) == 1 and text in "12345678" else None


def _degrees(text: str, limit: int) -> float | None:
    """Return decimal degrees of "51,12.5N", "51,12,30N" or, as some write, "-51.2083"."""
    found = _COORDINATE.fullmatch(text.lstrip("+-").strip())
    if found is None:
        return None
    degrees = sum(float(part or 0) / 60**place for place, part in enumerate(found.groups()[:3]))
    if found[4] in {"S", "W"} or text.startswith("-"):
        degrees = -degrees
    return round(degrees, 9) if abs(degrees) <= limit else None
