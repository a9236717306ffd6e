"""Features: what an asset is found by, taken once more where it is missing or of an older kind."""

from __future__ import annotations

from imagepool.asset import Asset
from imagepool.photo.matching.features import VERSION
from imagepool.photo.recipes import original_key
from imagepool.workflows.develop import find_again
from imagepool.workflows.workshop import Workshop


def lacks_features(workshop: Workshop, asset: Asset) -> bool:
    """Say whether the asset could not be found by a copy or a part of it."""
    with workshop.catalogue.reading() as books:
        versions = books.features.versions([asset.id])
    return asset.likeness.mirrored is None or versions.get(asset.id) != VERSION


def take_features(workshop: Workshop, asset: Asset) -> None:
    """Take the asset's features from its original; again is harmless.

    Raises ``ObjectMissing`` and ``UnreadablePhoto``.
    """
    with workshop.store.open(original_key(asset.original.digest, asset.original.format)) as stream:
        data = stream.read()
    likeness, features = workshop.darkroom.run(find_again, data, workshop.limits)
    with workshop.catalogue.transaction() as books:
        books.features.set(asset.id, *features, version=VERSION, mirrored=likeness.mirrored)
