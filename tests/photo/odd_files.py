"""Photo files of all formats with metadata that exiftool wrote in many odd ways."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path

from imagepool.asset import FORMATS
from tests.making import make_photo
from tests.photo.exiftool import exiftool

_WORDS = (
    "Mühlhausen", "Blick über die Größe", "Pferde & Wagen", 'genannt "Löwe"', "<b>fett</b>",
    "Straße  mit  Lücken", "日本の秋", "🌄 Sonne", "50 % Rabatt; heute", "L'été à Bad Sachsa",
    "Zeile eins\nZeile zwei", " mit Rand ", "2026", "007", "-", "Ein sehr langer Satz, " * 12,
    "ﬁne Ligatur", "I\u0307stanbul", "Fußgänger, Radfahrer", "a=b", "#1", "@home",
)  # fmt: skip
_DATES = (
    "2015:07:11 11:18:19",
    "1999:12:31 23:59:59",
    "2026:02:28 00:00:00",
    "1932:01:01 12:30:00",
)
_OFFSETS = ("+02:00", "-09:30", "Z", "+00:00")

VARIANTS: Mapping[str, tuple[str, ...]] = {
    "plain": (
        "-xmp-dc:creator=Jürgen Müller", "-xmp-dc:rights=© Müller", "-xmp-dc:title=Stadtkirche",
        "-xmp-dc:description=Die Kirche über der Stadt", "-xmp-dc:subject=Kirche",
        "-xmp-dc:subject=Mühlhausen", "-xmp-xmprights:usageterms=Nur redaktionell",
        "-xmp-xmprights:webstatement=https://example.org/lizenz", "-xmp-photoshop:credit=© M / P",
        "-xmp-photoshop:source=Pool", "-xmp-photoshop:headline=Überschrift",
        "-xmp-photoshop:datecreated=2015:07:11 11:18:19+02:00", "-exif:make=Canon",
        "-exif:model=Canon EOS 600D", "-orientation#=6", "-gpslatitude=51.2083",
        "-gpslatituderef=N", "-gpslongitude=10.4525", "-gpslongituderef=E",
    ),
    "exif": (
        "-exif:artist=Jürgen Müller; Eva Groß", "-exif:copyright=© Müller",
        "-exif:imagedescription=Die Kirche über der Stadt", "-exif:make=NIKON CORPORATION   ",
        "-exif:model=NIKON D90", "-orientation#=8", "-datetimeoriginal=2015:07:11 11:18:19",
    ),
    "exif_moment": (
        "-datetimeoriginal=2015:07:11 11:18:19", "-offsettimeoriginal=+02:00",
        "-subsectimeoriginal=52",
    ),
    "exif_capture_only": ("-datetimeoriginal=2001:01:02 03:04:05",),
    "exif_two_notices": ("-exif:copyright=Jürgen Müller\nVerlag Groß",),
    "exif_blank": (
        "-exif:artist= ", "-exif:copyright=", "-exif:imagedescription=   ", "-exif:make=   ",
        "-datetimeoriginal#=    :  :     :  :  ", "-orientation#=1",
    ),
    "south_west": (
        "-gpslatitude=33.8688197", "-gpslatituderef=S", "-gpslongitude=70.6692655",
        "-gpslongituderef=W",
    ),
    "equator": (
        "-gpslatitude=0", "-gpslatituderef=N", "-gpslongitude=0.000278", "-gpslongituderef=W",
    ),
    "xmp_position": ("-xmp-exif:gpslatitude=-33.8688", "-xmp-exif:gpslongitude=-70.6692"),
    "languages": (
        "-xmp-dc:title=Kirche", "-xmp-dc:title-en=Church", "-xmp-dc:title-de-DE=Die Kirche",
        "-xmp-dc:description-fr=Église", "-xmp-dc:description=Kirche",
        "-xmp-xmprights:usageterms=Frei", "-xmp-xmprights:usageterms-en=Free",
    ),
    "several": (
        "-xmp-dc:creator=Eva Groß", "-xmp-dc:creator=Jürgen Müller", "-xmp-dc:subject=a",
        "-xmp-dc:subject=b, c", "-xmp-dc:subject=2026", "-xmp-dc:subject=ä",
    ),
    "mirrors": (
        "-xmp-tiff:make=FUJIFILM", "-xmp-tiff:model=X-T5", "-xmp-tiff:orientation#=3",
        "-xmp-photoshop:datecreated=2015:07",
    ),
    "year": ("-xmp-photoshop:datecreated=1932",),
    "disagreeing": (
        "-xmp-dc:title=Aus XMP", "-iptc:objectname=Aus IIM", "-exif:artist=Aus EXIF",
        "-xmp-dc:creator=Aus XMP", "-iptc:by-line=Aus IIM", "-exif:copyright=Aus EXIF",
        "-iptc:copyrightnotice=Aus IIM", "-iptc:keywords=eins", "-iptc:keywords=zwei",
        "-exif:imagedescription=Aus EXIF", "-iptc:caption-abstract=Aus IIM",
    ),
    "iim_latin": (
        "-iptc:by-line=Jürgen Müller", "-iptc:by-line=Eva Groß", "-iptc:objectname=Größe",
        "-iptc:keywords=Straße", "-iptc:keywords=Mühlhausen", "-iptc:caption-abstract=„Über“ – uns",
        "-iptc:copyrightnotice=© Müller", "-iptc:credit=Müller / Pool", "-iptc:headline=Fuß",
        "-iptc:datecreated=2015:07:11", "-iptc:timecreated=11:18:19+02:00",
    ),
    "iim_utf8": (
        "-iptc:codedcharacterset=UTF8", "-iptc:by-line=Jürgen Müller", "-iptc:objectname=日本の秋",
        "-iptc:keywords=Straße", "-iptc:caption-abstract=Über uns", "-iptc:source=Löwe",
        "-iptc:datecreated=2015:07:11",
    ),
    "big_endian": (
        "-exifbyteorder=MM", "-exif:artist=Jürgen", "-exif:model=Große Kamera", "-orientation#=5",
        "-datetimeoriginal=2015:07:11 11:18:19", "-gpslatitude=51.5", "-gpslatituderef=S",
        "-gpslongitude=10.25", "-gpslongituderef=W",
    ),
    "large": ("-xmp-dc:description=" + "Länge läuft. " * 8000, "-xmp-dc:title=Lang"),
}  # fmt: skip
COMPRESSED = ("-z", "-xmp-dc:title=Gepackt", "-exif:artist=Jürgen", "-xmp-dc:subject=ä")


def odd_files(folder: Path, *, chance: int = 0) -> list[Path]:
    """Write every variant into every format, and ``chance`` files of chance values."""
    blank = {name: make_photo(64, 48, name) for name in FORMATS}
    orders = [(name, kind, tags) for name in blank for kind, tags in VARIANTS.items()]
    orders.append(("PNG", "compressed", COMPRESSED))
    dice = random.Random(5)
    for number in range(chance):
        name = dice.choice(list(FORMATS))
        orders.append((name, f"chance{number}", tuple(_chance_tags(dice))))
    paths, script = [], list[str]()
    for name, kind, tags in orders:
        path = folder / f"{kind}.{FORMATS[name][1]}"
        path.write_bytes(blank[name])
        paths.append(path)
        script += ["-E", "-q", "-q", "-m", "-overwrite_original", *map(_line, tags), str(path)]
        script.append("-execute")
    orders_file = folder / "orders.txt"
    orders_file.write_text("\n".join(script), encoding="utf-8")
    exiftool("-@", orders_file)
    return paths


def _line(tag: str) -> str:
    """One argument as exiftool reads it from a file: HTML entities keep what a line cannot."""
    name, _, value = tag.partition("=")
    value = value.replace("&", "&amp;").replace("\n", "&#xa;").replace(" ", "&#x20;")
    return f"{name}={value}" if value else tag


_CHANCE_TEXTS = (
    "xmp-dc:rights", "xmp-dc:title", "xmp-dc:description", "xmp-xmprights:usageterms",
    "iptc:objectname", "iptc:caption-abstract", "iptc:headline", "exif:copyright",
    "exif:imagedescription", "exif:make", "exif:model", "xmp-photoshop:credit", "exif:artist",
)  # fmt: skip
_CHANCE_LISTS = ("xmp-dc:creator", "xmp-dc:subject", "iptc:by-line", "iptc:keywords")


def _chance_tags(dice: random.Random) -> list[str]:
    def perhaps(likely: float, *tags: str) -> tuple[str, ...]:
        return tags if dice.random() < likely else ()

    tags = [
        each for tag in _CHANCE_TEXTS for each in perhaps(0.45, f"-{tag}={dice.choice(_WORDS)}")
    ]
    for tag in _CHANCE_LISTS:
        words = [f"-{tag}={dice.choice(_WORDS)}" for _ in range(dice.randint(1, 4))]
        tags += perhaps(0.4, *words)
    tags += perhaps(0.5, "-iptc:codedcharacterset=UTF8")
    taken, offset = dice.choice(_DATES), dice.choice(_OFFSETS)
    tags += perhaps(0.5, f"-datetimeoriginal={taken}", f"-offsettimeoriginal={offset}")
    tags += perhaps(0.3, f"-xmp-photoshop:datecreated={dice.choice(_DATES)}{offset}")
    tags += perhaps(0.5, f"-orientation#={dice.randint(1, 8)}")
    tags += perhaps(
        0.5,
        f"-gpslatitude={dice.uniform(0, 90):.7f}",
        f"-gpslatituderef={dice.choice('NS')}",
        f"-gpslongitude={dice.uniform(0, 180):.7f}",
        f"-gpslongituderef={dice.choice('EW')}",
    )
    return [*tags, *perhaps(0.4, "-exifbyteorder=MM")]
