"""The SQL side, the truth: typed rows, frozen values outward, a change feed, migrations.

Rows never leave this room. One act ends in one transaction::

    with Catalogue.open("sqlite:///pool.db") as catalogue:
        with catalogue.transaction() as books:
            asset = books.assets.get(asset_id)
            books.assets.replace(replace(asset, state=State.PUBLISHED), event)
"""

from __future__ import annotations

from imagepool.catalogue.catalogue import Catalogue, Change, Page, SchemaState, Transaction

__all__ = ["Catalogue", "Change", "Page", "SchemaState", "Transaction"]
