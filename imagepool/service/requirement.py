"""One requirement of the image-style concept as pages tell it: limits, exceptions, examples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext as _

from imagepool.service.current import pool
from imagepool.service.language import capital, said, shown_language
from imagepool.service.words import measured
from imagepool.style.examples.gallery import EXAMPLES
from imagepool.style.help_page import HelpPage
from imagepool.style.known_rules import KNOWN_RULES
from imagepool.style.limits import Level, Limits, weaker
from imagepool.style.report import LangText
from imagepool.style.requirements import Easing, RuleSetting
from imagepool.style.rulebook import Rule
from imagepool.style.sentences import placeholders

__all__ = ["Requirement", "in_words", "remedies"]


@dataclass(frozen=True, slots=True)
class Requirement:
    """A rule and how the region's concept uses it, for templates."""

    setting: RuleSetting

    @property
    def name(self) -> str:
        return self.setting.rule

    @property
    def rule(self) -> Rule:
        return KNOWN_RULES.named(self.setting.rule)

    @property
    def level(self) -> Level:
        """Say how much it weighs; a rough measure warns at most."""
        return weaker(self.setting.level, self.rule.cap)

    @property
    def page(self) -> HelpPage:
        return self.rule.page(shown_language())

    @property
    def asked(self) -> str:
        """Return the requirement as one sentence without numbers."""
        sentence = self.page.summary.partition(":")[2].strip()
        return capital(sentence)

    @property
    def quantity(self) -> str:
        """Return what the limits are about."""
        return capital(said(self.rule.words.quantity))

    @property
    def required(self) -> list[str]:
        return self._in_words(self.setting.limits, self.level)

    @property
    def remedies(self) -> list[LangText]:
        return remedies(self.setting)

    @property
    def exceptions(self) -> list[tuple[str, str, str]]:
        """Return for each exception when, what then, and why."""
        return [
            (capital(_circumstance(one.when)), self._eased(one), said(one.why))
            for one in self.setting.exceptions
        ]

    @property
    def has_example(self) -> bool:
        return self.setting.rule in EXAMPLES

    def example(self, kind: str) -> str:
        """Return what the example shows, ``good`` or ``bad``; for ``none``, why there is none."""
        return said(self.rule.words.sentence("example", kind))

    def _eased(self, easing: Easing) -> str:
        if easing.exempt:
            return str(_("not asked for"))
        level = weaker(easing.level or self.setting.level, self.rule.cap)
        told = self._in_words(easing.limits, level) if easing.limits != self.setting.limits else []
        if level != self.level or not told:
            told.insert(0, _WEIGHS[level]())
        return ", ".join(told)

    def _in_words(self, limits: Limits | None, level: Level) -> list[str]:
        unit = self.rule.words.unit(self.rule.unit, shown_language())
        return list(in_words(limits, unit, level)) if limits else []


_WEIGHS = {
    Level.MUST: lambda: _("refused where it is missed"),
    Level.SHOULD: lambda: _("only a warning"),
    Level.HINT: lambda: _("only a hint"),
}


def in_words(limits: Limits, unit: str, level: Level = Level.MUST) -> Iterator[str]:
    """Yield what the limits ask for, as sentences; nothing is refused below the level ``must``."""
    low, high = limits.min, limits.max
    if low.passing is not None:
        yield _("at least %(limit)s", limit=measured(low.passing, unit))
    if high.passing == 0:
        yield _("none")
    elif high.passing is not None:
        yield _("at most %(limit)s", limit=measured(high.passing, unit))
    if level is not Level.MUST:
        return
    if low.fail is not None and low.fail != low.passing:
        yield _("not accepted below %(limit)s", limit=measured(low.fail, unit))
    if high.fail is not None and high.fail != high.passing:
        yield _("not accepted above %(limit)s", limit=measured(high.fail, unit))


def remedies(setting: RuleSetting) -> list[LangText]:
    """Return how to mend what this concept may complain of."""
    if setting.remedy:
        return [setting.remedy]
    words, limits = KNOWN_RULES.named(setting.rule).words, setting.limits
    if limits is None:
        paths = [("outside", "remedy"), ("above", "remedy")]
    else:
        paths = [("below", "remedy")] * (limits.min.passing is not None)
        paths += [("above", "remedy")] * (limits.max.passing is not None)
    told = (words.sentence(*path) for path in paths)
    # What names a measured value makes sense beside a photo only; the help page says it in general.
    return [text for text in told if text and not placeholders(text["de"])]


def _circumstance(name: str) -> str:
    return said(pool.concept.circumstance_title(name)) or name
