"""Sidecars: an XMP file delivered beside a photo, whose words win over the photo's own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from imagepool.asset import Fact
from imagepool.errors import UnreadablePhoto
from imagepool.photo.containers import Blocks
from imagepool.photo.facts import facts_of

SUFFIX = ".xmp"
LARGEST = 10_000_000  # bytes


def is_sidecar(path: Path) -> bool:
    """Say whether the file is a sidecar by its name."""
    return path.suffix.lower() == SUFFIX


def stated_beside(path: Path) -> Mapping[str, Fact]:
    """Return what ``photo.jpg.xmp`` or ``photo.xmp`` states of ``photo.jpg``; {} without one.

    Raises ``UnreadablePhoto`` where the sidecar is no XMP: words meant for a photo are not lost
    silently.
    """
    names = (path.name + SUFFIX, path.stem + SUFFIX)
    sidecar = next((path.with_name(name) for name in names if path.with_name(name).is_file()), None)
    if sidecar is None:
        return {}
    try:
        data = sidecar.read_bytes() if sidecar.stat().st_size <= LARGEST else b""
    except OSError:
        data = b""
    facts = facts_of(Blocks(xmp=(data,)))
    if facts.troubles:
        raise UnreadablePhoto(
            f"its sidecar {sidecar.name} cannot be read: {facts.troubles[0].message}",
            reason="unreadable_file",
            case="sidecar",
            terms={"name": sidecar.name},
            hint="mend or remove the sidecar",
        )
    return facts.fields
