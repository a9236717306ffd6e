"""A license for machines: an ODRL offer as JSON-LD, which says what ``may`` says.

What no permission covers is refused; a permission with the duty ``obtainConsent`` is an "ask".
Purposes, channels and audiences are the words of ``imagepool.rights.uses``.

Source: ODRL Information Model 2.2 and Vocabulary 2.2 (W3C, 2018); TDMRep (W3C, 2024).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from imagepool.rights.license import License, Permission, Ruling
from imagepool.rights.statement import PoolIdentity
from imagepool.rights.uses import Audience, Channel, Purpose

__all__ = ["MEDIA_TYPE", "odrl_of"]

MEDIA_TYPE = "application/ld+json"

_CONTEXT = [
    "http://www.w3.org/ns/odrl.jsonld",
    {
        "cc": "http://creativecommons.org/ns#",
        "dcterms": "http://purl.org/dc/terms/",
        "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
        "plusvocab": "http://ns.useplus.org/ldf/vocab/",
        "spdx": "http://spdx.org/rdf/terms#",
        "tdm": "http://www.w3.org/ns/tdmrep#",
    },
]
_KINDS: Mapping[str, type[Purpose | Channel | Audience]] = {
    "purpose": Purpose,
    "deliveryChannel": Channel,
    "recipient": Audience,
}
"""Left operand of ODRL -> what it is compared with."""

_Node = dict[str, Any]


def odrl_of(license: License, pool: PoolIdentity) -> _Node:  # noqa: A002  (the field's word)
    """Return the offer that the pool makes to everybody under this license, as JSON-LD."""
    url = license.terms_url_at(pool.url)
    offer = {
        "@context": _CONTEXT,
        "@type": "Offer",
        "uid": url,
        "dcterms:identifier": license.id,
        "dcterms:hasVersion": license.version,
        "dcterms:title": _texts(license.title),
        "dcterms:description": _texts(license.summary),
        "dcterms:license": {"@id": license.url_at(pool.url)},
        "spdx:checksum": f"SHA256: {license.text_sha256}",
        "plus:DataMining": {"@id": f"plusvocab:{license.data_mining}"},
        "plus:ImageAlterationConstraints": [
            {"@id": f"plusvocab:{each}"} for each in license.alterations
        ],
        "assigner": {"@type": "Party", "uid": pool.url, "dcterms:title": pool.name},
        "target": {"@type": "AssetCollection", "uid": f"{url}#pictures"},
        "permission": list(_permissions(license)),
        "prohibition": list(_prohibitions(license, pool.url)),
    }
    if license.superseded_by:
        newer = url.replace(license.id, license.superseded_by)
        offer["dcterms:isReplacedBy"] = {"@id": newer}
    return {name: value for name, value in offer.items() if value != []}


def _texts(texts: Mapping[str, str]) -> list[_Node]:
    return [{"@language": language, "@value": text} for language, text in texts.items()]


def _permissions(license_: License) -> Iterator[_Node]:
    """Yield what is allowed, what is allowed up to a number of copies, and what is to be asked."""
    copies, printing = license_.print_run_max, Channel.PRINT.value
    channels = _values(license_, "deliveryChannel", "allowed")
    if copies is None or printing not in channels:
        yield _permission(license_, channels, "allowed")
    else:
        yield _permission(license_, [each for each in channels if each != printing], "allowed")
        yield _permission(license_, [printing], "allowed", count=copies)
    wider = _values(license_, "deliveryChannel", "allowed", "ask")
    asked = any(_values(license_, operand, "ask") for operand in _KINDS)
    if asked or copies is not None:
        rule = _permission(license_, wider, "allowed", "ask")
        yield rule | {"duty": [{"action": "obtainConsent"}, *rule.get("duty", [])]}


def _permission(
    license_: License, channels: list[str], *verdicts: Ruling, count: int | None = None
) -> _Node:
    constraints = [
        _constraint("purpose", "isAnyOf", _values(license_, "purpose", *verdicts)),
        _constraint("deliveryChannel", "isAnyOf", channels),
        _constraint("recipient", "isAnyOf", _values(license_, "recipient", *verdicts)),
        _constraint("dateTime", "gteq", {"@value": str(license_.valid_from), "@type": "xsd:date"}),
    ]
    if count is not None:
        constraints.append(_constraint("count", "lteq", count))
    if license_.territory:
        regions = [f"iso3166:{region}" for region in license_.territory]
        constraints.append(_constraint("spatial", "isAnyOf", regions))
    duties = list(_duties(license_))
    rule: _Node = {"action": "use", "constraint": constraints}
    return rule | ({"duty": duties} if duties else {})


def _duties(license_: License) -> Iterator[_Node]:
    if license_.attribution.required:
        yield {"action": "attribute", "dcterms:description": license_.attribution.template}
    if license_.share_alike:
        yield {"action": "cc:ShareAlike"}
    if license_.specimen_copy:
        yield {"action": "inform"}
    if license_.recall_days:
        within = _constraint("elapsedTime", "lteq", f"P{license_.recall_days}D")
        yield {"action": "delete", "constraint": [_constraint("event", "eq", "recall"), within]}


def _prohibitions(license_: License, pool_url: str) -> Iterator[_Node]:
    """Yield what is refused, each with the clause that refuses it."""
    page = f"{pool_url.rstrip('/')}/lizenzen/{license_.id}"
    for operand in _KINDS:
        refused = sorted(_refused(license_, operand))
        for clause, group in groupby(refused, key=lambda pair: pair[0]):
            values = [value for _, value in group]
            yield {
                "action": "use",
                "constraint": [_constraint(operand, "isAnyOf", values)],
                "dcterms:source": {"@id": f"{page}#{clause}"},
            }
    for action, forbidden in {
        "grantUse": not license_.sublicense,
        "modify": license_.modify == "none",
        "derive": license_.modify != "any",
        "tdm:mine": license_.reserves_mining,
    }.items():
        if forbidden:
            yield {"action": action}


def _refused(license_: License, operand: str) -> Iterator[tuple[str, str]]:
    unnamed = Permission(verdict="refused", clause=license_.default_clause)
    for what in _KINDS[operand]:
        permission = license_.permission(what) or unnamed
        if permission.verdict == "refused":
            yield permission.clause, what.value


def _values(license_: License, operand: str, *verdicts: Ruling) -> list[str]:
    permissions = ((what, license_.permission(what)) for what in _KINDS[operand])
    return [what.value for what, said in permissions if said and said.verdict in verdicts]


def _constraint(left: str, operator: str, right: object) -> _Node:
    return {"leftOperand": left, "operator": operator, "rightOperand": right}
