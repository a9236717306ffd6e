"""The namespaces of XMP that facts are read from, and their usual prefixes.

Source: IPTC Photo Metadata TechReference 2025.1; XMP Specification, part 2.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

NAMESPACES: Mapping[str, str] = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "x": "adobe:ns:meta/",
    "xml": "http://www.w3.org/XML/1998/namespace",
    "cc": "http://creativecommons.org/ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "exifEX": "http://cipa.jp/exif/1.0/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
    "tiff": "http://ns.adobe.com/tiff/1.0/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
}


def _plain(uri: str) -> str:
    """Leave out what writers get wrong: the last character, and http or https."""
    return uri.rstrip("/#").replace("https://", "http://")


_PREFIXES = {_plain(uri): prefix for prefix, uri in NAMESPACES.items()}


@lru_cache(maxsize=4096)
def qualified(name: str) -> str:
    """Return the name "{uri}local" with its usual prefix; of an unknown URI, as it is.

    >>> qualified("{http://purl.org/dc/elements/1.1/}title")
    'dc:title'
    """
    uri, _, local = name.rpartition("}")
    prefix = _PREFIXES.get(_plain(uri[1:]))
    return f"{prefix}:{local}" if prefix else name
