"""exiftool as an outside witness: what it reads from a file, in the pool's field names."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

Tags = Mapping[str, Any]

needs_exiftool = pytest.mark.skipif(
    # On a build server nothing is skipped: there the missing program fails the test.
    shutil.which("exiftool") is None and "CI" not in os.environ,
    reason="exiftool is missing: libimage-exiftool-perl",
)


def exiftool(*arguments: str | Path) -> str:
    """Run exiftool once; its warnings do not matter."""
    run = subprocess.run(
        ["exiftool", *map(str, arguments)], capture_output=True, check=False, timeout=120
    )
    return run.stdout.decode("utf-8", "replace")


def tags_of(paths: Sequence[Path]) -> list[Tags]:
    """What exiftool reads from each file, by group and name, numbers as they are."""
    read: list[Tags] = json.loads(exiftool("-j", "-n", "-struct", "-G1", *paths) or "[]")
    return read


def fields_stated_by(tags: Tags) -> dict[str, Any]:
    """The fields as exiftool's values state them, by the same precedence; empty ones left out."""
    found = {name: ask(tags) for name, ask in _QUESTIONS.items()}
    return {name: value for name, value in found.items() if value not in ("", [], None)}


def _first(tags: Tags, *names: str) -> Any:
    for name in names:
        value = tags.get(name)
        if value is not None and str(value).strip():
            return value
    return ""


def _text(*names: str) -> Callable[[Tags], str]:
    def ask(tags: Tags) -> str:
        value = _first(tags, *names)
        return str(value[0] if isinstance(value, list) else value).strip()

    return ask


def _list(*names: str) -> Callable[[Tags], list[str]]:
    def ask(tags: Tags) -> list[str]:
        value = _first(tags, *names)
        values = value if isinstance(value, list) else [value]
        return [str(each).strip() for each in values if str(each).strip()]

    return ask


def _creator(tags: Tags) -> list[str]:
    if _first(tags, "XMP-dc:Creator", "IPTC:By-line"):
        return _list("XMP-dc:Creator", "IPTC:By-line")(tags)
    return [name.strip() for name in str(tags.get("IFD0:Artist", "")).split(";") if name.strip()]


def _date(tags: Tags) -> str:
    iim = f"{tags.get('IPTC:DateCreated', '')} {tags.get('IPTC:TimeCreated', '')}".strip()
    for value in (tags.get("XMP-photoshop:DateCreated"), iim, tags.get("ExifIFD:DateTimeOriginal")):
        if re.match(r"\d{4}", str(value)) and not str(value).startswith("0000"):
            return plain_date(str(value))
    return ""


def plain_date(text: str) -> str:
    """A date of either spelling as digits down to the second, so far as it goes."""
    return re.sub(r"\D", "", re.sub(r"(\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?$", "", text))[:14]


def _number(*names: str) -> Callable[[Tags], float | None]:
    def ask(tags: Tags) -> float | None:
        value = _first(tags, *names)
        return round(float(value), 6) if isinstance(value, int | float) else None

    return ask


_QUESTIONS: Mapping[str, Callable[[Tags], Any]] = {
    "creator": _creator,
    "copyright_notice": _text("XMP-dc:Rights", "IPTC:CopyrightNotice", "IFD0:Copyright"),
    "title": _text("XMP-dc:Title", "IPTC:ObjectName"),
    "caption": _text("XMP-dc:Description", "IPTC:Caption-Abstract", "IFD0:ImageDescription"),
    "keywords": _list("XMP-dc:Subject", "IPTC:Keywords"),
    "date_taken": _date,
    "camera_make": _text("IFD0:Make", "XMP-tiff:Make"),
    "camera_model": _text("IFD0:Model", "XMP-tiff:Model"),
    "orientation": _number("IFD0:Orientation", "XMP-tiff:Orientation"),
    "latitude": _number("Composite:GPSLatitude", "XMP-exif:GPSLatitude"),
    "longitude": _number("Composite:GPSLongitude", "XMP-exif:GPSLongitude"),
    "usage_terms": _text("XMP-xmpRights:UsageTerms"),
    "headline": _text("XMP-photoshop:Headline", "IPTC:Headline"),
    "credit_line": _text("XMP-photoshop:Credit", "IPTC:Credit"),
    "source": _text("XMP-photoshop:Source", "IPTC:Source"),
    "license_url": _text("XMP-xmpRights:WebStatement", "XMP-cc:License"),
}


def comparable(name: str, value: Any) -> Any:
    """A value of ours, in the form in which the witness states it."""
    if name == "date_taken":
        return plain_date(str(value))
    if isinstance(value, float):
        return round(value, 6)
    return value
