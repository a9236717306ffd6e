"""What the API tells of an asset's rights: the same statement that its files carry."""

from __future__ import annotations

from typing import Any

from imagepool.asset import Asset, RightsStatement
from imagepool.rights.credit import credit_kit
from imagepool.rights.license import License
from imagepool.rights.words import LANGUAGES

__all__ = ["disclose", "kit_of"]


def disclose(
    asset: Asset,
    statement: RightsStatement,
    license: License,  # noqa: A002  (the field's word)
) -> dict[str, Any]:
    """Return the rights as plain values for JSON."""
    return {
        "id": asset.id,
        "url": statement.asset_url,
        "creator": list(statement.creator),
        "copyright_notice": statement.copyright_notice,
        "credit_line": statement.credit_line,
        "credit_required": statement.credit_required,
        "credit_rule": statement.credit_rule,
        "credit_kit": {
            language: kit_of(asset, statement, license, language) for language in LANGUAGES
        },
        "source": statement.source,
        "usage_terms": dict(statement.usage_terms),
        "other_constraints": dict(statement.other_constraints),
        "license": {
            "id": license.id,
            "version": license.version,
            "title": dict(license.title),
            "url": statement.license_url,
            "terms_url": statement.terms_url,
            "text_sha256": license.text_sha256,
            "superseded_by": license.superseded_by,
            "flags": dict(license.flags),
            "territory": list(license.territory),
        },
        "licensor": [
            {"name": each.name, "url": each.url, "email": each.email} for each in statement.licensor
        ],
        "marked": statement.marked,
        "alterations": list(statement.alterations),
        "data_mining": statement.data_mining,
        "tdm_reservation": int(statement.mining_reserved),
    }


def kit_of(
    asset: Asset,
    statement: RightsStatement,
    license: License,  # noqa: A002  (the field's word)
    language: str,
) -> dict[str, str]:
    """Return the credit for every medium, with the asset's own words where a medium has them."""
    kit = credit_kit(statement, license, alt_text=asset.description.alt_text, language=language)
    return {medium.value: text for medium, text in kit.items()}
