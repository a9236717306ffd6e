from __future__ import annotations

import struct

import pytest
from hypothesis import given, strategies as st

from imagepool.errors import InvalidQuery
from imagepool.index.cursor import Cursor


@given(st.integers(0, 10**9), st.floats(0, 2.0**100, width=32), st.integers(0, 2**63 - 1))
def test_a_cursor_reads_as_it_was_printed(seen: int, score: float, number: int) -> None:
    cursor = Cursor(seen, abs(score), number)
    assert Cursor.read(str(cursor)) == cursor


@given(st.text())
def test_no_other_text_is_a_cursor_or_it_is_read(text: str) -> None:
    try:
        cursor = Cursor.read(text)
    except InvalidQuery:
        return
    assert Cursor.read(str(cursor)) == cursor


@pytest.mark.parametrize("score", [-1.0, float("nan"), float("inf")])
def test_a_score_that_cannot_be_is_refused(score: float) -> None:
    with pytest.raises(InvalidQuery):
        Cursor.read(f"1-{struct.pack('>f', score).hex()}-1")
