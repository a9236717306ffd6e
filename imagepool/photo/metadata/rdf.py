"""RDF as XMP uses it: properties, arrays, structures and languages, in all their spellings.

Source: XMP Specification, part 1, 7.4 to 7.9. A property may be an attribute or an element; a
structure may be an inner rdf:Description, rdf:parseType="Resource", or attributes; an array may
stand where one value is asked for, and one value where an array is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from imagepool.photo.metadata.reading import clean
from imagepool.photo.metadata.xmp_tree import Node

__all__ = ["fields_of", "in_best_language", "items_of", "properties_of", "text_of", "texts_of"]

_ARRAYS = frozenset({"rdf:Bag", "rdf:Seq", "rdf:Alt"})
_DEFAULT = "x-default"


def properties_of(root: Node) -> dict[str, Node]:
    """Return the properties of all descriptions, by qualified name; the first that says anything.

    Without rdf:RDF (a packet broken at its start) any description counts.
    """
    found: dict[str, Node] = {}
    shells = [node for node in root.walk() if node.name == "rdf:RDF"] or [root]
    for shell in shells:
        for description in shell.children:
            for name, node in _parts(description):
                if name not in found or _is_empty(found[name]):
                    found[name] = node
    return found


def _parts(node: Node) -> Iterator[tuple[str, Node]]:
    for name, value in node.attributes.items():
        if not name.startswith(("rdf:", "xml:", "xmlns")):
            yield name, Node(name, {}, value)
    for child in node.children:
        yield child.name, child


def _is_empty(node: Node) -> bool:
    return not (node.children or clean(node.text) or node.attributes)


def text_of(node: Node | None) -> str:
    """Return a property as one text; of an array, its first item."""
    for _ in range(8):
        if node is None:
            return ""
        if "rdf:resource" in node.attributes:
            return clean(node.attributes["rdf:resource"])
        inner = next((child for child in node.children if child.name in _SHELLS), None)
        if inner is None:
            return clean(node.attributes.get("rdf:value", node.text))
        node = inner
    return ""


_SHELLS = _ARRAYS | {"rdf:li", "rdf:Description", "rdf:value"}


def items_of(node: Node | None) -> list[Node]:
    """Return the items of an array; of a single value, that value."""
    if node is None:
        return []
    array = next((child for child in node.children if child.name in _ARRAYS), None)
    if array is None:
        return [node]
    return [child for child in array.children if child.name == "rdf:li"]


def texts_of(node: Node | None) -> tuple[str, ...]:
    """Return the items of an array as texts, without empty ones."""
    return tuple(filter(None, map(text_of, items_of(node))))


def in_best_language(node: Node | None, preferred: tuple[str, ...] = ("de", "en")) -> str:
    """Return a language alternative's default, else the first preferred language, else any."""
    texts: dict[str, str] = {}
    for item in items_of(node):
        language = item.attributes.get("xml:lang", _DEFAULT).lower()
        texts.setdefault(language, text_of(item))
    for wanted in (_DEFAULT, *preferred):
        for language, text in texts.items():
            if text and (language == wanted or language.startswith(wanted + "-")):
                return text
    return next(filter(None, texts.values()), "")


def fields_of(node: Node | None) -> Mapping[str, Node]:
    """Return the fields of a structure by qualified name."""
    if node is None:
        return {}
    inner = next((child for child in node.children if child.name == "rdf:Description"), node)
    return dict(_parts(inner))
