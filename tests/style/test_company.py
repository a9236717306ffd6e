"""A photo among others: thousands at once, in any order, and the second step of judging."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import product

from imagepool.asset import Likeness
from imagepool.photo.fingerprint import NEAR, mirrored
from imagepool.style.company import Companion, Company
from imagepool.style.judging import judge, judge_company
from imagepool.style.limits import Level
from imagepool.style.report import Report, Verdict
from imagepool.style.requirements import Easing
from tests.style.companions import companion
from tests.style.pictures import facts_of, photo_of, scene
from tests.style.tables import concept_of, setting_of


def many(count: int) -> list[Companion]:
    """Photos in clusters, so that some are near."""
    draw = random.Random(7)
    centers = [draw.getrandbits(64) for _ in range(max(1, count // 4))]
    flips = [sum(1 << bit for bit in draw.sample(range(64), n)) for n in (0, 3, 9, 20)]
    hashes = [center ^ flip for center, flip in product(centers, flips)]
    hashes[1::8] = [mirrored(Likeness(phash, 0)).phash for phash in hashes[1::8]]
    return [
        replace(companion(f"{place:05}.jpg"), likeness=Likeness(phash, 0))
        for place, phash in enumerate(hashes)
    ]


def _apart(one: Companion, other: Companion) -> int:
    seen = (one.likeness, mirrored(one.likeness))
    return min(likeness.distance(other.likeness) for likeness in seen)


def test_the_arrays_find_what_a_loop_over_all_pairs_finds() -> None:
    members = many(200)
    company = Company(members)
    for one in members:
        near = {other.name for other in members if other is not one and _apart(one, other) <= NEAR}
        assert {other.name for other in company.look_alikes(one)} == near
    assert any(company.look_alikes(one) for one in members)


def test_the_order_in_which_photos_come_makes_no_difference() -> None:
    members = many(80)
    upright, turned = Company(members), Company(reversed(members))
    for one in members:
        assert upright.look_alikes(one) == turned.look_alikes(one)
        assert upright.shot_with(one) == turned.shot_with(one)


CONCEPT = concept_of(
    setting_of("sharpness"),
    setting_of("near-duplicate", exceptions=(Easing(when="archive", exempt=True),)),
)
TWIN = Company([companion("twin.jpg", bits=2)])


def test_the_second_step_adds_to_the_first() -> None:
    first = judge(photo_of(scene()), facts_of(), CONCEPT)
    assert [finding.rule for finding in first.findings] == ["sharpness"]
    second = judge_company(first, companion(), TWIN, CONCEPT)
    assert [finding.rule for finding in second.findings] == ["sharpness", "near-duplicate"]
    assert second.verdict is Verdict.WARN
    assert second.findings[1].level is Level.SHOULD


def test_the_circumstances_of_the_first_step_hold_in_the_second() -> None:
    first = judge(photo_of(scene()), facts_of(), CONCEPT, circumstances=["archive"])
    assert first.circumstances == ("archive",)
    assert Report.from_json(first.as_json()) == first
    exempt = judge_company(first, companion(), TWIN, CONCEPT).findings[1]
    assert (exempt.verdict, exempt.exception) == (Verdict.NOT_APPLICABLE, "archive")
