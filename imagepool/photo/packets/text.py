"""Text made fit for embedded metadata: no control characters, cut on whole letters."""

from __future__ import annotations

import re

__all__ = ["clip", "line", "paragraphs", "shortened"]

# What XML 1.0 cannot carry, and the C1 controls, which no reader shows. Tab and newline stay.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LAST_WORD = re.compile(r"\s+\S*\Z")
_BREAKS = re.compile("\r\n?|[\x85\u2028\u2029]")


def paragraphs(text: str) -> str:
    """Return the text without control characters; line breaks become newlines and stay."""
    return _UNFIT.sub("", _BREAKS.sub("\n", text)).strip()


def line(text: str) -> str:
    """Return the text as one line, each run of white space one space."""
    return " ".join(paragraphs(text).split())


def clip(text: str, limit: int) -> str:
    """Return as much of the text as fits into ``limit`` bytes of UTF-8, never half a letter.

    >>> clip("Mühlhausen", 2), clip("Mühlhausen", 3)
    ('M', 'Mü')
    """
    data = text.encode()
    return text if len(data) <= limit else data[:limit].decode(errors="ignore").rstrip()


def shortened(text: str, limit: int) -> str:
    """Return the text, or as many whole words as fit into ``limit`` bytes of UTF-8, and "…".

    So nobody takes the beginning of a credit line for the whole. A first word that does not fit is
    cut on a whole letter.

    >>> shortened("© Jana Beyer / Bilderpool Nordthüringen", 32)
    '© Jana Beyer / Bilderpool…'
    """
    if len(text.encode()) <= limit:
        return text
    start = clip(text, limit - len("…".encode()))
    whole = start if text[len(start) : len(start) + 1].isspace() else _LAST_WORD.sub("", start)
    return (whole.rstrip(" /,;:–-") or start) + "…"
