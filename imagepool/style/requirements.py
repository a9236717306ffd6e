"""What a region requires of its pictures: the parts of a concept, as frozen values."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from imagepool.style.limits import Level, Limits
from imagepool.style.report import LangText

__all__ = [
    "Circumstance",
    "Easing",
    "OptionValue",
    "PaletteColor",
    "Question",
    "RuleSetting",
    "StyleConcept",
    "Theme",
    "Tonality",
]

OptionValue = bool | int | float | str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Circumstance:
    """A word for exceptions, such as ``archive``, and the keywords by which a photo claims it."""

    id: str
    title: LangText
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Easing:
    """How a rule changes under a circumstance."""

    when: str
    level: Level | None = None  # None: as before
    limits: Limits | None = None  # None: as before
    exempt: bool = False  # the rule does not apply at all
    why: LangText = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSetting:
    """How a concept uses one rule."""

    rule: str
    level: Level
    limits: Limits | None  # None: the rule compares with a list
    options: Mapping[str, OptionValue] = field(default_factory=dict)
    why: LangText = field(default_factory=dict)
    message: LangText = field(default_factory=dict)  # instead of the rule's own words
    remedy: LangText = field(default_factory=dict)
    exceptions: tuple[Easing, ...] = ()
    easing: Easing | None = None  # the exception that is in force

    def under(self, circumstances: Collection[str]) -> RuleSetting:
        """Return the setting as it stands under these circumstances; the first exception wins."""
        for easing in self.exceptions:
            if easing.when in circumstances:
                return replace(
                    self,
                    level=easing.level or self.level,
                    limits=easing.limits or self.limits,
                    easing=easing,
                )
        return self


@dataclass(frozen=True, slots=True)
class Theme:
    """What the region wants to show; its id is one of the region's vocabulary."""

    id: str
    title: LangText
    about: LangText


@dataclass(frozen=True, slots=True)
class Tonality:
    """How it should feel."""

    id: str
    title: LangText
    about: LangText


@dataclass(frozen=True, slots=True)
class PaletteColor:
    """A color of the region: what one sees there, not what its logo is printed in."""

    name: LangText
    color: str  # "#rrggbb"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What only a person can tell; answered by a curator with yes or no."""

    id: str
    topic: LangText
    question: LangText
    help: LangText = field(default_factory=dict)
    themes: tuple[str, ...] = ()  # asked only for these; empty: for all


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleConcept:
    """One version of a region's image-style concept."""

    id: str
    version: str
    title: LangText
    why: LangText
    rules: tuple[RuleSetting, ...]
    circumstances: tuple[Circumstance, ...] = ()
    themes: tuple[Theme, ...] = ()
    tonalities: tuple[Tonality, ...] = ()
    palette: tuple[PaletteColor, ...] = ()
    checklist: tuple[Question, ...] = ()
    valid_from: str = ""  # ISO 8601
    supersedes: str = ""  # the version that this one replaces
    # What in the file weighs less than it says: sentences for its author, in English.
    notes: tuple[str, ...] = field(default=(), compare=False)

    def setting(self, rule: str) -> RuleSetting | None:
        """Return how this concept uses the rule; None if it does not."""
        return next((one for one in self.rules if one.rule == rule), None)

    @property
    def claims(self) -> Mapping[str, tuple[str, ...]]:
        """The keywords by which a photo claims each circumstance and each theme."""
        claims = {one.id: one.keywords for one in self.circumstances}
        for theme in self.themes:
            words = (theme.id, *theme.title.values())
            claims[theme.id] = (*claims.get(theme.id, ()), *words)
        return claims

    def limited_to(self, rules: Collection[str]) -> StyleConcept:
        """Return the concept with only these of its rules."""
        return replace(self, rules=tuple(one for one in self.rules if one.rule in rules))

    def circumstance_title(self, name: str) -> LangText:
        """Return the words for a circumstance or theme; {} where the concept has none."""
        titles = {one.id: one.title for one in self.circumstances}
        titles |= {one.id: one.title for one in self.themes}
        return titles.get(name, {})

    def questions_for(self, themes: Collection[str]) -> tuple[Question, ...]:
        """Return the checklist for a picture of these themes."""
        return tuple(q for q in self.checklist if not q.themes or set(q.themes) & set(themes))
