"""Features: what an asset is found by, kept with it; and taken later where it has none."""

from __future__ import annotations

from imagepool.catalogue.transaction import Transaction
from imagepool.photo.matching.features import VERSION, Features


def keep_features(books: Transaction, asset_id: str, document: bytes) -> None:
    """Keep an asset's features, with the words that find it."""
    words = Features.from_bytes(document).indexed
    books.features.set(asset_id, document, words, version=VERSION)
