"""Words for the values that every region shares, such as the shapes of pictures."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["FacetLabels", "read_labels"]


@dataclass(frozen=True, slots=True)
class FacetLabels:
    """Facet -> value -> labels by language, and other words people type for it."""

    entries: Mapping[str, Mapping[str, Mapping[str, Any]]]

    def label(self, facet: str, value: str, language: str) -> str:
        """Return the label, or the value itself where there is none."""
        return str(self._entry(facet, value).get(language, value))

    def words(self, facet: str, value: str) -> tuple[str, ...]:
        """Return the value's labels and other words; () where there are none."""
        entry = self._entry(facet, value)
        labels = (str(entry[key]) for key in entry if key != "words")
        return (*labels, *self.typed(facet, value))

    def typed(self, facet: str, value: str) -> tuple[str, ...]:
        """Return the other words alone, where a label would be too common a word."""
        return tuple(self._entry(facet, value).get("words", ()))

    def _entry(self, facet: str, value: str) -> Mapping[str, Any]:
        return self.entries.get(facet, {}).get(value, {})


def read_labels() -> FacetLabels:
    """Read the program's own table; it is part of the code, not of a region."""
    path = Path(__file__).parent / "labels.toml"
    return FacetLabels(tomllib.loads(path.read_text(encoding="utf-8")))
