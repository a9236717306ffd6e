"""Build boxes: what ``boxes`` reads.

Source: ISO/IEC 14496-12, 4.2.
"""

from __future__ import annotations

from collections.abc import Iterable


def box(kind: bytes, *content: bytes) -> bytes:
    """Return a box around its content."""
    size = 8 + sum(map(len, content))
    return b"".join((size.to_bytes(4), kind, *content))


def full_box(kind: bytes, version: int, *content: bytes, flags: int = 0) -> bytes:
    """Return a box that states a version and flags."""
    return box(kind, bytes((version,)), flags.to_bytes(3), *content)


def numbers(values: Iterable[int], size: int) -> bytes:
    """Return unsigned integers of ``size`` bytes each."""
    return b"".join(value.to_bytes(size) for value in values)
