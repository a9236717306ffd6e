"""Writing the rights into originals: what it costs, and what becomes of everything else in them.

Every photo under ``--photos`` is written as a download of the original would be. Its pixels and its
ICC profile are compared with those before; where exiftool is installed, so are all its tags:
packet fields that do not read back, and foreign tags that are lost or changed.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import io
import json
import re
import shutil
import statistics
import subprocess
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from PIL import Image, ImageSequence

from imagepool.asset import Description, Licensor, Place, RightsStatement
from imagepool.errors import UnreadablePhoto
from imagepool.photo.containers import read_blocks, write_original
from imagepool.photo.packet import build_packet
from imagepool.photo.sniffing import sniff

_NEAR = 3_000_000, 5_000_000  # bytes: "a 4 MB JPEG"
_ROUNDS = 5
_AT_ONCE = 200  # files of one call of exiftool
_DESCRIPTION = Description(
    title="Größe & Weite",
    headline="Über Mühlhausen",
    caption="Ein Stadttor\naus Travertin",
    keywords=("Fachwerk", "Öffentlichkeit"),
    alt_text="Ein Stadttor aus Travertin",
    date_taken="2026-05-01T14:03:59+02:00",
    location_shown=(Place(city="Mühlhausen", country_name="Deutschland", country_code="DEU"),),
)
_RIGHTS = RightsStatement(
    creator=("Jürgen Müßig", "Änne Öz"),
    copyright_notice="© Jürgen Müßig, Änne Öz",
    credit_line="© Jürgen Müßig / Pool",
    source="Bilderpool",
    usage_terms={"de": "Nutzung gemäß Bedingungen", "en": "Use under the terms"},
    license_id="LicenseRef-Bilderpool-1.0",
    license_url="https://pool.example/lizenzen/1",
    licensor=(Licensor("Bilderpool", "https://pool.example/a/1", "bilder@pool.example"),),
    marked=True,
    data_mining="DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING",
    credit_required=True,
    asset_url="https://pool.example/a/1",
)
_PACKET = build_packet("0123456789abcdef", _DESCRIPTION, _RIGHTS)
_EXPECTED = {
    "XMP-dc:Creator": ["Jürgen Müßig", "Änne Öz"],
    "XMP-dc:Rights": "© Jürgen Müßig, Änne Öz",
    "XMP-dc:Title": "Größe & Weite",
    "XMP-dc:Subject": ["Fachwerk", "Öffentlichkeit"],
    "XMP-photoshop:Credit": "© Jürgen Müßig / Pool",
    "XMP-xmpRights:WebStatement": "https://pool.example/lizenzen/1",
    "XMP-xmpRights:UsageTerms-en": "Use under the terms",
    "XMP-cc:AttributionURL": "https://pool.example/a/1",
    "IFD0:Artist": "Jürgen Müßig; Änne Öz",
    "IFD0:Copyright": "© Jürgen Müßig, Änne Öz",
}
_EXPECTED_IN_IIM = {
    "IPTC:By-line": ["Jürgen Müßig", "Änne Öz"],
    "IPTC:Credit": "© Jürgen Müßig / Pool",
    "IPTC:ObjectName": "Größe & Weite",
}
# The privacy list, and what the pool says itself, in exiftool's names.
_STAYS_BEHIND = re.compile(
    r"GPS:|Composite:|File:|SourceFile|ExifTool:|System:|IFD1:|IFD[2-9]|SubIFD|MPF\d|MPImage|"
    r"(Canon|Nikon|Sony|Olympus|Panasonic|Pentax|Fuji|Kodak|Casio|Samsung|Apple|Google|Minolta|Ricoh|"
    r"Leica|Sigma|Sanyo|HP|Reconyx|FLIR|GE|JVC|Motorola|Qualcomm|DJI|Xiaomi|InfiRay|Nikon\w+|Ca\w+)"
    r"[\w-]*:|MakerNotes:|JUMBF|C2PA|CBOR|JSON:|XMP-(crs|crss|mwg-rs|MP|MP1|apple-fi|darktable|"
    r"xmpGImg|GImage|GAudio|GDepth|GCamera|GContainer|Container|Device|hdrgm|HDRGainMap|drone-dji|"
    r"xmpNote|acdsee-rs|plus|cc|xmpRights)[\w-]*:|XMP-x:XMPToolkit|"
    r"XMP-exif:GPS|FlashPix:|PreviewImage|Jpg\w*:|Photoshop:(IPTCDigest|PhotoshopThumbnail)|"
    r".*:(\w*SerialNumber\w*|OwnerName|CameraOwnerName|MakerNote\w*|History\w*|DocumentAncestors|"
    r"PersonInImage\w*|ModelAge|AddlModelInfo|ImageRegion|Ingredients|Pantry|Versions|Manifest\w*|"
    r"TextLayers|Thumbnails|ThumbnailImage|OffsetSchema|DNGPrivateData|Exif_?Offset|XP\w+|Padding|"
    r"StripOffsets|StripByteCounts|TileOffsets|TileByteCounts|ImageSourceData|GeoTiff\w*|PixelScale|"
    r"ModelTiePoint|ModelTransform|NewGUID)$|GeoTiff|JFIF:Thumbnail|XMP-dcterms:(Rights|License|Access)|"
    r"XMP-getty:Personality|XMP-tiff:(Artist|Copyright|ImageDescription)|PNG:(Title|Author|Copyright|"
    r"Description)|XMP-iptcExt:(LinkedEnc|EmbdEnc|Location|Digital)|XMP-iptcCore:(CountryCode|Location|AltText)|"
    r"Meta:|QuickTime:|ICC_Profile|Unknown:|ICC-header\d?:|ICC_Profile\d|Track\d|Nintendo:|"
    r"XMP-(apdi|rdf|tmp0):|Photoshop:Layer|RIFF:WebP_Flags|IFD0:(Preview|Other)Image|.*:GPS\w*$|"
    r"Adobe:|PreviewIFD:|Jpeg2000:|"
    # Copies of keywords: the packet's keywords are made up, so those of the file are taken out.
    r"XMP-(lr:(HierarchicalSubject|WeightedFlatSubject)|digiKam:TagsList|microsoft:LastKeyword)"
)
_OWNED = re.compile(
    r"XMP-dc:(Creator|Rights|Title|Description|Subject)|XMP-photoshop:(Credit|Source|Headline|"
    r"DateCreated|City|State|Country)|IPTC:(CodedCharacterSet|ApplicationRecordVersion|ObjectName|"
    r"Keywords|DateCreated|TimeCreated|By-line|City|Sub-location|Province-State|Country-\w+|"
    r"OriginalTransmissionReference|Headline|Credit|Source|CopyrightNotice|Caption-Abstract)$|"
    r"IFD0:(ImageDescription|Artist|Copyright|Orientation|DateTimeOriginal)|ExifIFD:(ImageUniqueID|DateTimeOriginal|"
    r"OffsetTimeOriginal|SubSecTimeOriginal|ExifVersion)"
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=Path, required=True, nargs="+")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--names", action="store_true", help="name every file that is not perfect")
    given = parser.parse_args(arguments)
    with contextlib.suppress(ImportError):  # an extra
        import pillow_heif  # noqa: PLC0415

        pillow_heif.register_heif_opener()
    figures = measure([path for root in given.photos for path in _files(root)])
    if not given.names:
        figures.pop("files")
    print(json.dumps(figures, ensure_ascii=False, indent=None if given.json else 2))


def measure(paths: Sequence[Path]) -> dict[str, Any]:
    """Return what became of the files."""
    refused: Counter[str] = Counter()
    taken: dict[str, list[float]] = defaultdict(list)
    told: dict[str, list[str]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        pairs: list[tuple[Path, Path]] = []
        for number, path in enumerate(paths):
            data = path.read_bytes()
            name = sniff(data)
            try:
                written = write_original(data, name, _PACKET).data
            except UnreadablePhoto as error:
                refused[error.reason] += 1
                told["refused"].append(f"{path.name}: {error.message}")
                continue
            taken[name].append(_milliseconds(data, name))
            if name == "JPEG" and _NEAR[0] <= len(data) <= _NEAR[1]:
                taken["JPEG of 4 MB"].append(taken[name][-1])
            if not _same_picture(data, written, name):
                told["damaged"].append(path.name)
            copy = Path(folder) / f"{number:05}{path.suffix.lower()}"
            copy.write_bytes(written)
            pairs.append((path, copy))
        for kind, name in _compared(pairs):
            told[kind].append(name)
    return {
        "files": dict(told),
        "written": len(pairs),
        "refused": dict(refused),
        "damaged": len(told["damaged"]),
        "with_fields_missing": len(told["fields"]),
        "with_foreign_tags_lost": len(told["lost"]),
        "with_foreign_tags_changed": len(told["changed"]),
        "ms": {name: _quantiles(times) for name, times in sorted(taken.items())},
    }


def _files(root: Path) -> Iterator[Path]:
    for path in sorted(root.rglob("*") if root.is_dir() else [root]):
        if path.is_file() and _is_photo(path):
            yield path


def _is_photo(path: Path) -> bool:
    try:
        return bool(sniff(path.read_bytes()))
    except UnreadablePhoto:
        return False


def _milliseconds(data: bytes, name: str) -> float:
    times = []
    for _ in range(_ROUNDS):
        start = time.process_time()
        write_original(data, name, _PACKET)
        times.append(time.process_time() - start)
    return 1000 * min(times)  # a busy machine only ever slows down


def _quantiles(times: Sequence[float]) -> Mapping[str, float]:
    ordered = sorted(times)
    return {
        "files": len(ordered),
        "median": round(statistics.median(ordered), 2),
        "p95": round(ordered[int(0.95 * (len(ordered) - 1))], 2),
    }


def _same_picture(before: bytes, after: bytes, name: str) -> bool:
    same_profile = read_blocks(before, name).icc == read_blocks(after, name).icc
    return same_profile and _pixels(before) == _pixels(after)


def _pixels(data: bytes) -> str:
    """Return a digest of the decoded first picture (of an animation, all), or why there is none."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            digest = hashlib.sha256(f"{image.mode} {image.size}".encode())
            whole = image.format in {"PNG", "WEBP"}
            for frame in ImageSequence.Iterator(image) if whole else [image]:
                digest.update(frame.tobytes())
            return digest.hexdigest()
    except Exception as error:  # noqa: BLE001  (whatever a decoder says to a broken file)
        return type(error).__name__


