"""Deliver: the bytes that go out; a rendition as it lies, with a credit strip, or the original."""

from __future__ import annotations

from imagepool.asset import Asset
from imagepool.errors import InvalidRequest, UnreadablePhoto
from imagepool.photo.containers import Delivered, write_blocks, write_original
from imagepool.photo.credit_strip import with_credit_strip
from imagepool.photo.recipes import PRESETS, Recipe, original_key, rendition_key
from imagepool.workflows.workshop import Workshop

ORIGINAL = "original"
OWN_WORDS = "own_words"  # left out: all that the file said of itself
STRIP = "-credit"
"""Behind a preset's name: the same with its credit line in a strip below the picture."""


def require_preset(preset: str) -> None:
    """Raise ``InvalidRequest`` where there is no such preset."""
    if preset == ORIGINAL or preset in PRESETS:
        return
    recipe = PRESETS.get(preset.removesuffix(STRIP))
    if recipe is None or not takes_strip(recipe):
        named = [*PRESETS, ORIGINAL, *(f"{name}{STRIP}" for name in PRESETS if _strips(name))]
        raise InvalidRequest(f"no preset {preset!r}", hint=f"there are {', '.join(named)}")


def takes_strip(recipe: Recipe) -> bool:
    """Say whether a credit strip comes below what the recipe makes: tiles are too small."""
    return recipe.format == "JPEG"


def format_of(asset: Asset, preset: str) -> str:
    """Return the key of ``FORMATS`` in which a preset of the asset is delivered."""
    if preset == ORIGINAL:
        return asset.original.format
    return PRESETS[preset.removesuffix(STRIP)].format


def delivered_file(workshop: Workshop, asset: Asset, preset: str) -> Delivered:
    """Return a file with its rights inside, and what of an original's own words stayed behind.

    Raises ``UnreadablePhoto`` for an original that cannot be written without damage.
    """
    if preset == ORIGINAL:
        return _original(workshop, asset)
    digest = asset.original.digest
    recipe = PRESETS[preset.removesuffix(STRIP)]
    with workshop.store.open(rendition_key(digest, recipe, asset.rights_stamp)) as stream:
        data = stream.read()
    if preset.endswith(STRIP):
        line, packet = workshop.statement(asset).credit_line, workshop.packet(asset)
        data = workshop.darkroom.run(with_credit_strip, data, line, recipe, packet)
    return Delivered(data, left_out=())


def _original(workshop: Workshop, asset: Asset) -> Delivered:
    kind = asset.original.format
    with workshop.store.open(original_key(asset.original.digest, kind)) as stream:
        data = stream.read()
    agreement = workshop.rights(asset).clearance.agreement
    try:
        if agreement and agreement.credit_name:  # the file may tell who goes by another name
            return Delivered(write_blocks(data, kind, workshop.packet(asset)), (OWN_WORDS,))
        return write_original(data, kind, workshop.packet(asset))
    except UnreadablePhoto as error:
        raise UnreadablePhoto(
            f"the original is not handed out: {error.message}",
            reason=error.reason,
            hint="take a rendition, such as print; the original lies unchanged",
        ) from error


def _strips(name: str) -> bool:
    return takes_strip(PRESETS[name])
