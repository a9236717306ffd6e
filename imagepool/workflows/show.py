"""Show: what can be had of an asset, and renditions for pages; who may not see it gets neither."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

from imagepool.asset import FORMATS, Asset
from imagepool.errors import InvalidRequest, UseRefused
from imagepool.photo.recipes import PRESETS, plan, rendition_key
from imagepool.rights.days import today
from imagepool.rights.standing import GONE, reasons_against
from imagepool.rights.words import words
from imagepool.workflows.deliver import ORIGINAL, STRIP, require_preset, takes_strip
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
    strip: str = ""  # the preset with a credit strip below the picture, where there is one


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
        preset=preset,
        width=width,
        height=height,
        media_type=media_type,
        extension=extension,
        strip=preset + STRIP if takes_strip(recipe) else "",
    )


def barred_from(workshop: Workshop, asset: Asset, *, inside: bool = False) -> str | None:
    """Return why this asset may not be shown today, or None; ``inside`` are curators."""
    reasons = list(reasons_against(workshop.rights(asset), today()))
    if inside:
        reasons = [reason for reason in reasons if reason in GONE]
    return next(iter(reasons), None)


def open_rendition(
    workshop: Workshop, asset: Asset, preset: str, *, inside: bool = False
) -> Opened:
    """Open a rendition to be shown; ``inside`` is for curators, who see what is not published.

    Raises ``UseRefused`` where nothing of the asset may leave, ``InvalidRequest`` for an unknown
    preset, and ``ObjectMissing``.
    """
    if preset not in PRESETS:
        require_preset(preset)
        raise InvalidRequest(f"{preset} is made on its way out", hint="download it")
    reason = barred_from(workshop, asset, inside=inside)
    if reason:
        raise UseRefused(words("reasons", reason)["en"], verdict="refused", clause=reason)
    recipe = PRESETS[preset]
    key = rendition_key(asset.original.digest, recipe, asset.rights_stamp)
    return Opened(stream=workshop.store.open(key), media_type=FORMATS[recipe.format][0], key=key)
