"""All renditions of a photo, from one decode, with the rights embedded as they are encoded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from imagepool.photo.decoding import Photo
from imagepool.photo.packet import Packet
from imagepool.photo.pixels.encoding import encode_jpeg, encode_webp
from imagepool.photo.pixels.planes import Ycc
from imagepool.photo.recipes import PRESETS, Plan, Recipe


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """One file made from a photo."""

    recipe: Recipe
    width: int
    height: int
    data: bytes

    @property
    def media_type(self) -> str:
        return self.recipe.media_type


def make_renditions(
    photo: Photo, packet: Packet, recipes: Iterable[Recipe] = tuple(PRESETS.values())
) -> Iterator[Rendition]:
    """Yield each recipe's file; the same photo and packet always give the same bytes."""
    for recipe in recipes:
        plan = recipe.plan(photo.width, photo.height)
        data = _encode(photo, recipe, plan, packet)
        yield Rendition(recipe=recipe, width=plan.size[0], height=plan.size[1], data=data)


def _encode(photo: Photo, recipe: Recipe, plan: Plan, packet: Packet) -> bytes:
    whole, left, top = _placed(photo, plan)
    width, height = plan.size
    if recipe.format == "WEBP":
        pixels = photo.planes.rgb(whole)[top : top + height, left : left + width]
        return encode_webp(pixels, packet, quality=recipe.quality)
    planes = _cut(photo.planes.ycc(whole), left, top, plan.size)
    return encode_jpeg(planes, packet, quality=recipe.quality, dpi=recipe.dpi)


def _placed(photo: Photo, plan: Plan) -> tuple[tuple[int, int], int, int]:
    """Return the size of the whole picture at the plan's scale, and where the crop lies in it.

    The crop begins on an even pixel, where chroma does.
    """
    x, y, crop_width, crop_height = plan.crop
    across, down = plan.size[0] / crop_width, plan.size[1] / crop_height
    whole = (
        max(round(photo.width * across), plan.size[0]),
        max(round(photo.height * down), plan.size[1]),
    )
    return whole, round(x * across) & ~1, round(y * down) & ~1


def _cut(planes: Ycc, left: int, top: int, size: tuple[int, int]) -> Ycc:
    width, height = size
    x, y = left // 2, top // 2
    half_width, half_height = (width + 1) // 2, (height + 1) // 2
    return Ycc(
        planes.y[top : top + height, left : left + width],
        planes.cb[y : y + half_height, x : x + half_width],
        planes.cr[y : y + half_height, x : x + half_width],
    )
