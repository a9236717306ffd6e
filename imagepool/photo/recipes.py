"""What is made of every photo, and its geometry, apart from any pixel.

Presets are the vocabulary of the command line, of addresses and of receipts: a name is never
given another meaning. A recipe that changes gets the next ``version``, and with it new keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, NamedTuple

from imagepool.asset import FORMATS
from imagepool.errors import InvalidRequest

Mode = Literal["fit", "fill"]


class Plan(NamedTuple):
    """What of the upright original is shown, and how large."""

    crop: tuple[int, int, int, int]  # x, y, width, height in pixels of the original
    size: tuple[int, int]  # width, height of the result


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How one rendition is made.

    ``fit`` keeps the whole picture within ``width`` x ``height``; ``fill`` cuts its middle to that
    very shape. Neither ever enlarges.
    """

    name: str
    purpose: str
    width: int
    height: int
    mode: Mode = "fit"
    format: Literal["JPEG", "WEBP"] = "JPEG"
    quality: int
    dpi: int = 72
    version: int = 2  # since 2, pixels are the same on every processor

    @property
    def media_type(self) -> str:
        return FORMATS[self.format][0]

    @property
    def extension(self) -> str:
        return FORMATS[self.format][1]

    def plan(self, width: int, height: int) -> Plan:
        """Lay out this recipe for an upright original of the given size."""
        return plan(width, height, self)


def plan(width: int, height: int, recipe: Recipe) -> Plan:
    """Lay out ``recipe`` for an upright original: never enlarged, never outside the picture.

    >>> plan(6000, 4000, PRESETS["slide"])
    Plan(crop=(0, 312, 6000, 3375), size=(1920, 1080))
    >>> plan(800, 600, PRESETS["screen"])
    Plan(crop=(0, 0, 800, 600), size=(800, 600))
    """
    if recipe.mode == "fit":
        scale = min(recipe.width / width, recipe.height / height, 1.0)
        return Plan((0, 0, width, height), _scaled(width, height, scale))
    shape = min(width / recipe.width, height / recipe.height)
    crop = (_within(recipe.width * shape, width), _within(recipe.height * shape, height))
    left, top = ((whole - part) // 2 for whole, part in zip((width, height), crop, strict=True))
    scale = min(1 / shape, 1.0)
    size = (min(recipe.width, crop[0]), min(recipe.height, crop[1])) if scale < 1 else crop
    return Plan((left, top, *crop), size)


def _scaled(width: int, height: int, scale: float) -> tuple[int, int]:
    return _within(width * scale, width), _within(height * scale, height)


def _within(side: float, whole: int) -> int:
    return min(max(round(side), 1), whole)


WORK = Recipe(name="work", purpose="what style measures read", width=1024, height=1024, quality=0)
"""The copy that is measured, never stored."""

# Recipes of one scale stand side by side (preview and social, screen and slide): a picture in
# landscape is resampled once for both.
_RECIPES = (
    Recipe(
        name="grid",
        purpose="tile in lists and search results",
        width=480,
        height=480,
        format="WEBP",
        quality=78,
    ),
    Recipe(
        name="preview",
        purpose="asset page, mail, small web pictures",
        width=1200,
        height=1200,
        quality=84,
    ),
    Recipe(
        name="social",
        purpose="link previews and posts, 1.91:1",
        width=1200,
        height=630,
        mode="fill",
        quality=86,
    ),
    Recipe(
        name="screen",
        purpose="web pages and full-screen display",
        width=1920,
        height=1920,
        quality=86,
    ),
    Recipe(
        name="slide",
        purpose="presentations, 16:9",
        width=1920,
        height=1080,
        mode="fill",
        quality=88,
    ),
    Recipe(
        name="print",
        purpose="print up to A4 at 300 dpi",
        width=3508,
        height=3508,
        quality=92,
        dpi=300,
    ),
)

PRESETS: Mapping[str, Recipe] = MappingProxyType({recipe.name: recipe for recipe in _RECIPES})
"""Name -> recipe, smallest first."""


def recipe_named(name: str) -> Recipe:
    """Return a preset; raises ``InvalidRequest`` naming those that there are."""
    if name not in PRESETS:
        raise InvalidRequest(f"no preset {name!r}", hint=f"Presets are: {', '.join(PRESETS)}.")
    return PRESETS[name]


def needed_scale(width: int, height: int, recipes: Iterable[Recipe] = (*_RECIPES, WORK)) -> float:
    """Return the share of the original's pixels, per edge, that the hungriest recipe needs."""
    plans = (recipe.plan(width, height) for recipe in recipes)
    return max(max(a / b for a, b in zip(made.size, made.crop[2:], strict=True)) for made in plans)


def original_key(digest: str, format: str) -> str:  # noqa: A002 -- the word of FORMATS
    """Return where an original lies in the store: its content is its address."""
    return f"originals/{digest[:2]}/{digest}.{FORMATS[format][1]}"


def rendition_key(digest: str, recipe: Recipe, stamp: str) -> str:
    """Return where a rendition lies, by what it was made of and the rights embedded in it."""
    name = f"{recipe.name}-v{recipe.version}-{stamp}.{recipe.extension}"
    return renditions_prefix(digest) + name


def renditions_prefix(digest: str) -> str:
    """Return what the keys of all renditions of an original begin with, whatever their stamp."""
    return f"renditions/{digest[:2]}/{digest}/"
