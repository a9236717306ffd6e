"""Develop one photo: the work of a darkroom's child, from one reading and one decode."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, replace

from imagepool.asset import Description, Fact, Facts, Likeness, Original, asset_id
from imagepool.photo.decoding import Photo, decode
from imagepool.photo.facts import describe, read_facts
from imagepool.photo.fingerprint import likeness_of
from imagepool.photo.limits import Limits
from imagepool.photo.matching.sought import features_of
from imagepool.photo.packet import Packet, build_packet
from imagepool.photo.renditions import Rendition, make_renditions
from imagepool.photo.sniffing import sniff
from imagepool.region.region import Region, load_region
from imagepool.rights.clearance import Clearance
from imagepool.rights.contrary import Contradiction, contradictions, without_reservation
from imagepool.rights.declarations import Declarations
from imagepool.rights.licenses import License
from imagepool.rights.release_status import release_marks
from imagepool.rights.statement import PoolIdentity, state_rights
from imagepool.style.concept import parse_concept
from imagepool.style.judging import judge
from imagepool.style.report import Report
from imagepool.style.scene import shown_themes
from imagepool.style.whereabouts import located

PRELOAD = ("imagepool.workflows.develop",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What the darkroom is told about a photo; only small values, since they cross a pipe."""

    digest: str
    name: str
    creator: tuple[str, ...]
    author: str  # who signed, where another name is printed; their name is not
    license: License
    pool: PoolIdentity
    region: str
    concept: str  # its text
    limits: Limits
    declarations: Declarations  # from which follow the releases that are missing
    stated: Mapping[str, Fact]  # said beside the file, in a sidecar; wins over the file


@dataclass(frozen=True, slots=True, kw_only=True)
class Developed:
    """Everything that one decode gave."""

    original: Original
    likeness: Likeness
    features: tuple[bytes, tuple[int, ...]]  # by which the picture is found, and their words
    description: Description
    copyright_notice: str
    contrary: tuple[Contradiction, ...]  # what the file says otherwise than its terms
    report: Report
    stamp: str
    renditions: tuple[Rendition, ...]


def develop(data: bytes, order: Order) -> Developed:
    """Read, measure and print a photo; raises ``UnreadablePhoto``."""
    facts, contrary, photo = _look(data, order)
    description = at_home(describe(facts), order.region)
    notice = facts.text("copyright_notice")
    if order.author:  # whoever goes by another name is not given away by their camera
        notice = ""
    if not order.license.revocable:
        notice = without_reservation(notice)
    packet = _packet(order, description, notice)
    region, concept = _region(order.region), _concept(order.concept)
    themes = shown_themes(description.themes, region, concept)
    return Developed(
        original=Original(
            digest=order.digest,
            format=photo.format,
            byte_count=len(data),
            width=photo.width,
            height=photo.height,
            name=order.name,
        ),
        likeness=likeness_of(photo),
        features=features_of(photo),
        description=description,
        copyright_notice=notice,
        contrary=contrary,
        report=judge(photo, located(facts, region), concept, circumstances=themes),
        stamp=packet.stamp,
        renditions=tuple(make_renditions(photo, packet)),
    )


def print_renditions(data: bytes, packet: Packet, limits: Limits) -> tuple[Rendition, ...]:
    """Make the renditions of a known asset again, from its original."""
    return tuple(make_renditions(decode(data, limits=limits), packet))


def find_again(data: bytes, limits: Limits) -> tuple[Likeness, tuple[bytes, tuple[int, ...]]]:
    """Return what a known asset is found by, from its original."""
    photo = decode(data, limits=limits)
    return likeness_of(photo), features_of(photo)


_region = functools.cache(load_region)
_concept = functools.cache(parse_concept)


def _look(data: bytes, order: Order) -> tuple[Facts, tuple[Contradiction, ...], Photo]:
    facts = read_facts(data, sniff(data))
    said = replace(facts, fields={**facts.fields, **order.stated})
    contrary = contradictions(
        said,
        (*order.creator, *filter(None, [order.author])),
        order.license,
        pool_name=order.pool.name,
        pool_url=order.pool.url,
        beside=order.stated,
    )
    creator = {"creator": Fact(value=order.creator, source="derived")}
    stated = replace(facts, fields={**facts.fields, **creator, **order.stated})
    return stated, contrary, decode(data, limits=order.limits)


def at_home(description: Description, region_id: str) -> Description:
    """Return the description with the region's own place and themes found in its words."""
    region: Region = _region(region_id)
    shown = description.location_shown[0] if description.location_shown else None
    place = region.place_of(
        shown or description.location_created,
        description.latitude,
        description.longitude,
        description.keywords,
    )
    return replace(
        description,
        location_shown=(place, *description.location_shown[1:])
        if place
        else description.location_shown,
        themes=description.themes or region.themes_of(description.keywords),
    )


def _packet(order: Order, description: Description, notice: str) -> Packet:
    identity = asset_id(order.digest)
    rights = state_rights(
        asset_id=identity,
        creator=order.creator,
        license=order.license,
        copyright_notice=notice,
        pool=order.pool,
        releases=release_marks(Clearance(declarations=order.declarations), description),
    )
    return build_packet(identity, description, rights)
