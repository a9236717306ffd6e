from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from imagepool.errors import InvalidRequest
from imagepool.rights.addresses import contact_address, known_address

ODD = ["presse", "@example.org", "a@b", "x y@example.org", "a..b@example.org", "x" * 250 + "@b.de"]


@pytest.mark.parametrize("odd", ODD)
def test_what_is_no_address_is_refused_with_a_hint(odd: str) -> None:
    for taken in (contact_address, known_address):
        with pytest.raises(InvalidRequest) as refused:
            taken(odd)
        assert refused.value.hint


@given(st.emails())
def test_an_address_that_was_taken_is_taken_again(email: str) -> None:
    try:
        address, known = contact_address(email), known_address(email.upper())
    except InvalidRequest:
        return
    assert contact_address(address) == address
    assert known_address(address) == known == known_address(known)
