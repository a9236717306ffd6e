"""The data sets of the original's own IIM that go out with it, beside those of the packet."""

from __future__ import annotations

from imagepool.photo.keeping.privacy_list import UNREADABLE
from imagepool.photo.metadata.iim import data_sets, decoder_of
from imagepool.photo.packets.iim import data_set

__all__ = ["keep_iim"]

_CHARSET, _VERSION = (1, 90), (2, 0)
_OWNED = frozenset(
    {_CHARSET, _VERSION}
    | {(2, number) for number in (5, 25, 55, 60, 80, 90, 92, 95, 100, 101)}
    | {(2, number) for number in (103, 105, 110, 115, 116, 120)}
)
_BINARY = frozenset({(2, 125), (2, 200), (2, 201), (2, 202)})  # rasterized caption, previews
_LARGEST = 0x7FFF  # bytes of a plain data set


def keep_iim(new: bytes, before: bytes | None, left_out: set[str]) -> bytes:
    """Return the stream ``new`` with the data sets of ``before`` that stay, texts in UTF-8."""
    if not before or not new:
        return new
    ours = [each for each in data_sets(new) if each[0] > 0]
    theirs = list(data_sets(before))
    if any(record < 0 for record, _, _ in theirs):
        left_out.add(UNREADABLE)
    charset = next((value for *kind, value in theirs if tuple(kind) == _CHARSET), b"")
    texts = [value for record, _, value in theirs if record == 2]
    decode = decoder_of(charset, texts)
    kept = [
        (record, number, decode(value).encode() if record == 2 else value)
        for record, number, value in theirs
        if record in {1, 2, 3} and (record, number) not in _OWNED | _BINARY
    ]
    ordered = sorted([*ours, *kept], key=lambda each: each[:2])
    return b"".join(data_set(*each) for each in ordered if len(each[2]) <= _LARGEST)
