"""Reading Content Credentials (C2PA): what a manifest store declares about a picture's origin.

Source: C2PA Specification 2.2, 8 (manifests), 18.16 (actions); ISO/IEC 19566-5 (JUMBF); RFC 8949
(CBOR). Only what is declared is read: no signature and no hash is checked, so anybody may have
written it. Bytes are not trusted: sizes, depths and numbers of boxes are bounded, and of CBOR only
maps, lists, texts and numbers are decoded, so that no tag can keep the reader busy.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

import cbor2

from imagepool.asset import FactValue, Trouble
from imagepool.photo.containers.boxes import Box, boxes
from imagepool.photo.metadata.reading import Reading, clean, stated

__all__ = ["read_c2pa"]

_STORE, _ASSERTIONS = "c2pa", "c2pa.assertions"
_CLAIMS = ("c2pa.claim", "c2pa.claim.v2")
_ACTIONS = ("c2pa.actions", "c2pa.actions.v2")
_COMPRESSED = b"brob"
_MOST_BOXES = 2_000
_MOST_ACTIONS = 500
_LARGEST_CBOR = 65_536  # bytes of one box; thumbnails are no CBOR, and actions are short
_CBOR_BUDGET = 4 * _LARGEST_CBOR
_DEEPEST = 16
_LONGEST = 500  # characters of a text
_MOST_PARTS = 32  # boxes of one assertion
_TAGS = range(300)  # all tags that the library gives a meaning
_SYNTHETIC = re.compile("algorithmic|synthetic|composite", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Labeled:
    """A superbox with its label, freed of "__2" that counts several of one kind."""

    label: str
    box: Box


def read_c2pa(jumbf: Iterable[bytes]) -> Reading:
    """Return what the manifest stores among the boxes declare.

    Of several sources, generated and composited ones come first, then what the newest step says.
    """
    reader = _Reader()
    for store in jumbf:
        reader.read(store)
    return reader.reading()


class _Reader:
    def __init__(self) -> None:
        self.sources: list[str] = []
        self.generators: list[str] = []
        self.troubles: list[Trouble] = []
        self._boxes = _MOST_BOXES
        self._cbor = _CBOR_BUDGET

    def reading(self) -> Reading:
        sources = tuple(dict.fromkeys(self.sources))
        synthetic = (source for source in sources if _SYNTHETIC.search(source))
        values: dict[str, FactValue | None] = {
            "digital_source_type": next(synthetic, sources[0] if sources else ""),
            "c2pa_source_types": sources,
            "c2pa_generator": next(iter(self.generators), ""),
        }
        return Reading(stated(values), tuple(dict.fromkeys(self.troubles)))

    def read(self, data: bytes) -> None:
        for store in self._below(data, Box(b"", 0, 0, len(data))):
            if store.label == _STORE:
                # The last manifest is the active one; what it was made from stands before it.
                for manifest in reversed(list(self._below(data, store.box))):
                    self._read_manifest(data, manifest.box)

    def _read_manifest(self, data: bytes, manifest: Box) -> None:
        parts = list(self._below(data, manifest))
        for part in parts:
            if part.label in _CLAIMS:
                self.generators += _generators(self._content(data, part.box))
            elif part.label == _ASSERTIONS:
                parts_below = self._below(data, part.box)
                actions = [each for each in parts_below if each.label in _ACTIONS]
                for each in reversed(actions):
                    self.sources += _sources(self._content(data, each.box))
        if not parts:
            self._trouble("a manifest is compressed or broken")

    def _below(self, data: bytes, parent: Box) -> Iterator[_Labeled]:
        for box in boxes(data, parent.body, parent.end):
            self._boxes -= 1
            if self._boxes < 0:
                self._trouble("there are too many boxes")
                return
            if box.kind == b"jumb":
                yield _Labeled(_label(data, box), box)

    def _content(self, data: bytes, box: Box) -> Mapping[Any, Any]:
        """Return the map in a superbox, or an empty one."""
        for part in islice(boxes(data, box.body, box.end), _MOST_PARTS):
            size = part.end - part.body
            if part.kind != b"cbor":
                continue
            if size > min(_LARGEST_CBOR, self._cbor):
                self._trouble(f"an assertion of {size} bytes is not read")
                continue
            self._cbor -= size
            try:
                found = _decoded(data[part.body : part.end])
            except Exception as error:  # noqa: BLE001 -- bytes of strangers in a foreign library
                self._trouble(f"an assertion cannot be decoded: {type(error).__name__}")
                continue
            return found if isinstance(found, Mapping) else {}
        return {}

    def _trouble(self, message: str) -> None:
        if len(self.troubles) < 20:
            self.troubles.append(Trouble("c2pa", message))


def _label(data: bytes, box: Box) -> str:
    """Return the label of a superbox's description; "" where it has none."""
    description = next(boxes(data, box.body, box.end), None)
    if description is None or description.kind != b"jumd":
        return ""
    after_uuid = description.body + 16
    labeled = data[after_uuid : after_uuid + 1] and data[after_uuid] & 2
    text = data[after_uuid + 1 : description.end][:_LONGEST].split(b"\0", 1)[0] if labeled else b""
    return text.decode("utf-8", "replace").split("__", 1)[0]


def _decoded(data: bytes) -> Any:
    decoder = cbor2.CBORDecoder(
        io.BytesIO(data),
        semantic_decoders=dict.fromkeys(_TAGS, _untagged),
        max_depth=_DEEPEST,
        str_errors="replace",
    )
    return decoder.decode()


def _untagged(value: Any, _immutable: bool) -> Any:  # noqa: FBT001 -- the library's own call
    return value


def _sources(actions: Mapping[Any, Any]) -> list[str]:
    """Return the digital source types of the actions, the newest first."""
    listed = actions.get("actions")
    found = [
        _text(action.get("digitalSourceType"))
        for action in (listed[:_MOST_ACTIONS] if isinstance(listed, list | tuple) else ())
        if isinstance(action, Mapping)
    ]
    return [source for source in reversed(found) if source]


def _generators(claim: Mapping[Any, Any]) -> list[str]:
    """Return the program that wrote a claim, as the claim names it."""
    info = claim.get("claim_generator_info")
    first = info[0] if isinstance(info, list | tuple) and info else info
    name = _text(first.get("name")) if isinstance(first, Mapping) else ""
    version = _text(first.get("version")) if isinstance(first, Mapping) else ""
    said = f"{name} {version}".strip() if name else _text(claim.get("claim_generator"))
    return [said] if said else []


def _text(value: object) -> str:
    return clean(value[:_LONGEST]) if isinstance(value, str) else ""
