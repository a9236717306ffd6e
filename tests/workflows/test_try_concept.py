from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from imagepool.asset import Description, State
from imagepool.errors import InvalidConcept
from imagepool.pool import Pool
from imagepool.style.report import Verdict
from tests.pools import LENIENT, ingest, put_photos

TEXT = LENIENT.read_text("utf-8")


def revised(old: str = "", new: str = "", *, more: str = "") -> str:
    assert old in TEXT
    return TEXT.replace('"1.0.0"', '"2.0.0"').replace(old, new) + more


STRICT = revised("warn = 0.1, fail = 0.05", "warn = 0.4, fail = 0.2")
MILD = revised("warn = 0.1, fail = 0.05", "warn = 0.001, fail = 0.0005")


@pytest.fixture
def photos(pool: Pool, tmp_path: Path) -> dict[str, str]:
    """Give a large and a middling published picture, and a tiny one that was rejected."""
    sizes = {"large": (960, 640), "middling": (400, 300), "tiny": (90, 60)}
    ids = {}
    for name, size in sizes.items():
        [outcome] = ingest(pool, *put_photos(tmp_path / name, 1, size=size))
        ids[name] = str(outcome.id)
    pool.reject(ids["tiny"], actor="Curator", reason="too small")
    return ids


def test_a_stricter_concept_fails_what_is_published(pool: Pool, photos: dict[str, str]) -> None:
    trials = {t.asset_id: t for t in pool.style.try_concept(STRICT)}
    assert len(trials) == pool.style.count() == 3
    flips = {asset_id for asset_id, trial in trials.items() if trial.flips}
    assert flips == {photos["middling"]}
    assert trials[photos["middling"]].after.verdict is Verdict.FAIL
    assert trials[photos["middling"]].state is State.PUBLISHED


def test_a_milder_concept_would_not_have_rejected(pool: Pool, photos: dict[str, str]) -> None:
    flips = [trial for trial in pool.style.try_concept(MILD) if trial.flips]
    assert [(trial.asset_id, trial.state) for trial in flips] == [(photos["tiny"], State.REJECTED)]


@pytest.mark.usefixtures("photos")
def test_kept_measurements_are_used_without_opening_a_photo(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unopened(*_: object) -> Iterator[None]:
        raise AssertionError("a photo was opened")

    monkeypatch.setattr(type(pool._workshop.store), "open", unopened)
    assert [trial.measured for trial in pool.style.try_concept(STRICT)] == [{}, {}, {}]


@pytest.mark.usefixtures("photos")
def test_a_new_rule_is_measured_and_said_so(pool: Pool) -> None:
    text = revised(more='\n[rules.frame]\nlevel = "must"\n')
    for trial in pool.style.try_concept(text):
        assert trial.measured == {"frame": "new_rule"}
        assert {finding.rule for finding in trial.after.findings} == {"resolution", "frame"}
        assert trial.after.findings[-1].value is not None


def test_what_is_tried_agrees_with_what_is_judged(pool: Pool, photos: dict[str, str]) -> None:
    for asset_id in photos.values():
        judged = pool.style.judge_again(asset_id, actor="Curator")
        [trial] = [t for t in pool.style.try_concept(TEXT) if t.asset_id == asset_id]
        assert trial.after.verdict is judged.verdict
        assert [f.value for f in trial.after.findings] == [f.value for f in judged.findings]


def test_what_curators_said_counts_under_the_new_concept_too(
    pool: Pool, photos: dict[str, str]
) -> None:
    pool.style.overrule(photos["tiny"], "resolution", actor="Curator", reason="historic")
    flips = {trial.asset_id for trial in pool.style.try_concept(STRICT) if trial.flips}
    assert flips == {photos["middling"]}


def test_states_and_a_limit_choose_the_photos(pool: Pool, photos: dict[str, str]) -> None:
    rejected = list(pool.style.try_concept(MILD, states=[State.REJECTED]))
    assert [trial.asset_id for trial in rejected] == [photos["tiny"]]
    [newest] = pool.style.try_concept(MILD, limit=1)
    assert newest.asset_id == photos["tiny"]
    assert pool.style.count(limit=1) == 1


def test_nothing_is_written(pool: Pool, photos: dict[str, str]) -> None:
    before = {asset_id: pool.report(asset_id) for asset_id in photos.values()}
    list(pool.style.try_concept(revised(more='\n[rules.noise]\nlevel = "must"\n')))
    assert {asset_id: pool.report(asset_id) for asset_id in photos.values()} == before
    assert len(pool.style.versions()) == 1


def test_a_broken_concept_is_refused_at_once(pool: Pool) -> None:
    with pytest.raises(InvalidConcept):
        pool.style.try_concept(TEXT + "\n[rules.nonsense]\nlevel = 'must'\n")


def test_a_photo_is_judged_again_by_what_the_pool_knows_of_it_now(
    pool: Pool, photos: dict[str, str]
) -> None:
    text = revised(
        more='\n[rules.metadata]\nlevel = "should"\noptions.fields = ["creator", "alt_text"]\n'
    )
    [before] = [t for t in pool.style.try_concept(text) if t.asset_id == photos["large"]]
    assert before.after.findings[-1].value == 1  # the creator is known since the ingest
    words = Description(title="Mühle", alt_text="Eine Mühle am Bach")
    pool.describe(photos["large"], words, actor="Curator")
    [after] = [t for t in pool.style.try_concept(text) if t.asset_id == photos["large"]]
    assert after.after.findings[-1].value == 0


def test_an_objection_outlives_a_second_judgement(pool: Pool, photos: dict[str, str]) -> None:
    pool.style.overrule(photos["tiny"], "resolution", actor="Curator", reason="historic")
    judged = pool.style.judge_again(photos["tiny"], actor="Another")
    assert judged.findings[0].overruled
    assert pool.report(photos["tiny"]) == judged
    last = pool.events(photos["tiny"])[-1]
    assert (last.act, last.actor, last.detail["concept"]) == ("judge", "Another", "lenient@1.0.0")
