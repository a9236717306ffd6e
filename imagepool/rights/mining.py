"""Text and data mining: the reservation, in all the places where machines look for it.

Source: TDM Reservation Protocol (W3C community group, final report 2024-05-10); RFC 9309 (robots).
A license that reserves mining still lets search engines index its pictures, else nobody finds them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from imagepool.asset import RightsStatement

__all__ = ["AI_AGENTS", "tdm_headers", "tdm_rules"]

AI_AGENTS = (
    *("AI2Bot", "Amazonbot", "anthropic-ai", "Applebot-Extended", "Bytespider", "CCBot"),
    *("ClaudeBot", "Claude-Web", "cohere-ai", "cohere-training-data-crawler", "DeepSeekBot"),
    *("Diffbot", "FacebookBot", "Google-Extended", "GPTBot", "ICC-Crawler", "ImagesiftBot"),
    *("img2dataset", "Kangaroo Bot", "LAION-HuggingFace-Processor", "Meta-ExternalAgent"),
    *("omgili", "omgilibot", "PanguBot", "SBIntuitionsBot", "Timpibot"),
    *("VelenPublicWebCrawler", "Webzio-Extended", "xAI-Bot"),
)
"""Robots that gather for training; those that only search, or fetch what a person asked for, are
not among them."""

_PICTURES = ("/bilder/", "/dateien/")
"""Paths under which an asset's page and files lie, each followed by its id."""


def tdm_headers(statement: RightsStatement) -> list[tuple[str, str]]:
    """Return the HTTP headers that an asset's page and files carry."""
    if not statement.mining_reserved:
        return [("tdm-reservation", "0")]
    return [("tdm-reservation", "1"), ("tdm-policy", statement.terms_url)]


def tdm_rules(policy: str | None, open_assets: Iterable[str]) -> list[dict[str, Any]]:
    """Return what ``/.well-known/tdmrep.json`` says, the most specific first.

    ``policy`` is the address of the terms under which pictures are reserved, "" where there are
    several, None where none is; ``open_assets`` are the ids of those whose license reserves
    nothing.
    """
    if policy is None:
        return [{"location": "/*", "tdm-reservation": 0}]
    openings = [
        {"location": f"{path}{asset_id}{end}", "tdm-reservation": 0}
        for asset_id in open_assets
        for path, end in zip(_PICTURES, ("", "/*"), strict=True)
    ]
    reserved = {"tdm-reservation": 1} | ({"tdm-policy": policy} if policy else {})
    return [*openings, *({"location": f"{path}*", **reserved} for path in _PICTURES)]
