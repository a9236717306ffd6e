"""The packet of a delivered original: the pool's own, with what stays of the original beside it."""

from __future__ import annotations

from dataclasses import replace

from imagepool.photo.containers.blocks import Blocks
from imagepool.photo.containers.carrying import carried_over
from imagepool.photo.keeping.exif import keep_exif
from imagepool.photo.keeping.iim import keep_iim
from imagepool.photo.keeping.privacy_list import UNREADABLE
from imagepool.photo.keeping.said import Said
from imagepool.photo.keeping.xmp import keep_xmp
from imagepool.photo.packet import Packet

__all__ = ["keep"]

_WITH_IIM = frozenset({"JPEG", "TIFF"})  # others have it where old writers left it, or nowhere


def keep(packet: Packet, before: Blocks, name: str, left_out: set[str]) -> Packet:
    """Return the packet for a file of the format ``name`` whose metadata were ``before``.

    What stays behind is noted in ``left_out``. A TIFF file is its own EXIF block: its writer keeps
    the tags.
    """
    if any(trouble.block != "container" for trouble in before.troubles):
        left_out.add(UNREADABLE)
    ours = Said(packet.xmp)
    packet = keep_xmp(packet, before.xmp, ours, left_out, cut=name == "JPEG")
    exif = packet.exif
    if name != "TIFF":
        exif = keep_exif(before.exif, packet.exif, ours, left_out)
    if exif is packet.exif:  # the original has none; the orientation may stand in its XMP
        exif = carried_over(before, packet.exif)
    iim = keep_iim(packet.iim, before.iim, left_out)
    return replace(packet, exif=exif, iim=iim if name in _WITH_IIM or before.iim else b"")
