"""What the groups of the vocabulary are to a search, and which concepts faces stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from imagepool.region.themes import Theme

__all__ = ["facet_of", "people_by_faces"]

_FACETS = {"jahreszeit": "season", "personen": "people", "perspektive": "perspective"}

# IPTC Scene NewsCodes: single, two, group.
_SCENES = {1: "scn:010600", 2: "scn:010800"}
_GROUP = "scn:010900"


def facet_of(theme: Theme) -> str:
    """Return the facet of which the concept is a value by its group; "" where it is of none."""
    return _FACETS.get(theme.group, "") if theme.broader else ""


def people_by_faces(themes: Mapping[str, Theme], faces: int | None) -> tuple[str, ...]:
    """Return the concept of so many people; () for none: that no face is found proves nothing."""
    if not faces:
        return ()
    return _of_scene(themes.values(), _SCENES.get(faces, _GROUP))


def _of_scene(themes: Iterable[Theme], scene: str) -> tuple[str, ...]:
    return tuple(theme.id for theme in themes if theme.scene == scene)[:1]
