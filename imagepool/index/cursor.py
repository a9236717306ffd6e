"""Where a page of answers ended, as text in an address."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass

from imagepool.errors import InvalidQuery

__all__ = ["Cursor"]

_SHAPE = re.compile(r"(\d{1,10})-([0-9a-f]{8})-(\d{1,19})")


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last answer of a page."""

    seen: int  # answers up to here
    score: float  # 32 bits, as the engine computes it; 0 unless sorted by relevance
    number: int  # of the asset, in order of arrival; or what answers are sorted by

    def __str__(self) -> str:
        return f"{self.seen}-{struct.pack('>f', self.score).hex()}-{self.number}"

    @classmethod
    def read(cls, text: str) -> Cursor:
        """Return the cursor that was printed so; raises `InvalidQuery`."""
        match = _SHAPE.fullmatch(text)
        score = struct.unpack(">f", bytes.fromhex(match[2]))[0] if match else -1.0
        if not match or not 0 <= score < float("inf"):
            raise InvalidQuery(
                "this is no page of the answers",
                reason="lost_page",
                hint="Start from the first page.",
            )
        return cls(int(match[1]), score, int(match[3]))
