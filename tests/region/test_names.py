from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from imagepool.region.names import name_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mühlhausen", "muehlhausen"),
        ("Roßleben-Wiehe", "ROSSLEBEN WIEHE"),
        ("Heringen/Helme", "Heringen (Helme)"),
        ("Görsbach", "Go\u0308rsbach"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), [("Trebra", "Trebur"), ("Neue", "Nue"), ("a b", "ab")])
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@given(st.text())
def test_a_key_has_no_space_around_it(name: str) -> None:
    assert name_key(name) == name_key(name).strip()
