"""Saying that a file is left alone, rather than damaged further by writing into it."""

from __future__ import annotations

from imagepool.errors import UnreadablePhoto


def damaged(name: str, why: str) -> UnreadablePhoto:
    """Return the error for a file whose container does not hold together."""
    return UnreadablePhoto(
        f"metadata cannot be written into the {name} file: {why}",
        reason="corrupt",
        hint="Export it again from the original.",
    )


def not_written(name: str, why: str) -> UnreadablePhoto:
    """Return the error for a file that is whole, but of a kind that is not written."""
    return UnreadablePhoto(
        f"metadata cannot be written into the {name} file: {why}",
        reason="unsupported_format",
        hint="Export it as a JPEG, PNG or baseline TIFF.",
    )
