"""Deliver: what can be had of an asset, and renditions to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

from imagepool.asset import FORMATS, Asset
from imagepool.photo.recipes import PRESETS, plan, rendition_key
from imagepool.workflows.download import ORIGINAL, require_preset
from imagepool.workflows.workshop import Workshop


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One way to have a picture."""

    preset: str
    width: int
    height: int
    media_type: str
    extension: str
    byte_count: int | None = None  # known of the original only


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A rendition open for reading; close the stream."""

    stream: BinaryIO
    media_type: str
    key: str  # its address: the content under a key never changes


def offers(asset: Asset) -> tuple[Offer, ...]:
    """Return every preset with the size it has for this asset; the original last."""
    original = asset.original
    media_type, extension = FORMATS[original.format]
    whole = Offer(
        preset=ORIGINAL,
        width=original.width,
        height=original.height,
        media_type=media_type,
        extension=extension,
        byte_count=original.byte_count,
    )
    return (*(_offer(asset, name) for name in PRESETS), whole)


def _offer(asset: Asset, preset: str) -> Offer:
    recipe = PRESETS[preset]
    width, height = plan(asset.original.width, asset.original.height, recipe).size
    media_type, extension = FORMATS[recipe.format]
    return Offer(
        preset=preset, width=width, height=height, media_type=media_type, extension=extension
    )


def open_rendition(workshop: Workshop, asset: Asset, preset: str) -> Opened:
    """Open a rendition; raises ``InvalidRequest`` for an unknown preset, ``ObjectMissing``."""
    require_preset(preset)
    recipe = PRESETS[preset]
    key = rendition_key(asset.original.digest, recipe, asset.rights_stamp)
    return Opened(stream=workshop.store.open(key), media_type=FORMATS[recipe.format][0], key=key)
