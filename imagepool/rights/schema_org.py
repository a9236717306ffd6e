"""A picture and its rights in the words of schema.org, as search engines read them.

Source: schema.org ImageObject; Google Search, "Image license metadata".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from imagepool.asset import Asset, Place, RightsStatement

__all__ = ["ShownFile", "image_object"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFile:
    """The file that a page shows."""

    url: str  # whole
    width: int
    height: int
    media_type: str


def image_object(asset: Asset, statement: RightsStatement, shown: ShownFile) -> dict[str, Any]:
    """Return the ImageObject as JSON-LD; what is unknown is left out, never made up."""
    words = asset.description
    people = [{"@type": "Person", "name": name} for name in statement.creator]
    licensor = statement.licensor[0]
    home = statement.asset_url.partition("/bilder/")[0]
    said = {
        "@context": "https://schema.org/",
        "@type": "ImageObject",
        "@id": statement.asset_url,
        "url": statement.asset_url,
        "identifier": asset.id,
        "contentUrl": shown.url,
        "width": shown.width,
        "height": shown.height,
        "encodingFormat": shown.media_type,
        "name": asset.title,
        "caption": words.caption,
        "keywords": list(words.keywords),
        "dateCreated": words.date_taken,
        "contentLocation": [_place(place) for place in words.location_shown],
        "locationCreated": _place(words.location_created) if words.location_created else None,
        "digitalSourceType": words.digital_source_type,
        "creator": people,
        "copyrightHolder": people,
        "copyrightNotice": statement.copyright_notice,
        "creditText": statement.credit_line,
        "license": statement.license_url,
        "usageInfo": statement.terms_url,
        "acquireLicensePage": licensor.url,
        "provider": {"@type": "Organization", "name": statement.source, "url": home},
    }
    return {name: value for name, value in said.items() if value not in ("", None, [])}


def _place(place: Place) -> dict[str, Any]:
    address = {
        "@type": "PostalAddress",
        "addressLocality": place.city,
        "addressRegion": place.province_state,
        "addressCountry": place.country_code or place.country_name,
    }
    filled = {name: value for name, value in address.items() if value}
    return {"@type": "Place", "name": str(place), "address": filled}
