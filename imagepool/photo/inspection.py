"""Looking into a photo file: its embedded facts and rights, without decoding the picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from imagepool.asset import Fact, Facts, FactValue, Licensor, Place
from imagepool.photo.containers import stored_size
from imagepool.photo.facts import read_facts
from imagepool.photo.files import read_file, shown_name
from imagepool.photo.limits import Limits
from imagepool.photo.sniffing import sniff

__all__ = ["inspect", "upright_size"]

_NO_LIMITS = Limits()


def inspect(path: Path | str, *, limits: Limits = _NO_LIMITS) -> dict[str, Any]:
    """Return what a file states, ready for JSON: each field with its source and conflicts.

    ``width`` and ``height`` are those of the upright picture as the header promises them, or None.
    Raises ``UnreadablePhoto`` where the file cannot be read or is no photo; a corrupt block is
    named under ``troubles``, and the rest is there.
    """
    data = read_file(Path(path), limits)
    kind = sniff(data)
    facts = read_facts(data, kind)
    width, height = upright_size(data, kind, facts) or (None, None)
    return {
        "file": shown_name(path),
        "format": kind,
        "width": width,
        "height": height,
        "fields": {name: _shown(fact) for name, fact in facts.fields.items()},
        "troubles": [asdict(trouble) for trouble in facts.troubles],
    }


def upright_size(
    data: bytes,
    format: str,  # noqa: A002 -- the word of FORMATS
    facts: Facts,
) -> tuple[int, int] | None:
    """Return (width, height) as a viewer shows the picture, from the header alone."""
    size = stored_size(data, format)
    turns_itself = format in {"AVIF", "HEIC"}  # there EXIF's orientation has no say
    orientation = facts.fields.get("orientation")
    turned = orientation is not None and orientation.value in {5, 6, 7, 8} and not turns_itself
    return (size[1], size[0]) if size and turned else size


def _shown(fact: Fact) -> Mapping[str, Any]:
    return {
        "value": _plain(fact.value),
        "source": fact.source,
        "conflicts": [
            {"source": conflict.source, "value": _plain(conflict.value)}
            for conflict in fact.conflicts
        ],
    }


def _plain(value: FactValue | Licensor) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return asdict(value) if isinstance(value, Place | Licensor) else value