def _compared(pairs: Sequence[tuple[Path, Path]]) -> Iterator[tuple[str, str]]:
    if shutil.which("exiftool") is None:
        return
    for start in range(0, len(pairs), _AT_ONCE):
        some = pairs[start : start + _AT_ONCE]
        before, after = (_tags([pair[side] for pair in some]) for side in (0, 1))
        for (path, copy), old, new in zip(some, before, after, strict=True):
            for kind, names in _differences(old, new, iim=sniff(copy.read_bytes())):
                yield kind, f"{path.name}: {', '.join(sorted(names))}"


def _tags(paths: Sequence[Path]) -> list[Mapping[str, Any]]:
    command = ["exiftool", "-j", "-n", "-struct", "-G1", "-a", "-fast0", *map(str, paths)]
    run = subprocess.run(command, capture_output=True, check=False)
    read: list[Mapping[str, Any]] = json.loads(run.stdout.decode("utf-8", "replace"))
    return read


def _differences(
    old: Mapping[str, Any], new: Mapping[str, Any], *, iim: str
) -> Iterator[tuple[str, list[str]]]:
    expected = _EXPECTED | (_EXPECTED_IN_IIM if iim in {"JPEG", "TIFF"} else {})
    missing = [name for name, value in expected.items() if new.get(name) != value]
    foreign = [name for name in old if not (_STAYS_BEHIND.match(name) or _OWNED.match(name))]
    lost = [name for name in foreign if name not in new and old[name] not in ("", 0)]
    changed = [name for name in foreign if name in new and new[name] != old[name]]
    yield from ((kind, names) for kind, names in
                (("fields", missing), ("lost", lost), ("changed", changed)) if names)  # fmt: skip


if __name__ == "__main__":
    main()
