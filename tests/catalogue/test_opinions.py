from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from imagepool.catalogue import Catalogue
from imagepool.errors import CatalogueFailed
from imagepool.style.calibration.agreement import Tally
from imagepool.style.calibration.opinion import Stance
from tests.catalogue.made import make_event, make_opinion, put


def test_a_later_word_takes_the_place_of_an_earlier_one(catalogue: Catalogue) -> None:
    with catalogue.transaction() as books:
        asset = put(books, 1)
        said = books.opinions.set(make_opinion(asset, "noise"))
        changed = replace(said, stance=Stance.UPHELD, reason="", actor="somebody else")
        books.opinions.set(changed)
    with catalogue.reading() as books:
        assert books.opinions.of_asset(asset.id) == [changed]


def test_another_measure_has_an_opinion_of_its_own(catalogue: Catalogue) -> None:
    with catalogue.transaction() as books:
        asset = put(books, 1)
        one = books.opinions.set(make_opinion(asset, "noise"))
        two = books.opinions.set(replace(one, measure_version=2, value="RGB"))
        assert books.opinions.of_asset(asset.id) == [one, two]


def test_an_opinion_can_be_taken_back(catalogue: Catalogue) -> None:
    with catalogue.transaction() as books:
        asset = put(books, 1)
        opinion = books.opinions.set(make_opinion(asset, "noise"))
        for _ in range(2):
            books.opinions.remove(opinion)
        assert books.opinions.of_asset(asset.id) == []


def test_opinions_are_counted_by_rule_measure_and_stance(catalogue: Catalogue) -> None:
    with catalogue.transaction() as books:
        assets = [put(books, seed) for seed in range(4)]
        for asset in assets[:3]:
            books.opinions.set(make_opinion(asset, "noise"))
        books.opinions.set(make_opinion(assets[3], "noise", stance=Stance.MISSED))
        books.opinions.set(make_opinion(assets[3], "frame", measure_version=2))
    with catalogue.reading() as books:
        assert books.opinions.tallies() == [
            Tally("frame", 2, Stance.OVERRULED, 1),
            Tally("noise", 1, Stance.MISSED, 1),
            Tally("noise", 1, Stance.OVERRULED, 3),
        ]


def test_a_rules_cases_come_newest_first(catalogue: Catalogue) -> None:
    with catalogue.transaction() as books:
        for seed in range(4):
            at = f"2026-05-0{seed + 1}T12:00:00+00:00"
            books.opinions.set(make_opinion(put(books, seed), "noise", at=at))
        books.opinions.set(make_opinion(put(books, 5), "noise", stance=Stance.UPHELD, reason=""))
    with catalogue.reading() as books:
        cases = books.opinions.of_rule("noise", [Stance.OVERRULED], limit=3)
        assert [case.at[:10] for case in cases] == ["2026-05-04", "2026-05-03", "2026-05-02"]
        assert books.opinions.of_rule("frame", list(Stance)) == []


def test_many_assets_are_asked_for_at_once(catalogue: Catalogue) -> None:
    with catalogue.transaction() as books:
        one, two, three = (put(books, seed) for seed in range(3))
        said = [books.opinions.set(make_opinion(asset, "noise")) for asset in (one, two)]
    with catalogue.reading() as books:
        found = books.opinions.of_assets([one.id, two.id, three.id])
    assert found == {one.id: [said[0]], two.id: [said[1]]}


def test_curators_who_write_of_one_photo_at_once_wait_for_each_other(catalogue: Catalogue) -> None:
    with catalogue.transaction() as books:
        asset = put(books, 1)

    def decide(who: str) -> None:
        for _ in range(15):
            with catalogue.transaction() as books:
                books.opinions.set(make_opinion(asset, "noise", actor=who))
                books.opinions.set(make_opinion(asset, "frame", actor=who))
                now = books.assets.get(asset.id)
                books.assets.replace(now, make_event(asset, "publish"))

    with ThreadPoolExecutor(3) as threads:
        list(threads.map(decide, "abc"))  # neither a deadlock nor a lost word
    with catalogue.reading() as books:
        assert len(books.events.of_asset(asset.id)) == 46
        assert len({opinion.actor for opinion in books.opinions.of_asset(asset.id)}) == 1


def test_an_opinion_is_about_an_asset_that_exists(catalogue: Catalogue) -> None:
    with pytest.raises(CatalogueFailed), catalogue.transaction() as books:
        books.opinions.set(make_opinion("nobody", "noise"))
