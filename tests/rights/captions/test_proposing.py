from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from imagepool.rights.captions.proposing import propose
from imagepool.rights.depicted import DepictedPerson

Case = tuple[str, list[tuple[str, ...]]]


def _cases() -> Iterator[Case]:
    """Give each caption of the table, with whom it names."""
    case: Case | None = None
    for line in Path(__file__).with_name("caption_cases.txt").read_text("utf-8").splitlines():
        if line.startswith("  ") and case:
            case[1].append(tuple(part.strip() for part in line.split("|")))
        elif line.strip() and not line.startswith("#"):
            if case:
                yield case
            case = (line, [])
    if case:
        yield case


def _told(persons: tuple[DepictedPerson, ...]) -> list[tuple[str, ...]]:
    return [(each.name, each.position, each.organization) for each in persons]


@pytest.mark.parametrize(("caption", "named"), list(_cases()), ids=lambda value: str(value)[:40])
def test_a_caption_proposes_whom_it_names(caption: str, named: list[tuple[str, ...]]) -> None:
    assert _told(propose(caption)) == named


def test_the_table_is_long_enough_to_mean_something() -> None:
    cases = list(_cases())
    assert len([named for _caption, named in cases if named]) >= 40
    assert len([named for _caption, named in cases if not named]) >= 20


def test_a_municipality_is_nobody_even_in_a_list() -> None:
    caption = "Von links: Wipper Ebeleben, Anna Schmidt"
    assert [each.name for each in propose(caption, places={"Wipper Ebeleben"})] == ["Anna Schmidt"]


def test_whoever_is_named_twice_is_proposed_once_and_nobody_is_released_by_it() -> None:
    found = propose("Anna Schmidt (links) und Jörg Weiß. Anna Schmidt leitet den Chor.")
    assert [(each.name, each.position) for each in found] == [
        ("Anna Schmidt", "links"),
        ("Jörg Weiß", ""),
    ]
    assert all(each.release_id is None for each in found)


@given(st.text(max_size=300))
def test_no_caption_is_an_error(caption: str) -> None:
    for person in propose(caption):
        assert person.name.strip()


_PIECES = "von links:|v. l.|2. v. r.|(|)|,|.|und|von|der|alle|ein|Anna|Schmidt|Dr.|THW|Denkmal|vorn"
_WORDS = st.sampled_from(_PIECES.split("|"))


@given(st.lists(_WORDS, max_size=40).map(" ".join))
def test_no_order_of_its_words_is_an_error_either(caption: str) -> None:
    names = [each.name for each in propose(caption)]
    assert len(names) == len(set(names))
