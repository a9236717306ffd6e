"""Restamp: when rights or words change, the renditions get a new packet into the same pixels.

The new files lie under new keys before the asset points to them, and the old ones go last; so at
every moment there is one whole set.
"""

from __future__ import annotations

from dataclasses import replace

from imagepool.asset import Asset, State
from imagepool.photo.containers import write_blocks
from imagepool.photo.packet import Packet
from imagepool.photo.recipes import PRESETS, original_key, rendition_key
from imagepool.workflows.develop import print_renditions
from imagepool.workflows.workshop import Workshop, event


def restamp_later(workshop: Workshop, asset: Asset, connection: object) -> None:
    """Enqueue the work inside the transaction that made it necessary."""
    workshop.queue.enqueue(
        "restamp", {"asset_id": asset.id}, connection=connection, key=f"restamp:{asset.id}"
    )


def restamp(workshop: Workshop, asset_id: str) -> Asset:
    """Write the asset's present packet into its renditions; again is harmless."""
    asset = workshop.asset(asset_id)
    packet = workshop.packet(asset)
    if packet.stamp == asset.rights_stamp or asset.state is State.WITHDRAWN:
        return asset  # what is withdrawn has no renditions
    for recipe in PRESETS.values():
        old = rendition_key(asset.original.digest, recipe, asset.rights_stamp)
        with workshop.store.open(old) as stream:
            stamped = write_blocks(stream.read(), recipe.format, packet)
        new = rendition_key(asset.original.digest, recipe, packet.stamp)
        workshop.store.put(new, stamped, media_type=recipe.media_type)
    return _point_to(workshop, asset, packet)


def reprint(workshop: Workshop, asset_id: str) -> Asset:
    """Make the asset's renditions again from its original, with its present packet."""
    asset = workshop.asset(asset_id)
    packet = workshop.packet(asset)
    with workshop.store.open(original_key(asset.original.digest, asset.original.format)) as stream:
        data = stream.read()
    for rendition in workshop.darkroom.run(print_renditions, data, packet, workshop.limits):
        key = rendition_key(asset.original.digest, rendition.recipe, packet.stamp)
        workshop.store.put(key, rendition.data, media_type=rendition.media_type)
    return _point_to(workshop, asset, packet)


def _point_to(workshop: Workshop, asset: Asset, packet: Packet) -> Asset:
    if packet.stamp == asset.rights_stamp:
        return asset
    stamped = replace(asset, rights_stamp=packet.stamp)
    with workshop.catalogue.transaction() as books:
        written = books.assets.replace(stamped, event("restamp", asset.id, actor="imagepool"))
    for recipe in PRESETS.values():
        workshop.store.remove(rendition_key(asset.original.digest, recipe, asset.rights_stamp))
    return written
