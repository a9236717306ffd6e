"""The ODRL rendering answers every use as ``may`` does."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pytest

from imagepool.rights.clearance import AssetRights
from imagepool.rights.license import Permission
from imagepool.rights.licenses import License, load_licenses
from imagepool.rights.odrl import odrl_of
from imagepool.rights.permission import may
from imagepool.rights.uses import Audience, Channel, Purpose, Use
from tests.rights.samples import ASSET, CLEARED, POOL

_ON = date(2026, 5, 1)
_LICENSES = load_licenses()
_OWN = _LICENSES["LicenseRef-Bilderpool-1.0"]
_VARIANTS = {
    **_LICENSES,
    "few copies": replace(_OWN, print_run_max=500),
    "nothing named": replace(_OWN, purposes={}),
    "channel to ask for": replace(
        _OWN,
        channels={**_OWN.channels, Channel.VIDEO: Permission(verdict="ask", clause="scope")},
    ),
    "nothing to ask": replace(_OWN, purposes={Purpose.EDITORIAL: _OWN.purposes[Purpose.EDITORIAL]}),
}
_COPIES = (None, 500, 501)


def _answer(offer: Mapping[str, Any], use: Use, on: date) -> str:
    """Evaluate an offer as ODRL says: a prohibition overrules, and the narrowest duty counts."""
    said = {
        "purpose": use.purpose.value,
        "deliveryChannel": use.channel.value,
        "recipient": use.audience.value,
        "count": use.print_run or 0,
        "dateTime": on.isoformat(),
    }

    def holds(constraint: Mapping[str, Any]) -> bool:
        value, right = said[constraint["leftOperand"]], constraint["rightOperand"]
        right = right["@value"] if isinstance(right, dict) else right
        if constraint["operator"] == "isAnyOf":
            return value in right
        return bool(value <= right if constraint["operator"] == "lteq" else value >= right)

    def applies(rule: Mapping[str, Any]) -> bool:
        return rule["action"] == "use" and all(map(holds, rule["constraint"]))

    if any(map(applies, offer.get("prohibition", []))):
        return "refused"
    granted = [rule for rule in offer.get("permission", []) if applies(rule)]
    if not granted:
        return "refused"
    asks = [any(d["action"] == "obtainConsent" for d in rule.get("duty", [])) for rule in granted]
    return "ask" if all(asks) else "allowed"


@pytest.mark.parametrize("name", _VARIANTS)
def test_every_use_is_answered_as_may_answers_it(name: str) -> None:
    license_ = _VARIANTS[name]
    asset = replace(ASSET, license_id=license_.id)
    rights = AssetRights(asset=asset, license=license_, clearance=CLEARED)
    offer = json.loads(json.dumps(odrl_of(license_, POOL)))
    for purpose, channel, audience, copies in product(Purpose, Channel, Audience, _COPIES):
        use = Use(purpose=purpose, channel=channel, audience=audience, print_run=copies)
        verdict = may(rights, use, on=_ON).verdict
        expected = "allowed" if verdict == "conditions" else verdict
        assert _answer(offer, use, _ON) == expected, use


def test_before_it_is_valid_a_license_offers_nothing() -> None:
    day = date(2025, 12, 31)
    use = Use(purpose=Purpose.TOURISM, channel=Channel.WEB)
    rights = AssetRights(asset=ASSET, license=_OWN, clearance=CLEARED)
    assert may(rights, use, on=day).clause == "license_not_yet_valid"
    assert _answer(odrl_of(_OWN, POOL), use, day) == "refused"


def test_duties_and_prohibitions_are_those_of_the_license() -> None:
    offer = odrl_of(_OWN, POOL)
    duties = {duty["action"] for rule in offer["permission"] for duty in rule["duty"]}
    assert duties == {"attribute", "delete", "obtainConsent"}
    actions = {rule["action"] for rule in offer["prohibition"]}
    assert actions == {"use", "grantUse", "derive", "tdm:mine"}
    clauses = {rule["dcterms:source"]["@id"] for rule in offer["prohibition"] if len(rule) > 1}
    assert "https://pool.example/lizenzen/LicenseRef-Bilderpool-1.0#ai-training" in clauses
    shared = odrl_of(_LICENSES["CC-BY-SA-4.0"], POOL)
    assert {"action": "cc:ShareAlike"} in shared["permission"][0]["duty"]
    assert "duty" not in odrl_of(_LICENSES["CC0-1.0"], POOL)["permission"][0]


def test_limits_of_place_and_a_newer_version_are_said() -> None:
    limited: License = replace(_OWN, territory=("DE", "AT"), superseded_by="LicenseRef-Neu-2.0")
    offer = odrl_of(limited, POOL)
    assert {
        "leftOperand": "spatial",
        "operator": "isAnyOf",
        "rightOperand": ["iso3166:DE", "iso3166:AT"],
    } in offer["permission"][0]["constraint"]
    newer = "https://pool.example/lizenzen/LicenseRef-Neu-2.0/odrl.jsonld"
    assert offer["dcterms:isReplacedBy"] == {"@id": newer}
