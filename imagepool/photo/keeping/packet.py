"""The packet of a delivered original: the pool's own, with what stays of the original beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from imagepool.photo.containers.blocks import Blocks
from imagepool.photo.containers.carrying import carried_over
from imagepool.photo.keeping.exif import keep_exif
from imagepool.photo.keeping.iim import keep_iim
from imagepool.photo.keeping.privacy_list import UNREADABLE
from imagepool.photo.keeping.xmp import keep_xmp
from imagepool.photo.metadata.rdf import in_best_language, properties_of, text_of, texts_of
from imagepool.photo.metadata.xmp_tree import Node, parse_packet
from imagepool.photo.packet import Packet

__all__ = ["keep", "words_of"]


def keep(packet: Packet, before: Blocks, name: str, left_out: set[str]) -> Packet:
    """Return the packet for a file of the format ``name`` whose metadata were ``before``.

    What stays behind is noted in ``left_out``. A TIFF file is its own EXIF block: its writer keeps
    the tags.
    """
    if any(trouble.block != "container" for trouble in before.troubles):
        left_out.add(UNREADABLE)
    ours = properties_of(parse_packet(packet.xmp).root)
    packet = keep_xmp(packet, before.xmp, ours, left_out, cut=name == "JPEG")
    exif = packet.exif
    if name != "TIFF":
        exif = keep_exif(before.exif, packet.exif, words_of(ours), left_out)
    if exif is packet.exif:  # the original has none; the orientation may stand in its XMP
        exif = carried_over(before, packet.exif)
    return replace(packet, exif=exif, iim=keep_iim(packet.iim, before.iim, left_out))


def words_of(ours: Mapping[str, Node]) -> Mapping[str, str]:
    """Return the words of which Windows keeps copies, as the packet says them."""
    return {
        "title": in_best_language(ours.get("dc:title")),
        "caption": in_best_language(ours.get("dc:description")),
        "creator": ";".join(texts_of(ours.get("dc:creator"))),
        "keywords": ";".join(texts_of(ours.get("dc:subject"))),
        "headline": text_of(ours.get("photoshop:Headline")),
    }
