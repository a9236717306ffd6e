"""What the pool knows of assets besides themselves, as the search counts and sorts by it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from imagepool.asset import Asset
from imagepool.catalogue import Transaction
from imagepool.region.facets import people_by_faces
from imagepool.region.region import Region
from imagepool.rights.clearance import AssetRights
from imagepool.rights.days import today
from imagepool.rights.licenses import License
from imagepool.rights.usable import free_uses, usable_tokens
from imagepool.search.document import Known
from imagepool.search.shades import cells_of
from imagepool.style.looks import NO_LOOK
from imagepool.style.measuring.color_names import color_family

_CARRIES = 0.1  # share of the picture from which on people would name the color


def known_of(
    books: Transaction,
    assets: Collection[Asset],
    region: Region,
    licenses: Mapping[str, License],
) -> dict[str, Known]:
    """Return by asset id what is known; one question a subject for all."""
    ids = [asset.id for asset in assets]
    looks, uses = books.assets.looks(ids), books.receipts.counts(ids)
    clearances, on = books.clearances.of_many(ids), today()
    collections = books.collections.of_assets(ids)
    free = {license_.id: free_uses(license_) for license_ in licenses.values()}
    known: dict[str, Known] = {}
    for asset in assets:
        look = looks.get(asset.id, NO_LOOK)
        license_ = licenses.get(asset.license_id)
        rights = license_ and AssetRights(
            asset=asset, license=license_, clearance=clearances[asset.id]
        )
        known[asset.id] = Known(
            people=people_by_faces(region.themes, look.faces),
            colors=color_families(look.colors),
            shades=tuple(cells_of(look.colors)),
            usable=usable_tokens(rights, on=on, free=free[asset.license_id]) if rights else (),
            collections=tuple(c.id for c in collections.get(asset.id, ()) if c.public),
            style=look.fit or 0,
            uses=uses.get(asset.id, 0),
        )
    return known


def color_families(colors: Iterable[tuple[str, float]]) -> tuple[str, ...]:
    """Return the names of the colors that carry a picture, each once, the largest first."""
    return tuple(dict.fromkeys(color_family(color) for color, share in colors if share >= _CARRIES))
