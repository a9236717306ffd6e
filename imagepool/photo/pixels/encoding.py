"""Pixels to files that carry their rights and their color space."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

import cv2
import numpy as np
import simplejpeg
from PIL import Image

from imagepool.photo.packet import Packet
from imagepool.photo.pixels.color import SRGB
from imagepool.photo.pixels.pixels import Pixels
from imagepool.photo.pixels.planes import Ycc

_JFIF = 20  # bytes of SOI and the JFIF segment that libjpeg-turbo begins every file with
_LARGEST = 65_533  # bytes that one segment can hold
_WEBP_METHOD = 2  # 4 takes three times as long for 2 % fewer bytes


def encode_jpeg(planes: Ycc, packet: Packet, *, quality: int, dpi: int) -> bytes:
    """Return a baseline JPEG, 4:2:0, with EXIF, XMP, IPTC-IIM and ICC segments in front."""
    plain = _coded(planes, quality)
    density = struct.pack(">BHH", 1, dpi, dpi)  # JFIF 1.02: unit 1 is dots per inch
    segments = b"".join(_segments(packet))
    return b"".join((plain[:13], density, plain[18:_JFIF], segments, plain[_JFIF:]))


def _coded(planes: Ycc, quality: int) -> bytes:
    """Encode planes of any size.

    The encoder reads luma two by two and so past the end of an odd side. It gets one pixel more,
    and the header then says how many there are: both sizes fill the same number of blocks.
    """
    height, width = planes.y.shape
    luma = cv2.copyMakeBorder(planes.y, 0, height % 2, 0, width % 2, cv2.BORDER_REPLICATE)
    y, cb, cr = (np.ascontiguousarray(plane) for plane in (luma, planes.cb, planes.cr))
    coded = bytearray(simplejpeg.encode_jpeg_yuv_planes(y, cb, cr, quality=quality))
    frame = coded.index(b"\xff\xc0\x00\x11\x08", _JFIF)
    struct.pack_into(">HH", coded, frame + 5, height, width)
    return bytes(coded)


def encode_webp(pixels: Pixels, packet: Packet, *, quality: int) -> bytes:
    """Return a lossy WebP of HxWx3 RGB with EXIF, XMP and ICC chunks."""
    stream = io.BytesIO()
    Image.fromarray(pixels).save(
        stream,
        "WEBP",
        quality=quality,
        method=_WEBP_METHOD,
        exif=packet.exif,
        xmp=packet.xmp,
        icc_profile=SRGB,
    )
    return stream.getvalue()


def _segments(packet: Packet) -> Iterator[bytes]:
    """Yield APP1 (EXIF, XMP), APP13 (IIM in Photoshop's resource 0x0404), APP2 (ICC)."""
    if packet.exif:
        yield _segment(0xE1, b"Exif\0\0" + packet.exif)
    if packet.xmp:
        yield _segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + packet.xmp)
    if packet.iim:
        padding = b"\0" * (len(packet.iim) % 2)
        resource = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(packet.iim)) + packet.iim + padding
        yield _segment(0xED, b"Photoshop 3.0\0" + resource)
    yield _segment(0xE2, b"ICC_PROFILE\0\x01\x01" + SRGB)


def _segment(marker: int, payload: bytes) -> bytes:
    assert len(payload) <= _LARGEST  # the packet's builders keep within it
    return struct.pack(">BBH", 0xFF, marker, len(payload) + 2) + payload
