"""What the pool's own packet says, parsed when first asked for: most originals ask nothing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from imagepool.photo.metadata.rdf import in_best_language, properties_of, text_of, texts_of
from imagepool.photo.metadata.xmp_tree import Node, parse_packet

__all__ = ["Said"]


class Said:
    """The properties of one XMP packet."""

    def __init__(self, xmp: bytes) -> None:
        self._xmp = xmp

    @cached_property
    def properties(self) -> Mapping[str, Node]:
        """By qualified name, such as "dc:subject"."""
        return properties_of(parse_packet(self._xmp).root)

    @cached_property
    def words(self) -> Mapping[str, str]:
        """Title, headline, caption, creator and keywords, of which Windows keeps copies in EXIF."""
        said = self.properties
        return {
            "title": in_best_language(said.get("dc:title")),
            "caption": in_best_language(said.get("dc:description")),
            "creator": ";".join(texts_of(said.get("dc:creator"))),
            "keywords": ";".join(texts_of(said.get("dc:subject"))),
            "headline": text_of(said.get("photoshop:Headline")),
        }
