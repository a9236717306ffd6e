"""How far curators agree with each rule: counts, precision and recall of its word.

Precision: of the photos on which the rule spoke and a curator decided, the share on which nobody
objected. Recall: of the defects that the rule was there to see, those it saw; the ones it missed
are known as far as curators note them.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from imagepool.style.calibration.opinion import Stance

__all__ = ["RuleAgreement", "Tally", "agreements"]

_Z = 1.96  # two-sided 95 %


@dataclass(frozen=True, slots=True)
class Tally:
    """How often curators took the same stance on one rule."""

    rule: str
    measure_version: int
    stance: Stance
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleAgreement:
    """What curators made of one rule's word, since its measure is what it is."""

    rule: str
    measure_version: int
    upheld: int = 0  # the photo was returned or rejected, or a curator said that the rule is right
    let_pass: int = 0  # the photo was published, and nobody objected to the finding
    overruled: int = 0
    missed: int = 0

    @property
    def spoke(self) -> int:
        """On how many of the photos that curators decided on the rule spoke."""
        return self.upheld + self.let_pass + self.overruled

    @property
    def precision(self) -> float | None:
        """The share of its words to which nobody objected; None where it never spoke."""
        return _share(self.spoke - self.overruled, self.spoke)

    @property
    def recall(self) -> float | None:
        """The share of the defects that it saw; None where there was none."""
        right = self.spoke - self.overruled
        return _share(right, right + self.missed)

    @property
    def precision_range(self) -> tuple[float, float] | None:
        """Between what the precision lies with 95 % certainty: few cases say little."""
        return wilson(self.spoke - self.overruled, self.spoke) if self.spoke else None

    def as_json(self) -> dict[str, Any]:
        """Return the counts and shares; a share of nothing is null."""
        return {
            "rule": self.rule,
            "measure_version": self.measure_version,
            "spoke": self.spoke,
            "upheld": self.upheld,
            "let_pass": self.let_pass,
            "overruled": self.overruled,
            "missed": self.missed,
            "precision": self.precision,
            "precision_range": self.precision_range,
            "recall": self.recall,
        }


def agreements(tallies: Iterable[Tally]) -> tuple[RuleAgreement, ...]:
    """Gather the counts, one rule and measure each; most overruled first."""
    counts: dict[tuple[str, int], dict[str, int]] = defaultdict(dict)
    for tally in tallies:
        counts[tally.rule, tally.measure_version][str(tally.stance)] = tally.count
    gathered = (
        RuleAgreement(rule=rule, measure_version=version, **stances)
        for (rule, version), stances in counts.items()
    )
    return tuple(sorted(gathered, key=lambda a: (-a.overruled, a.rule, -a.measure_version)))


def wilson(hits: int, total: int) -> tuple[float, float]:
    """Return the Wilson score interval of a share, which holds for few cases too.

    >>> [round(end, 2) for end in wilson(3, 4)]
    [0.3, 0.95]
    """
    share = hits / total
    middle = share + _Z**2 / (2 * total)
    reach = _Z * math.sqrt(share * (1 - share) / total + _Z**2 / (4 * total**2))
    scale = 1 + _Z**2 / total
    return max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
