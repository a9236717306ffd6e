"""The chain of events: whatever is done to it, the first broken place is named."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from imagepool.asset import Event
from imagepool.catalogue.chain import START, Break, Head, Link, appended, first_break
from tests.catalogue.made import AT, words

events = st.builds(
    Event,
    at=words,
    actor=words,
    act=words,
    asset_id=st.none() | words,
    detail=st.dictionaries(words, words, max_size=3),
    subject=words.map("recall:{}".format),
)


def chain(told: list[Event]) -> list[Link]:
    links: list[Link] = []
    for event in told:
        links.append(appended(links[-1].head if links else Head(), event))
    return links


def plain(count: int) -> list[Link]:
    return chain(
        [Event(at=AT, actor="Jana", act="tell", subject=f"recall:{n}") for n in range(count)]
    )


def broken(links: list[Link], head: Head | None = None) -> Break | None:
    return first_break(links, head or (links[-1].head if links else Head()))


@given(st.lists(events, max_size=5))
def test_a_chain_as_it_was_made_holds(told: list[Event]) -> None:
    assert broken(chain(told)) is None


@given(st.lists(events, min_size=1, max_size=5), st.data())
def test_any_change_of_any_event_is_named(told: list[Event], data: st.DataObject) -> None:
    links = chain(told)
    at = data.draw(st.integers(0, len(links) - 1))
    name = data.draw(st.sampled_from(["at", "actor", "act", "asset_id", "subject", "detail"]))
    other = data.draw(events)
    changed = replace(links[at].event, **{name: getattr(other, name)})
    links[at] = replace(links[at], event=changed)
    expected = None if changed == told[at] else Break("changed", at + 1)
    assert broken(links) == expected


@pytest.mark.parametrize("removed", range(4))
def test_a_removed_event_is_named(removed: int) -> None:
    links = plain(5)
    head = links[-1].head
    del links[removed]
    assert broken(links, head) == Break("missing", removed + 1)


def test_a_cut_end_is_named() -> None:
    links = plain(5)
    assert broken(links[:3], links[-1].head) == Break("cut", 4)
    assert broken([], links[-1].head) == Break("cut", 1)


def test_an_event_after_the_end_is_named() -> None:
    links = plain(5)
    assert broken(links, links[3].head) == Break("inserted", 5)


def test_an_event_slipped_in_between_is_named() -> None:
    links = plain(5)
    event = Event(at=AT, actor="Eve", act="publish", subject="asset:1")
    slipped = appended(Head(2, "f" * 64), event)  # number 3, following nobody
    assert broken([*links[:2], slipped, *links[2:]], links[-1].head) == Break("inserted", 3)


def test_an_event_written_anew_with_its_digest_breaks_the_next_one() -> None:
    links = plain(5)
    event = Event(at=AT, actor="Eve", act="publish", subject="asset:1")
    links[2] = appended(links[1].head, event)
    assert broken(links) == Break("inserted", 4)


def test_the_last_event_written_anew_does_not_fit_the_stated_end() -> None:
    links = plain(5)
    head = links[-1].head
    links[4] = appended(links[3].head, Event(at=AT, actor="Eve", act="tell", subject="asset:1"))
    assert broken(links, head) == Break("changed", 5)


def test_a_history_written_anew_from_some_event_on_contradicts_its_witness() -> None:
    links = plain(5)
    witnessed = {4: links[3].digest}
    anew = chain([replace(link.event, actor="Eve") for link in links])
    assert first_break(anew, anew[-1].head) is None
    assert first_break(anew, anew[-1].head, witnessed) == Break("changed", 4)
    assert first_break(links[:2], links[1].head, witnessed) == Break("cut", 3)


def test_who_and_details_can_be_erased_and_the_chain_still_holds() -> None:
    links = plain(3)
    links[1] = replace(links[1], event=replace(links[1].event, actor="", detail={}), salt="")
    assert broken(links) is None


def test_the_digests_are_those_of_the_documented_bytes() -> None:
    event = Event(at=AT, actor="Jürgen", act="withdraw", asset_id="a1", detail={"reason": "Bitte"})
    link = appended(Head(), event)
    told = f'{{"actor":"Jürgen","detail":{{"reason":"Bitte"}},"salt":"{link.salt}"}}'
    assert link.told == hashlib.sha256(told.encode()).hexdigest()
    lasting = (
        f'{{"act":"withdraw","asset":"a1","at":"{AT}","before":"{START}","number":1,'
        f'"subject":"asset:a1","told":"{link.told}"}}'
    )
    assert json.loads(lasting)["before"] == "0" * 64
    assert link.digest == hashlib.sha256(lasting.encode()).hexdigest()


def test_an_event_happened_to_something() -> None:
    with pytest.raises(ValueError, match="happened to nothing"):
        Event(at=AT, actor="Jana", act="publish")
    assert Event(at=AT, actor="Jana", act="publish", asset_id="a1").subject == "asset:a1"
