"""The help page of a rule: English from the docstring, other languages from the rule's own words.

Both have the same parts, so that a page, a terminal and a reference show the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

__all__ = ["SECTIONS", "HelpPage", "page_from_docstring", "page_from_words"]

SECTIONS = ("why", "passes", "fails", "remedy", "source", "options", "measured")
"""The sections of a help page, in their order; options only where there are any."""

_HEADINGS = {name.capitalize(): name for name in SECTIONS}
_OPTION = re.compile(r"(?P<name>\w+) \((?P<unit>[^()]+)\): (?P<about>.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class HelpPage:
    """What a rule measures, why, and how to mend a photo, in one language."""

    lang: str
    summary: str  # "Sharpness: at least one place of the picture is drawn clearly."
    measure: str  # how that is told; empty where the summary says it all
    sections: Mapping[str, str]  # in the order of SECTIONS; paragraphs are lines

    @property
    def options(self) -> Mapping[str, tuple[str, str]]:
        """The options by name, each with its unit and what it is for."""
        lines = self.sections.get("options", "").splitlines()
        found = filter(None, map(_OPTION.fullmatch, lines))
        return {one["name"]: (one["unit"], one["about"]) for one in found}


def page_from_docstring(text: str) -> HelpPage:
    """Read the page of a rule's module: headings at the margin, their text below, indented."""
    summary, _, rest = text.partition("\n")
    parts: dict[str, list[str]] = {"": []}
    name = ""
    for line in rest.splitlines():
        if line.rstrip() in _HEADINGS:
            name = _HEADINGS[line.rstrip()]
            parts[name] = []
        else:
            parts[name].append(line.strip())
    measure = _flowing(parts.pop(""))
    sections = {name: _flowing(lines) for name, lines in parts.items()}
    return HelpPage("en", summary.strip(), measure, sections)


def page_from_words(lang: str, words: Mapping[str, str]) -> HelpPage:
    """Read the page of a rule's TOML: ``[page.de]`` with a key for each part."""
    texts = {name: _flowing(text.strip().splitlines()) for name, text in words.items()}
    summary, measure = texts.pop("summary"), texts.pop("measure", "")
    order = (*SECTIONS, *(name for name in texts if name not in SECTIONS))
    return HelpPage(lang, summary, measure, {name: texts[name] for name in order if name in texts})


def _flowing(lines: Iterable[str]) -> str:
    """Join broken lines; a blank line and the begin of an option stay line breaks."""
    paragraphs: list[str] = []
    fresh = True
    for line in lines:
        fresh = fresh or not line or bool(_OPTION.match(line))
        if line and fresh:
            paragraphs.append(line)
        elif line:
            paragraphs[-1] += f" {line}"
        fresh = not line
    return "\n".join(paragraphs)
