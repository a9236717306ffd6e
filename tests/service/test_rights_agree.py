"""One statement of rights, many who say it: files, pages, headers, API, credit kit, receipt."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from imagepool.asset import Asset
from imagepool.pool import Pool
from imagepool.rights.licenses import load_licenses
from imagepool.rights.mining import AI_AGENTS
from imagepool.rights.uses import Channel, Purpose, Use
from imagepool.service import create_app
from tests.photo.exiftool import needs_exiftool, tags_of
from tests.pools import settings_in, titled_photo
from tests.service.conftest import Visitor

_CREATOR = "Jürgen Müßig-Öz"
_USE = Use(purpose=Purpose.EDITORIAL, channel=Channel.WEB)
_LICENSES = sorted(load_licenses())
_VOCABULARY = "http://ns.useplus.org/ldf/vocab/"


@dataclass(frozen=True)
class Said:
    """What one of the many says; None: it does not speak of this."""

    creator: tuple[str, ...] | None = None
    credit_line: str | None = None
    copyright_notice: str | None = None
    license_url: str | None = None
    licensor_url: str | None = None
    terms_url: str | None = None
    data_mining: str | None = None
    reserved: bool | None = None


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pool]:
    folder = tmp_path_factory.mktemp("agree")
    with Pool.open(settings_in(folder, public_url="https://pool.example")) as opened:
        for seed, name in enumerate(_LICENSES):
            path = folder / f"{name}.jpg"
            path.write_bytes(
                titled_photo(seed, title="Größe", caption="Am Tor", alt_text="Ein Tor")
            )
            [outcome] = opened.ingest([path], license=name, creator=_CREATOR, publish=True)
            assert outcome.state == "published"
        yield opened


@pytest.fixture(scope="module")
def visitor(pool: Pool) -> Visitor:
    return Visitor(create_app(pool, config={"RATELIMIT_ENABLED": False}).test_client())


@pytest.fixture(params=_LICENSES)
def asset(pool: Pool, request: pytest.FixtureRequest) -> Asset:
    hits = pool.search(f'license:"{request.param}"', patient=True).hits
    assert len(hits) == 1
    return hits[0].asset


def _in_file(tags: Mapping[str, Any]) -> Said:
    licensor = tags["XMP-plus:Licensor"][0]
    linked = tags.get("XMP-iptcExt:LinkedEncRightsExpr") or [{}]
    mining = tags["XMP-plus:DataMining"].removeprefix(_VOCABULARY)
    creator = tags["XMP-dc:Creator"]
    assert tags["IFD0:Artist"] == "; ".join(creator)
    assert tags["IFD0:Copyright"] == tags["XMP-dc:Rights"] == tags["XMP-dc:Rights-de"]
    if "IPTC:By-line" in tags:
        assert tags["IPTC:By-line"] == creator[0]
        assert tags["XMP-photoshop:Credit"].startswith(tags["IPTC:Credit"].removesuffix("…"))
        assert tags["IPTC:CopyrightNotice"] == tags["XMP-dc:Rights"]
    assert tags["XMP-cc:License"] == tags["XMP-xmpRights:WebStatement"]
    return Said(
        creator=tuple(creator),
        credit_line=tags["XMP-photoshop:Credit"],
        copyright_notice=tags["XMP-dc:Rights"],
        license_url=tags["XMP-xmpRights:WebStatement"],
        licensor_url=licensor["LicensorURL"],
        terms_url=linked[0].get("LinkedRightsExpr"),
        data_mining=mining,
        reserved=mining.startswith("DMI-PROHIBITED"),
    )


def _in_headers(headers: Any) -> Said:
    found = re.findall(r'<([^>]+)>; rel="(\w+)"', ", ".join(headers.getlist("Link")))
    links = {relation: address for address, relation in found}
    reserved = headers["tdm-reservation"] == "1"
    assert ("tdm-policy" in headers) == reserved
    return Said(
        license_url=links["license"],
        terms_url=headers.get("tdm-policy"),
        reserved=reserved,
    )


def _in_page(html: str) -> Iterator[Said]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert found
    image = json.loads(found[1])
    assert image["creator"] == image["copyrightHolder"]
    yield Said(
        creator=tuple(person["name"] for person in image["creator"]),
        credit_line=image["creditText"],
        copyright_notice=image["copyrightNotice"],
        license_url=image["license"],
        licensor_url=image["acquireLicensePage"],
        terms_url=image["usageInfo"],
    )
    link = re.search(r'<link rel="license" href="([^"]+)">', html)
    metas = dict(re.findall(r'<meta name="(tdm-\w+)" content="([^"]+)">', html))
    line = re.search(r'id="credit-line">([^<]+)<', html)
    assert link
    assert line
    yield Said(
        license_url=unescape(link[1]),
        credit_line=unescape(line[1]),
        terms_url=metas.get("tdm-policy"),
        reserved=metas["tdm-reservation"] == "1",
    )


def _matching(rules: list[dict[str, Any]], path: str) -> dict[str, Any]:
    """The rule for a path, read both ways: the first and the most specific must be the same."""
    matches = [rule for rule in rules if fnmatchcase(path, rule["location"])]
    assert matches[0] == max(matches, key=lambda rule: len(rule["location"]))
    return matches[0]


def _may_fetch(robots: str, agent: str, path: str) -> bool:
    """Judge as RFC 9309 says: the group of the agent, and in it the longest rule that matches."""
    group, rules, in_group, in_rules = f"user-agent: {agent}".lower(), [], False, True
    for line in robots.splitlines():
        name, _, value = line.partition(":")
        if name.lower() == "user-agent":
            in_group = (in_group and not in_rules) or line.lower() == group
            in_rules = False
        elif name in {"Allow", "Disallow"}:
            in_rules = True
            if in_group:
                rules.append((value.strip(), name == "Allow"))
    patterns = [
        (len(rule), allowed)
        for rule, allowed in rules
        if fnmatchcase(path, rule[:-1] if rule.endswith("$") else rule + "*")
    ]
    return max(patterns, default=(0, True))[1]


@needs_exiftool
def test_all_say_the_same(pool: Pool, visitor: Visitor, asset: Asset, tmp_path: Path) -> None:
    statement, terms = pool.statement(asset), pool.licenses[asset.license_id]
    expected = Said(
        creator=(_CREATOR,),
        credit_line=statement.credit_line,
        copyright_notice=statement.copyright_notice,
        license_url=terms.url_at("https://pool.example"),
        licensor_url=f"https://pool.example/bilder/{asset.id}",
        terms_url=f"https://pool.example/lizenzen/{asset.license_id}/odrl.jsonld",
        data_mining=terms.data_mining,
        reserved=terms.data_mining.startswith("DMI-PROHIBITED"),
    )
    told: dict[str, Said] = {}
    deliveries = {
        preset: pool.download(asset.id, preset, _USE, accepted_terms=True)
        for preset in ("original", "screen", "grid", "screen-credit")
    }
    for preset, delivery in deliveries.items():
        (tmp_path / preset).write_bytes(delivery.data)
    for tags in tags_of(sorted(tmp_path.iterdir())):
        told[Path(tags["SourceFile"]).name] = _in_file(tags)
    receipt = deliveries["original"].receipt
    told["receipt"] = Said(
        creator=receipt.creator,
        credit_line=receipt.credit_line,
        license_url=receipt.license_url,
        licensor_url=receipt.asset_url,
    )
    path = f"/dateien/{asset.id}/preview"
    page, file = visitor.get(f"/bilder/{asset.id}"), visitor.get(path)
    told["headers of the page"] = _in_headers(page.headers)
    told["headers of the file"] = _in_headers(file.headers)
    for number, said in enumerate(_in_page(page.text)):
        told[f"page {number}"] = said
    rule = _matching(visitor.get("/.well-known/tdmrep.json").get_json(), path)
    told["tdmrep.json"] = Said(
        reserved=bool(rule["tdm-reservation"]), terms_url=rule.get("tdm-policy")
    )
    robots = visitor.get("/robots.txt").text
    told["robots.txt"] = Said(reserved=not _may_fetch(robots, "GPTBot", path))
    assert _may_fetch(robots, "Googlebot", path)
    api = visitor.get(f"/api/v1/assets/{asset.id}/rights").get_json()
    told["API"] = Said(
        creator=tuple(api["creator"]),
        credit_line=api["credit_line"],
        copyright_notice=api["copyright_notice"],
        license_url=api["license"]["url"],
        licensor_url=api["licensor"][0]["url"],
        terms_url=api["license"]["terms_url"],
        data_mining=api["data_mining"],
        reserved=bool(api["tdm_reservation"]),
    )
    offer = visitor.get(urlsplit(str(told["original"].terms_url)).path).get_json(force=True)
    told["ODRL"] = Said(
        license_url=offer["dcterms:license"]["@id"],
        terms_url=offer["uid"],
        data_mining=offer["plus:DataMining"]["@id"].removeprefix("plusvocab:"),
        reserved="tdm:mine" in [each["action"] for each in offer["prohibition"]],
    )
    assert (offer["dcterms:identifier"], offer["dcterms:hasVersion"]) == (terms.id, terms.version)
    assert receipt.license_text_sha256 in offer["spdx:checksum"]
    assert api["license"]["text_sha256"] == receipt.license_text_sha256
    for who, said in told.items():
        for name, value in vars(said).items():
            assert value in (None, getattr(expected, name)), f"{who} on {name}"


def test_the_credit_kit_says_it_in_every_medium(pool: Pool, visitor: Visitor, asset: Asset) -> None:
    statement, terms = pool.statement(asset), pool.licenses[asset.license_id]
    kits = visitor.get(f"/api/v1/assets/{asset.id}/rights").get_json()["credit_kit"]
    for kit in kits.values():
        assert kit["plain"] == statement.credit_line
        for medium, text in kit.items():
            assert _CREATOR in unescape(text).replace("\\", ""), medium
            assert "Bilderpool" in text, medium
            if "{license" in terms.attribution.template:
                assert terms.short_name in unescape(text).replace("\\", ""), medium
    assert kits["de"]["caption"] == f"Foto: {statement.credit_line}"
    assert kits["de"]["alt_text"] == f"Ein Tor. Foto: {statement.credit_line}"
    assert kits["en"]["alt_text"] == f"Ein Tor. Photo: {statement.credit_line}"
    page = unescape(visitor.get(f"/bilder/{asset.id}").text)
    for text in kits["de"].values():
        assert text in page


def test_robots_that_gather_for_training_are_kept_out_one_by_one(visitor: Visitor) -> None:
    robots = visitor.get("/robots.txt").text
    for agent in AI_AGENTS:
        assert not _may_fetch(robots, agent, "/dateien/0000000000000000/preview")
    for agent in ("Googlebot", "bingbot", "OAI-SearchBot"):
        assert _may_fetch(robots, agent, "/bilder/0000000000000000")


def test_machines_find_their_way(visitor: Visitor, asset: Asset) -> None:
    page = visitor.get(f"/bilder/{asset.id}")
    [there] = re.findall(r"<(/[^>]+)>; rel=\"describedby\"", " ".join(page.headers.getlist("Link")))
    assert visitor.get(there).status_code == 200
    terms = visitor.get(f"/lizenzen/{asset.license_id}")
    odrl = f"/lizenzen/{asset.license_id}/odrl.jsonld"
    assert f'<link rel="alternate" type="application/ld+json" href="{odrl}">' in terms.text
    answer = visitor.get(odrl)
    assert answer.mimetype == "application/ld+json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert visitor.get("/lizenzen/GPL/odrl.jsonld").status_code == 404
    assert visitor.get("/api/v1/assets/0000000000000000/rights").status_code == 404
