from __future__ import annotations

import pytest

from imagepool.style.calibration.agreement import RuleAgreement, Tally, agreements, wilson
from imagepool.style.calibration.opinion import Stance


def test_counts_become_shares() -> None:
    found = RuleAgreement(
        rule="noise", measure_version=1, upheld=5, let_pass=1, overruled=2, missed=4
    )
    assert found.spoke == 8
    assert found.precision == 0.75
    assert found.recall == 0.6  # 6 of 10 defects seen
    assert found.as_json()["precision"] == 0.75


def test_a_share_of_nothing_is_unknown() -> None:
    silent = RuleAgreement(rule="noise", measure_version=1)
    assert (silent.precision, silent.recall, silent.precision_range) == (None, None, None)
    assert RuleAgreement(rule="noise", measure_version=1, missed=2).recall == 0
    assert RuleAgreement(rule="noise", measure_version=1, overruled=2).recall is None


def test_each_rule_and_measure_is_gathered_the_most_overruled_first() -> None:
    tallies = [
        Tally("frame", 1, Stance.UPHELD, 3),
        Tally("noise", 1, Stance.OVERRULED, 2),
        Tally("noise", 2, Stance.OVERRULED, 1),
        Tally("noise", 2, Stance.MISSED, 1),
    ]
    assert agreements(tallies) == (
        RuleAgreement(rule="noise", measure_version=1, overruled=2),
        RuleAgreement(rule="noise", measure_version=2, overruled=1, missed=1),
        RuleAgreement(rule="frame", measure_version=1, upheld=3),
    )


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (5, 10, 0.2366, 0.7634), (1, 1, 0.2065, 1.0)],
)
def test_few_cases_say_little(hits: int, total: int, low: float, high: float) -> None:
    # Wilson (1927); the figures are those of the usual tables.
    assert wilson(hits, total) == pytest.approx((low, high), abs=1e-4)
