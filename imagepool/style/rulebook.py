"""The machinery of rules: what a rule is, how it is declared, and how it is found by its name.

A rule is one file in ``rules/``: the module's docstring is its help page, and one function named
``measure``, decorated with ``rule``, measures. The function's keyword-only parameters are the
rule's options; ``Annotated[int, "edges"]`` gives an option its unit, and ``OneOf`` behind it the
texts that it takes. The words for people lie in a TOML file of the same name, the help page in
other languages among them. A rule measures and never judges: limits, levels and verdicts are the
concept's (see ``judging``).
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from imagepool.errors import InvalidRequest
from imagepool.style.concept_file.spelling import did_you_mean
from imagepool.style.help_page import HelpPage, page_from_docstring, page_from_words
from imagepool.style.limits import Level, Limits
from imagepool.style.report import Region
from imagepool.style.sentences import Term, Words, words_of

__all__ = ["Measured", "OneOf", "Option", "Outcome", "Rule", "Rulebook", "Unmeasurable", "rule"]

Span = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Measured:
    """What a rule measured."""

    value: float | str
    region: Region | None = None  # the place in the picture that decided
    terms: Mapping[str, Term] = field(default_factory=dict)  # what the sentences may name besides
    accepted: bool = True  # read only of rules without numeric limits
    required: str = ""  # likewise: what would have been accepted


@dataclass(frozen=True, slots=True)
class Unmeasurable:
    """Why a rule says nothing on this photo; ``reason`` is a key of its words."""

    reason: str
    terms: Mapping[str, Term] = field(default_factory=dict)


Outcome = Measured | Unmeasurable


@dataclass(frozen=True, slots=True)
class OneOf:
    """The texts that an option takes."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """A setting of a rule: a keyword-only parameter of its function."""

    name: str
    kind: type  # bool, int, float, str, or tuple (of str)
    unit: str
    default: object
    choices: tuple[str, ...] = ()  # empty: any text


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One requirement that can be measured."""

    name: str  # kebab case; the file bears it in snake case
    unit: str
    digits: int  # decimals shown to people
    cap: Level  # rough measures warn at most, whatever a concept says
    limits: Limits | None  # proposed limits; None: the rule compares with a list
    measure_version: int  # counts up whenever the same photo may get another value
    measure: Callable[..., Outcome]  # (copy, facts, *, options...)
    options: Mapping[str, Option]
    span: Span = (0, None)  # the least and largest value that can be measured; None: open
    of_company: bool = False  # measures (companion, company, *, options...), when all are known

    def page(self, lang: str = "en") -> HelpPage:
        """Return the help page; in English where the rule has none in ``lang``."""
        words = self.words.page(lang)
        if words:
            return page_from_words(lang, words)
        text = sys.modules[self.measure.__module__].__doc__ or ""
        return page_from_docstring(inspect.cleandoc(text))

    @property
    def words(self) -> Words:
        """The sentences for people."""
        file = sys.modules[self.measure.__module__].__file__ or ""
        return words_of(Path(file).with_suffix(".toml"))


def rule(
    name: str,
    *,
    unit: str,
    limits: Limits | None,
    digits: int = 1,
    cap: Level = Level.MUST,
    measure_version: int = 1,
    span: Span = (0, None),
    of_company: bool = False,
) -> Callable[[Callable[..., Outcome]], Rule]:
    """Declare the function below as the rule ``name``."""

    def declare(measure: Callable[..., Outcome]) -> Rule:
        return Rule(
            name=name,
            unit=unit,
            digits=digits,
            cap=cap,
            limits=limits,
            measure_version=measure_version,
            measure=measure,
            options={option.name: option for option in _options_of(measure)},
            span=span,
            of_company=of_company,
        )

    return declare


class Rulebook:
    """The rules that a concept may use, by name."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._own = {rule.name: rule for rule in rules}

    @property
    def _rules(self) -> Mapping[str, Rule]:
        return self._own

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._rules.values())

    def __len__(self) -> int:
        return len(self._rules)

    def __contains__(self, name: object) -> bool:
        return name in self._rules

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._rules)

    def named(self, name: str) -> Rule:
        """Return the rule; refuses an unknown name with ``InvalidRequest`` and a suggestion."""
        try:
            return self._rules[name]
        except KeyError:
            hint = did_you_mean(name, self._rules)
            raise InvalidRequest(f"there is no rule {name!r}", hint=hint) from None


def _options_of(measure: Callable[..., Outcome]) -> Iterator[Option]:
    keywords = {
        name: parameter
        for name, parameter in inspect.signature(measure).parameters.items()
        if parameter.kind is parameter.KEYWORD_ONLY
    }
    # Only the options are resolved: the other annotations may exist for type checkers alone.
    annotations = {name: parameter.annotation for name, parameter in keywords.items()}
    hints = get_type_hints(
        SimpleNamespace(__annotations__=annotations),
        globalns=sys.modules[measure.__module__].__dict__,
        include_extras=True,
    )
    for name, parameter in keywords.items():
        kind, unit, choices = _kind_unit_and_choices(hints[name])
        yield Option(name, kind, unit, parameter.default, choices)


def _kind_unit_and_choices(hint: Any) -> tuple[type, str, tuple[str, ...]]:
    hint, *about = get_args(hint) if get_origin(hint) is Annotated else (hint,)
    unit = next((one for one in about if isinstance(one, str)), "")
    choices = next((one.texts for one in about if isinstance(one, OneOf)), ())
    return get_origin(hint) or hint, unit, choices
