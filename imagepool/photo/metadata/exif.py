"""Reading EXIF: exifread on the bare TIFF block, cut down to what states facts.

Tags: Exif 3.0 (CIPA DC-008-2023); the XP tags are those that Windows Explorer writes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import exifread

from imagepool.asset import FactValue, Trouble
from imagepool.photo.metadata.exif_digest import Digest, digest_exif
from imagepool.photo.metadata.moments import iso_moment
from imagepool.photo.metadata.reading import DIGITIZED, Reading, clean, decode, stated

__all__ = ["read_exif"]

_MUST_MEAN = {
    "date_taken": "EXIF DateTimeOriginal",
    DIGITIZED: "EXIF DateTimeDigitized",
    "orientation": "Image Orientation",
    "latitude": "GPS GPSLatitude",
    "longitude": "GPS GPSLongitude",
}
_QUOTED = re.compile('"[^"]+"')
_XP_TITLE, _XP_AUTHOR, _XP_KEYWORDS, _XP_SUBJECT = 0x9C9B, 0x9C9D, 0x9C9E, 0x9C9F


def read_exif(block: bytes) -> Reading:
    """Return what a bare TIFF block states; what cannot be decoded is named, the rest is read."""
    digest = digest_exif(block)
    if digest is None:
        return Reading(troubles=(Trouble("exif", "the block does not begin with a TIFF header"),))
    troubles = []
    if digest.lost:
        troubles.append(Trouble("exif", f"{digest.lost} tags cannot be read"))
    try:
        tags = exifread.process_file(
            io.BytesIO(digest.as_block()), details=False, extract_thumbnail=False
        )
    except Exception as error:  # noqa: BLE001 -- exifread raises anything on bad values
        tags = {}
        troubles.append(Trouble("exif", f"cannot be decoded: {type(error).__name__} {error}"))
    values = {name: tag.values for name, tag in tags.items()}
    fields = _fields(values, digest)
    return Reading(stated(fields), (*troubles, *_senseless(values, fields)))


def _senseless(
    tags: Mapping[str, object], fields: Mapping[str, FactValue | None]
) -> Iterator[Trouble]:
    """Name what stands in the block and means nothing; blanks and zeros only say "unknown"."""
    for field, tag in _MUST_MEAN.items():
        if fields[field] in {None, ""} and re.search("[1-9]", str(tags.get(tag, ""))):
            yield Trouble("exif", f"{tag.split()[-1]} has a value that means nothing")


def _fields(tags: Mapping[str, object], digest: Digest) -> dict[str, FactValue | None]:
    def text(name: str) -> str:
        return _text(tags.get(name, ""))

    def moment(name: str, clue: str) -> str:
        offset, fraction = text(f"EXIF OffsetTime{clue}"), text(f"EXIF SubSecTime{clue}")
        return iso_moment(text(f"EXIF {name}"), offset=offset, fraction=fraction)

    return {
        "creator": _names(text("Image Artist")) or _names(_windows(digest, _XP_AUTHOR)),
        "copyright_notice": text("Image Copyright"),
        "title": _windows(digest, _XP_TITLE),
        "caption": text("Image ImageDescription") or _windows(digest, _XP_SUBJECT),
        "keywords": _names(_windows(digest, _XP_KEYWORDS)),
        "date_taken": moment("DateTimeOriginal", "Original"),
        DIGITIZED: moment("DateTimeDigitized", "Digitized"),
        "creator_tool": text("Image Software"),
        "camera_make": text("Image Make"),
        "camera_model": text("Image Model"),
        "orientation": _orientation(tags.get("Image Orientation")),
        "exposure_time": _first_number(tags.get("EXIF ExposureTime")),
        "f_number": _first_number(tags.get("EXIF FNumber")),
        "iso": _first_number(tags.get("EXIF ISOSpeedRatings")),
        "latitude": _degrees(tags, "Latitude", "S", 90),
        "longitude": _degrees(tags, "Longitude", "W", 180),
    }


def _text(value: object) -> str:
    """Return a text tag; of the wrong type, exifread leaves bytes or numbers."""
    if isinstance(value, bytes):
        return clean(decode(value))
    return clean(value) if isinstance(value, str) else ""


def _names(text: str) -> tuple[str, ...]:
    """Split "A; B", as the Metadata Working Group joins several values in one EXIF text."""
    names = (name.strip() for name in text.split(";"))
    return tuple(name[1:-1] if _QUOTED.fullmatch(name) else name for name in names if name)


def _windows(digest: Digest, tag: int) -> str:
    value = digest.windows.get(tag)
    return clean(value.data.decode("utf-16-le", "replace").split("\0", 1)[0]) if value else ""


def _orientation(value: object) -> int | None:
    first = value[0] if isinstance(value, Sequence) and value else None
    return first if isinstance(first, int) and 1 <= first <= 8 else None


def _first_number(value: object) -> float | None:
    first = value[0] if isinstance(value, Sequence) and value else None
    return _number(first) or None  # zero is what a camera writes that does not know


def _degrees(tags: Mapping[str, object], name: str, negative: str, limit: int) -> float | None:
    """Return decimal degrees; south and west are negative. A fraction over zero is unknown."""
    parts = tags.get(f"GPS GPS{name}")
    if not isinstance(parts, Sequence) or isinstance(parts, str) or not parts:
        return None
    numbers = [_number(part) for part in parts[:3]]
    if numbers[0] is None:
        return None
    degrees = sum(float(part or 0) / 60**place for place, part in enumerate(numbers))
    reference = _text(tags.get(f"GPS GPS{name}Ref", "")).upper()
    if reference.startswith(negative):
        degrees = -degrees
    return round(degrees, 9) if abs(degrees) <= limit else None


def _number(part: object) -> float | None:
    if isinstance(part, Fraction):
        # exifread leaves a denominator of zero as it is.
        return part.numerator / part.denominator if part.denominator else None
    if isinstance(part, tuple) and part:  # a float, unpacked
        return float(part[0])
    return float(part) if isinstance(part, int) else None
