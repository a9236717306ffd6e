"""An XMP packet as a tree of elements, as much of it as can be read.

Source: XMP Specification, part 1, 7. Real packets are often not quite XML: cut off, in the wrong
encoding, with stray ampersands, with prefixes that nobody declared. What stands before the place
where nothing more can be made of a packet is kept.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape
from html.entities import html5
from itertools import islice
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from imagepool.photo.metadata.namespaces import NAMESPACES, qualified
from imagepool.photo.metadata.reading import latin

__all__ = ["MOST_EVENTS", "Node", "Tree", "parse_packet"]

MOST_EVENTS = 50_000
"""Elements and pieces of text that the packets of one file may have together."""

_MOST_BYTES = 2 << 20
_MOST_MENDS = 50_000
_DEEPEST = 40

_ENCODINGS = (
    # byte order marks, and what "<?" or "<x" looks like without one
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_ENTITIES = "it declares entities, which are not followed"
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile("[\udc80-\udcff]+")
_DECLARATIONS = {
    "<?xml ": re.compile(r"<\?xml\s[^>]*+>"),
    "<!DOCTYPE": re.compile(r"<!DOCTYPE[^\[>]*+(?:\[[^\]]*+\])?+[^>]*+>"),
}
_STRAY = re.compile(r"&(?!(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|amp|lt|gt|quot|apos);)(\w{1,24};)?")
_NUMBER = re.compile(r"&#(?:(\d{1,7})|x([0-9A-Fa-f]{1,6}));")
_PREFIX = re.compile(r"<([A-Za-z_][\w.-]*):|\s([A-Za-z_][\w.-]*):[\w.-]+\s*=")
_DECLARED = re.compile(r"\sxmlns:([A-Za-z_][\w.-]*)\s*=")
_BINARY = re.compile(rb"(?<![A-Za-z0-9+/=])[A-Za-z0-9+/=]{50000,}")  # depth maps, previews
_FIRST_TAG = re.compile(r"<[A-Za-z_][\w:.-]*")


class Node:
    """One element: its name with the usual prefix ("dc:title"), attributes, children, text."""

    __slots__ = ("attributes", "children", "name", "pieces")

    def __init__(self, name: str, attributes: Mapping[str, str], text: str = "") -> None:
        self.name = name
        self.attributes = attributes
        self.children: list[Node] = []
        self.pieces = [text]

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    def walk(self) -> Iterator[Node]:
        """Walk this element and all below it, in the order of the packet."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))


@dataclass(frozen=True, slots=True)
class Tree:
    """What could be read of a packet, what is wrong with it ("" if nothing), and its size."""

    root: Node
    trouble: str
    events: int


class _EnoughError(Exception):
    """A packet has more elements than any honest one."""


class _Growth:
    """Builds the tree; it stands at any moment, so that an error loses only what follows."""

    def __init__(self, most: int, *, whole: bool) -> None:
        self.root = Node("", {})
        self.events = 0
        self._most = most
        self._whole = whole
        self._path = [self.root]
        self._deeper = 0
        self.too_deep = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._count()
        name, parent = qualified(tag), self._path[-1].name
        # What nobody asks for is passed over: edit history, settings of a RAW converter.
        foreign = not self._whole and name.startswith("{") and parent == "rdf:Description"
        if self._deeper or foreign or len(self._path) > _DEEPEST:
            self.too_deep |= not (self._deeper or foreign)
            self._deeper += 1
            return
        node = Node(name, {qualified(name): value for name, value in attributes.items()})
        self._path[-1].children.append(node)
        self._path.append(node)

    def end(self, _tag: str) -> None:
        if self._deeper:
            self._deeper -= 1
        else:
            self._path.pop()

    def data(self, text: str) -> None:
        self._count()
        # Only leaves have text that counts; between elements it is indentation.
        if not self._deeper and not self._path[-1].children:
            self._path[-1].pieces.append(text)

    def close(self) -> Node:
        return self.root

    def _count(self) -> None:
        self.events += 1
        if self.events > self._most:
            raise _EnoughError


def parse_packet(packet: bytes, most: int = MOST_EVENTS, *, whole: bool = False) -> Tree:
    """Return the packet's tree, of at most so many elements and pieces of text.

    ``whole`` keeps the properties of namespaces that the pool does not know.
    """
    text = _decoded(_readable(packet))
    tree = _parsed(text, most, whole=whole)
    if not tree.trouble or tree.events > most:
        return tree
    mended = _parsed(_mended(text), most, whole=whole)
    if tree.trouble == _ENTITIES:  # what they stood for is lost
        mended = replace(mended, trouble=mended.trouble or _ENTITIES)
    return mended if mended.events >= tree.events else tree


def _readable(packet: bytes) -> bytes:
    """Return the packet without embedded pictures, and no more of it than is ever honest."""
    if len(packet) > _MOST_BYTES:
        packet = _BINARY.sub(b"", packet)
    return packet[:_MOST_BYTES]


def _decoded(packet: bytes) -> str:
    head = packet.lstrip(b"\r\n\t ") if packet[:1] in b"\r\n\t " else packet
    codec = next((name for mark, name in _ENCODINGS if head.startswith(mark)), "utf-8")
    if codec == "utf-8":
        text = head.decode("utf-8", "surrogateescape")
        text = _ESCAPED.sub(_as_latin, text, _MOST_MENDS)
    else:
        text = head.decode(codec, "replace")
    text = _NO_XML.sub("", text)
    return text[max(0, text.find("<")) :]


def _as_latin(bad: re.Match[str]) -> str:
    return latin(bad[0].encode("utf-8", "surrogateescape"))


def _parsed(text: str, most: int, *, whole: bool) -> Tree:
    growth, trouble = _Growth(most, whole=whole), ""
    parser = DefusedXMLParser(target=growth)
    try:
        parser.feed(text)
        parser.close()
    except _EnoughError:
        trouble = "it has too many elements"
    except DefusedXmlException:
        trouble = _ENTITIES
    except (ParseError, ValueError) as error:
        trouble = str(error)
    if growth.too_deep:
        trouble = trouble or "it is nested too deeply"
    return Tree(growth.root, trouble, growth.events)


def _mended(text: str) -> str:
    """Return the packet with what real programs get wrong put right."""
    for begin, declaration in _DECLARATIONS.items():
        found = declaration.match(text, max(0, text.find(begin)))
        text = text[: found.start()] + text[found.end() :] if found else text
    text = _STRAY.sub(_entity, text, _MOST_MENDS)
    text = _NUMBER.sub(_character, text, _MOST_MENDS)
    used = {found[1] or found[2] for found in islice(_PREFIX.finditer(text), _MOST_MENDS)}
    missing = sorted(used - set(_DECLARED.findall(text)) - {"xml", "xmlns"})[:100]
    declared = "".join(
        f' xmlns:{name}="{NAMESPACES.get(name, "undeclared:" + name)}"' for name in missing
    )
    first = _FIRST_TAG.search(text)
    return text[: first.end()] + declared + text[first.end() :] if first else text


def _entity(stray: re.Match[str]) -> str:
    known = html5.get(stray[1] or "", "")
    return escape(known) if known else "&amp;" + (stray[1] or "")


def _character(number: re.Match[str]) -> str:
    code = int(number[1]) if number[1] else int(number[2], 16)
    fit = code in {9, 10, 13} or (32 <= code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF)
    return number[0] if fit and code not in {0xFFFE, 0xFFFF} else ""
