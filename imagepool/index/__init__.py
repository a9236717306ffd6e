"""The search index: a projection of the catalogue on local disk, thrown away and rebuilt at will.

The only room that knows tantivy.
"""

from imagepool.index.asset_index import AssetIndex, Page
from imagepool.index.likening import Pattern
from imagepool.index.schema import record

__all__ = ["AssetIndex", "Page", "Pattern", "record"]
