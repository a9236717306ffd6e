"""Runs a rule's tables: named pictures that it passes, and named pictures that it notices."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from imagepool.asset import Facts
from imagepool.photo.decoding import Photo
from imagepool.style.company import Companion, Company
from imagepool.style.judging import judge, judge_company
from imagepool.style.limits import Level
from imagepool.style.report import Finding, Report, Verdict
from imagepool.style.requirements import OptionValue, RuleSetting, StyleConcept
from imagepool.style.rules import RULES
from tests.style.pictures import Pixels, photo_of, scene

TEXT = {"de": "Probe", "en": "sample"}


@dataclass(frozen=True)
class Case:
    """A picture for one rule; drawn only when its turn comes."""

    draw: Callable[[], Pixels] = scene
    photo: Mapping[str, Any] = field(default_factory=dict)  # fields of Photo
    facts: Facts = field(default_factory=Facts)
    options: Mapping[str, OptionValue] = field(default_factory=dict)

    def picture(self) -> Photo:
        return photo_of(self.draw(), **self.photo)


def setting_of(rule: str, **changes: Any) -> RuleSetting:
    """The rule with its own limits, at the gravest level that it allows."""
    found = RULES.named(rule)
    given: dict[str, Any] = {"rule": rule, "level": Level.MUST, "limits": found.limits}
    return RuleSetting(**(given | changes))


def concept_of(*settings: RuleSetting, **parts: Any) -> StyleConcept:
    return StyleConcept(id="sample", version="1.0.0", title=TEXT, why=TEXT, rules=settings, **parts)


def found(rule: str, case: Case, **changes: Any) -> Finding:
    """What the rule finds in the case."""
    setting = setting_of(rule, options=case.options, **changes)
    return judge(case.picture(), case.facts, concept_of(setting)).findings[0]


def table_of(
    rule: str,
    *,
    passes: Mapping[str, Case],
    fails: Mapping[str, Case],
    unmeasurable: Mapping[str, Case] | None = None,
) -> Callable[..., None]:
    """Make the test that runs a rule's tables; every case is a test of its own."""
    silent = unmeasurable or {}
    cases = [
        *(pytest.param(case, False, id=f"passes {name}") for name, case in passes.items()),
        *(pytest.param(case, True, id=f"notices {name}") for name, case in fails.items()),
        *(pytest.param(case, None, id=f"does not judge {name}") for name, case in silent.items()),
    ]

    @pytest.mark.parametrize(("case", "noticed"), cases)
    def test(case: Case, noticed: bool | None) -> None:
        finding = found(rule, case)
        assert set(finding.message) == {"de", "en"}
        assert "{" not in "".join([*finding.message.values(), *finding.remedy.values()])
        if noticed is None:
            assert finding.verdict is Verdict.NOT_APPLICABLE
            assert finding.value is None
            return
        assert finding.noticed is noticed, finding
        informs = RULES.named(rule).cap is Level.HINT
        assert (finding.verdict is Verdict.PASS) is (informs or not noticed)
        assert bool(finding.remedy) is noticed

    return test


@dataclass(frozen=True)
class Among:
    """A photo among others, for a rule of company."""

    one: Companion
    others: Sequence[Companion] = ()
    searched: bool = False

    def found(self, rule: str) -> Finding:
        concept = concept_of(setting_of(rule, level=Level.SHOULD))
        first = Report(concept_id=concept.id, concept_version=concept.version, findings=())
        company = Company((self.one, *self.others), searched=self.searched)
        return judge_company(first, self.one, company, concept).findings[0]


def company_table_of(
    rule: str,
    *,
    passes: Mapping[str, Among],
    fails: Mapping[str, Among],
    unmeasurable: Mapping[str, Among] | None = None,
) -> Callable[..., None]:
    """Make the test that runs the tables of a rule of company."""
    expected = {Verdict.PASS: passes, Verdict.WARN: fails}
    expected[Verdict.NOT_APPLICABLE] = unmeasurable or {}
    cases = [
        pytest.param(case, verdict, id=f"{verdict} {name}")
        for verdict, table in expected.items()
        for name, case in table.items()
    ]

    @pytest.mark.parametrize(("case", "verdict"), cases)
    def test(case: Among, verdict: Verdict) -> None:
        finding = case.found(rule)
        assert finding.verdict is verdict, finding
        assert set(finding.message) == {"de", "en"}
        assert "{" not in "".join([*finding.message.values(), *finding.remedy.values()])
        assert bool(finding.remedy) is finding.noticed is (verdict is Verdict.WARN)

    return test
