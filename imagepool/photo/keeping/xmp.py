"""The properties of the original's own XMP that go out with it, beside those of the pool."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count
from xml.sax.saxutils import escape, quoteattr

from imagepool.photo.keeping.privacy_list import (
    OTHER_KEYWORDS,
    OWNED_IN_XMP,
    UNREADABLE,
    private_in_xmp,
)
from imagepool.photo.keeping.said import Said
from imagepool.photo.metadata.namespaces import NAMESPACES
from imagepool.photo.metadata.rdf import properties_of, texts_of
from imagepool.photo.metadata.xmp_tree import MOST_EVENTS, Node, parse_packet
from imagepool.photo.packet import Packet

__all__ = ["keep_xmp"]

# Hierarchies of keywords, as cataloging programs write them.
_COPIES_OF_KEYWORDS = frozenset(
    {
        "{http://ns.adobe.com/lightroom/1.0/}hierarchicalSubject",
        "{http://ns.adobe.com/lightroom/1.0/}weightedFlatSubject",
        "{http://www.digikam.org/ns/1.0/}TagsList",
        "{http://ns.microsoft.com/photo/1.0/}LastKeywordXMP",
        "{http://ns.microsoft.com/photo/1.0/}LastKeywordIPTC",
        "{http://ns.iview-multimedia.com/mediapro/1.0/}CatalogSets",
        "{http://ns.acdsee.com/iptc/1.0/}categories",
        "{http://ns.acdsee.com/iptc/1.0/}keywords",
    }
)
_DECLARED = re.compile(rb"""xmlns:([A-Za-z_][\w.-]*)\s*=\s*["']([^"']+)["']""")
_END = b"</rdf:RDF>"
_MOST_EVENTS = 4 * MOST_EVENTS  # histories of edits run to a megabyte
_LARGEST_SEGMENT = 65_400  # bytes of XMP in one JPEG segment
_NOTE = "http://ns.adobe.com/xmp/note/"


def keep_xmp(
    packet: Packet,
    before: tuple[bytes, ...],
    ours: Said,
    left_out: set[str],
    *,
    cut: bool,
) -> Packet:
    """Return the packet with the properties that stay of the packets ``before`` beside its own.

    What stays behind is noted in ``left_out``; ``ours`` is what the packet says. ``cut`` puts into
    ``extension`` what does not fit into one JPEG segment.
    """
    kept = _kept(before, ours, left_out)
    if not kept:
        return packet
    prefixes = _Prefixes(before)
    body = "\n".join(_element(node, prefixes) for node in kept.values())
    description = f'<rdf:Description rdf:about=""{prefixes.declarations()}>\n{body}\n'
    foreign = (description + "</rdf:Description>\n").encode()
    whole = packet.xmp.replace(_END, foreign + _END)
    if len(whole) <= _LARGEST_SEGMENT or not cut:
        return replace(packet, xmp=whole)
    rdf = NAMESPACES["rdf"].encode()
    extension = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="%b">\n%b%b</x:xmpmeta>'
    extension %= (rdf, foreign, _END)
    guid = hashlib.md5(extension, usedforsecurity=False).hexdigest().upper()
    note = (
        f'<rdf:Description rdf:about="" xmlns:xmpNote="{_NOTE}" xmpNote:HasExtendedXMP="{guid}"/>\n'
    )
    named = packet.xmp.replace(_END, note.encode() + _END)
    return replace(packet, xmp=named, extension=extension)


def _kept(before: tuple[bytes, ...], ours: Said, left_out: set[str]) -> dict[str, Node]:
    found: dict[str, Node] = {}
    most = _MOST_EVENTS
    for each in before:
        tree = parse_packet(each, most, whole=True)
        most -= tree.events
        if tree.trouble:
            left_out.add(UNREADABLE)
        for name, node in properties_of(tree.root).items():
            found.setdefault(name, node)
    kept = dict(_sorted_out(found, ours, left_out))
    copies = _COPIES_OF_KEYWORDS.intersection(kept)
    if copies and not _keywords(found) <= _keywords(ours.properties):
        left_out.add(OTHER_KEYWORDS)
        return {name: node for name, node in kept.items() if name not in copies}
    return kept


def _sorted_out(
    found: Mapping[str, Node], ours: Said, left_out: set[str]
) -> Iterator[tuple[str, Node]]:
    for name, node in found.items():
        if name in OWNED_IN_XMP or name in ours.properties:
            continue
        code = private_in_xmp(name)
        if code:
            left_out.add(code)
        elif _is_fit(name):
            yield name, node


def _is_fit(name: str) -> bool:
    return name.startswith("{") or (":" in name and not name.startswith(("rdf:", "x:", "xml:")))


def _keywords(properties: Mapping[str, Node]) -> set[str]:
    return {" ".join(text.split()) for text in texts_of(properties.get("dc:subject"))}


class _Prefixes:
    """Names for namespaces: the usual prefix, else the one that the original used."""

    def __init__(self, packets: tuple[bytes, ...]) -> None:
        declared = (pair for packet in packets for pair in _DECLARED.findall(packet))
        self._wished = {uri.decode(errors="replace"): name.decode() for name, uri in declared}
        self._used: dict[str, str] = {}  # prefix -> URI
        self._free = (f"ns{number}" for number in count(1))

    def short(self, name: str) -> str:
        """Return "{uri}local" or "dc:title" with a prefix that will be declared."""
        if not name.startswith("{"):
            prefix, _, _local = name.partition(":")
            if prefix in NAMESPACES:
                self._used.setdefault(prefix, NAMESPACES[prefix])
            return name
        uri, _, local = name[1:].rpartition("}")
        wished = self._wished.get(uri, "")
        taken = wished in NAMESPACES or self._used.get(wished, uri) != uri
        known = next((prefix for prefix, at in self._used.items() if at == uri), "")
        prefix = known or (wished if wished and not taken else next(self._free))
        self._used[prefix] = uri
        return f"{prefix}:{local}"

    def declarations(self) -> str:
        """Return the declarations of all prefixes used so far, of RDF and XML none."""
        used = sorted(self._used.items())
        return "".join(f" xmlns:{name}={quoteattr(uri)}" for name, uri in used if name not in _XML)


_XML = frozenset({"rdf", "xml"})


def _element(node: Node, prefixes: _Prefixes) -> str:
    name = prefixes.short(node.name)
    attributes = "".join(
        f" {prefixes.short(each)}={quoteattr(value)}" for each, value in node.attributes.items()
    )
    inner = "".join(_element(child, prefixes) for child in node.children) or escape(node.text)
    return f"<{name}{attributes}>{inner}</{name}>" if inner else f"<{name}{attributes}/>"
