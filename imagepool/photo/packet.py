"""The packet: all metadata that the pool writes into a picture, built anew from the catalogue.

A rendition carries nothing else: what is not named here (position, serial numbers, maker notes,
persons who did not consent to be named, face regions, edit history) does not go out. A delivered
original also keeps what it said of itself, as far as ``keeping`` lets it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from imagepool.asset import Description, RightsStatement
from imagepool.photo.packets.exif import exif_block
from imagepool.photo.packets.iim import iim_stream
from imagepool.photo.packets.xmp import xmp_packet

__all__ = ["Packet", "build_packet"]


@dataclass(frozen=True, slots=True)
class Packet:
    """The same statements three times, for readers of XMP, of EXIF and of IPTC-IIM."""

    xmp: bytes  # a whole <?xpacket ...?>, UTF-8, at most 60 000 bytes: fits one JPEG segment
    exif: bytes  # a bare TIFF block ("II*\0..."); Orientation is left to whoever embeds it
    iim: bytes  # IIM data sets, 1:90 (UTF-8) first; goes into Photoshop resource 0x0404
    stamp: str  # 16 hex digits, the same for the same content
    extension: bytes = b""  # XMP beyond one JPEG segment; only where an original's own is kept

    @property
    def blocks(self) -> tuple[bytes, bytes, bytes]:
        return self.xmp, self.exif, self.iim


def build_packet(
    asset_id: str,
    description: Description,
    rights: RightsStatement,
    *,
    minimal: bool = False,
) -> Packet:
    """Return the packet for one asset; the same values always give the same bytes.

    ``minimal`` leaves only the rights: for small renditions, where five kilobytes of metadata
    would outweigh the picture. Texts beyond what a field can hold are cut on a whole letter.
    """
    words = Description() if minimal else description
    blocks = (
        xmp_packet(asset_id, words, rights, minimal=minimal),
        exif_block(asset_id, words, rights),
        iim_stream(asset_id, words, rights),
    )
    return Packet(*blocks, stamp=_stamp(blocks))


def _stamp(blocks: tuple[bytes, ...]) -> str:
    digest = hashlib.sha256()
    for block in blocks:
        digest.update(len(block).to_bytes(8))
        digest.update(block)
    return digest.hexdigest()[:16]
