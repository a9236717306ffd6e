"""Photo files of all kinds for the writers' tests, and what must not change in them."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import cv2
import numpy as np
from PIL import Image, ImageCms

from imagepool.photo.packet import build_packet
from tests.making import make_image, make_photo, make_pixels
from tests.photo.delivered import ASSET_ID, DESCRIPTION, RIGHTS
from tests.photo.exiftool import exiftool

PACKET = build_packet(ASSET_ID, DESCRIPTION, RIGHTS)
SECRET = b"GEHEIM-4711"
ICC = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
LARGE_ICC = (len(ICC) + 150_000).to_bytes(4) + ICC[4:] + bytes(150_000)
SIZE = 96, 72

_HIDDEN = SECRET.decode()
SECRET_TAGS = (
    f"-xmp-dc:creator={_HIDDEN}", f"-xmp-mwg-rs:regionname={_HIDDEN}",
    f"-xmp-xmpmm:documentid={_HIDDEN}",
    f"-xmp-iptcext:personinimage={_HIDDEN}", f"-exif:usercomment={_HIDDEN}",
    f"-exif:ownername={_HIDDEN}", f"-exif:serialnumber={_HIDDEN}", f"-exif:software={_HIDDEN}",
    f"-exif:xpkeywords={_HIDDEN}", f"-iptc:keywords={_HIDDEN}", f"-comment={_HIDDEN}",
    f"-png:author={_HIDDEN}", f"-gpsareainformation={_HIDDEN}", "-gpslatitude=51.2087",
    "-gpslatituderef=N", "-gpslongitude=10.4529", "-gpslongituderef=E",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """What a decoder makes of a file."""

    pixels: bytes
    mode: str
    size: tuple[int, int]
    icc: bytes | None
    orientation: int
    frames: int


def look_of(data: bytes, *, frames: int | None = None) -> Look:
    """Decode a file; ``frames`` is the number expected where it may change."""
    import pillow_heif  # noqa: PLC0415 -- an extra

    pillow_heif.register_heif_opener()
    with Image.open(io.BytesIO(data)) as image:
        return Look(
            pixels=image.tobytes(),
            mode=image.mode,
            size=image.size,
            icc=image.info.get("icc_profile") or None,
            orientation=image.getexif().get(0x0112, 1),
            frames=frames or int(getattr(image, "n_frames", 1)),
        )


def _drawn(format: str, **options: Any) -> Callable[[], bytes]:  # noqa: A002 -- Pillow's word
    return lambda: make_photo(*SIZE, format, **options)


def _deep(extension: str) -> Callable[[], bytes]:
    """Draw 16 bits a channel, which Pillow does not write in color."""

    def make() -> bytes:
        done, coded = cv2.imencode(extension, make_pixels(*SIZE).astype(np.uint16) * 257)
        assert done
        return coded.tobytes()

    return make


def _animated(format: str) -> Callable[[], bytes]:  # noqa: A002 -- Pillow's word
    def make() -> bytes:
        stream = io.BytesIO()
        frames = [make_image(*SIZE, seed=seed) for seed in range(3)]
        frames[0].save(stream, format, save_all=True, append_images=frames[1:], duration=100)
        return stream.getvalue()

    return make


KINDS: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "jpeg": ("JPEG", _drawn("JPEG", icc_profile=ICC, dpi=(300, 300))),
    "jpeg_turned": ("JPEG", _drawn("JPEG", orientation=6)),
    "jpeg_progressive": ("JPEG", _drawn("JPEG", progressive=True, orientation=8)),
    "jpeg_gray": ("JPEG", _drawn("JPEG", mode="L")),
    "jpeg_cmyk": ("JPEG", _drawn("JPEG", mode="CMYK", orientation=3)),
    "jpeg_restarts": ("JPEG", _drawn("JPEG", restart_marker_rows=1)),
    "jpeg_large_profile": ("JPEG", _drawn("JPEG", icc_profile=LARGE_ICC)),
    "png": ("PNG", _drawn("PNG", icc_profile=ICC, dpi=(300, 300))),
    "png_alpha": ("PNG", _drawn("PNG", mode="RGBA", orientation=6)),
    "png_palette": ("PNG", _drawn("PNG", mode="P", transparency=3)),
    "png_gray_16": ("PNG", _drawn("PNG", mode="I;16")),
    "png_16": ("PNG", _deep(".png")),
    "png_animated": ("PNG", _animated("PNG")),
    "webp": ("WEBP", _drawn("WEBP")),
    "webp_profile": ("WEBP", _drawn("WEBP", icc_profile=ICC, orientation=5)),
    "webp_alpha": ("WEBP", _drawn("WEBP", mode="RGBA")),
    "webp_lossless": ("WEBP", _drawn("WEBP", lossless=True)),
    "webp_lossless_alpha": ("WEBP", _drawn("WEBP", lossless=True, mode="RGBA", exact=True)),
    "webp_animated": ("WEBP", _animated("WEBP")),
    "tiff": ("TIFF", _drawn("TIFF", icc_profile=ICC, dpi=(300, 300))),
    "tiff_lzw": ("TIFF", _drawn("TIFF", compression="tiff_lzw", orientation=6)),
    "tiff_jpeg": ("TIFF", _drawn("TIFF", compression="jpeg")),
    "tiff_deflate_alpha": ("TIFF", _drawn("TIFF", compression="tiff_deflate", mode="RGBA")),
    "tiff_cmyk": ("TIFF", _drawn("TIFF", mode="CMYK")),
    "tiff_palette": ("TIFF", _drawn("TIFF", mode="P")),
    "tiff_fax": ("TIFF", _drawn("TIFF", mode="1", compression="group4")),
    "tiff_16": ("TIFF", _deep(".tiff")),
    "tiff_big": ("TIFF", _drawn("TIFF", big_tiff=True)),
    "tiff_tiles": ("TIFF", lambda: make_tiled_tiff("little")),
    "tiff_tiles_big_endian": ("TIFF", lambda: make_tiled_tiff("big")),
    "avif": ("AVIF", _drawn("AVIF", icc_profile=ICC)),
    "avif_alpha": ("AVIF", _drawn("AVIF", mode="RGBA", orientation=6)),
    "avif_fine": ("AVIF", _drawn("AVIF", subsampling="4:4:4", orientation=7)),
    "heic": ("HEIC", _drawn("HEIC", icc_profile=ICC)),
    "heic_alpha": ("HEIC", _drawn("HEIC", mode="RGBA", orientation=6)),
}
"""Kind of file -> its format and how it is drawn."""


def make_tiled_tiff(order: Literal["little", "big"], *, side: int = 64) -> bytes:
    """A deflated RGB TIFF of two tiles, which Pillow does not write."""
    pixels = make_pixels(2 * side, side)
    tiles = [zlib.compress(pixels[:, at : at + side].tobytes()) for at in (0, side)]
    short: dict[int, Sequence[int]] = {
        256: [2 * side], 257: [side], 258: [8, 8, 8], 259: [8], 262: [2], 277: [3], 284: [1],
        322: [side], 323: [side],
    }  # fmt: skip
    first = len(tiles[0])
    longs: dict[int, Sequence[int]] = {324: [8, 8 + first], 325: [len(each) for each in tiles]}
    start = 8 + sum(map(len, tiles))
    heap, table = b"", b""
    free = start + 6 + 12 * (len(short) + len(longs))
    for tag, values in sorted({**short, **longs}.items()):
        kind, unit = (3, 2) if tag in short else (4, 4)
        value = b"".join(each.to_bytes(unit, order) for each in values)
        if len(value) > 4:
            place = (free + len(heap)).to_bytes(4, order)
            heap, value = heap + value, place
        head = (tag, 2), (kind, 2), (len(values), 4)
        table += b"".join(number.to_bytes(size, order) for number, size in head)
        table += value.ljust(4, b"\0")
    mark = b"II*\0" if order == "little" else b"MM\0*"
    count = (len(short) + len(longs)).to_bytes(2, order)
    return b"".join((mark, start.to_bytes(4, order), *tiles, count, table, bytes(4), heap))


def with_secrets(
    files: Mapping[str, bytes], folder: Path, tags: Sequence[str] = SECRET_TAGS
) -> dict[str, bytes]:
    """Let exiftool write what must not go out into each file, as far as the format takes it."""
    thumbnail = folder / "thumbnail.jpg"
    thumbnail.write_bytes(make_photo(32, 24, comment=SECRET))
    paths = {kind: folder / f"{kind}.{KINDS[kind][0].lower()}" for kind in files}
    for kind, data in files.items():
        paths[kind].write_bytes(data)
    exiftool("-q", "-overwrite_original", "-m", *tags, *paths.values())
    tagged = [paths[kind] for kind in files if KINDS[kind][0] in {"JPEG", "TIFF"}]
    exiftool("-q", "-overwrite_original", "-m", f"-thumbnailimage<={thumbnail}", *tagged)
    return {kind: path.read_bytes() for kind, path in paths.items()}
