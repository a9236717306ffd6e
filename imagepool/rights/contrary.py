"""Contrary rights: what an incoming file says of itself, and its terms in the pool do not.

A file that names another creator or forbids what its license allows was perhaps never its sender's
to give. Facts and terms are compared when it comes in; what differs is told, never decided here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from imagepool.asset import Facts, Licensor
from imagepool.rights.license import License
from imagepool.rights.uses import Purpose

__all__ = ["KINDS", "Contradiction", "contradictions", "without_reservation"]

KINDS = (
    *("creator", "copyright_notice", "credit_line", "licensor"),
    *("license_url", "usage_terms", "data_mining"),
)
_LONGEST = 300  # characters that are kept of what a file says
_RESERVATION = re.compile(
    r"[\s.,;:–—-]*\b(?:all rights (?:are )?reserved|alle rechte vorbehalten|"
    r"tous droits r[ée]serv[ée]s)\b[\s.!]*",
    re.IGNORECASE,
)
_NOISE = frozenset(
    {
        *("a", "all", "alle", "and", "at", "by", "c", "copyright"),
        *("das", "der", "die", "foto", "fotografie", "fotos", "fotograf", "fotografin"),
        *("from", "of", "photo", "photograph", "photographer", "photography", "photos", "picture"),
        *("rechte", "reserved", "rights", "und", "urheber", "von", "vorbehalten", "www"),
        *("com", "de", "http", "https"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """One statement of a file that the asset's terms contradict."""

    kind: str  # one of ``KINDS``
    stated: str  # as the file says it
    source: str  # xmp, iim or exif; "sidecar" where it lay beside the file


def contradictions(
    facts: Facts,
    creator: tuple[str, ...],
    license: License,  # noqa: A002  (the field's word)
    *,
    pool_name: str,
    pool_url: str,
    beside: Iterable[str] = (),
) -> tuple[Contradiction, ...]:
    """Return where the facts of a file contradict its creator and license in the pool.

    ``beside`` are the names of those facts that stood in a sidecar. What the file does not state
    contradicts nothing.
    """
    ours = (*creator, pool_name)
    stated = {
        "creator": _others(_names(facts, "creator"), creator),
        "copyright_notice": _notice(facts.text("copyright_notice"), ours, license),
        "credit_line": _foreign_text(facts.text("credit_line"), ours),
        "licensor": _others(_licensors(facts), ours),
        "license_url": _other_license(facts.text("license_url"), license.url_at(pool_url)),
        "usage_terms": _other_terms(facts.text("usage_terms"), license, pool_url),
        "data_mining": _mining(facts.text("data_mining"), license),
    }
    sidecar = frozenset(beside)
    return tuple(
        Contradiction(
            kind=kind,
            stated=stated[kind][:_LONGEST],
            source="sidecar" if kind in sidecar else facts.fields[kind].source,
        )
        for kind in KINDS
        if stated[kind]
    )


def without_reservation(notice: str) -> str:
    """Return a copyright notice without "all rights reserved", which an open license undoes.

    >>> without_reservation("© 2019 Jana Beyer. All rights reserved.")
    '© 2019 Jana Beyer'
    """
    return _RESERVATION.sub(" ", notice).strip()


def _names(facts: Facts, field: str) -> Iterator[str]:
    fact = facts.fields.get(field)
    values = fact.value if fact and isinstance(fact.value, tuple) else ()
    return (value for value in values if isinstance(value, str))


def _licensors(facts: Facts) -> Iterator[str]:
    fact = facts.fields.get("licensor")
    values = fact.value if fact and isinstance(fact.value, tuple) else ()
    return (value.name for value in values if isinstance(value, Licensor) and value.name)


def _others(named: Iterable[str], ours: tuple[str, ...]) -> str:
    return "; ".join(name for name in named if not any(_same(name, each) for each in ours))


def _same(one: str, other: str) -> bool:
    """Say whether two spellings may be one name: every part of the shorter stands in the longer.

    An initial stands for a name that begins with it.
    """
    shorter, longer = sorted((_parts(one), _parts(other)), key=len)
    if not shorter:
        return True
    return all(any(_stands_for(part, whole) for whole in longer) for part in shorter)


def _stands_for(part: str, whole: str) -> bool:
    return part == whole or (min(len(part), len(whole)) == 1 and part[0] == whole[0])


def _parts(name: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", name.casefold().replace("ß", "ss"))
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    plain = re.sub("ae|oe|ue", lambda found: found[0][0], plain)  # as typed without umlauts
    return [part for part in re.findall(r"[^\W\d_]+", plain) if part not in _NOISE]


def _foreign_text(text: str, ours: tuple[str, ...]) -> str:
    """Return the text where it names somebody, and none of ours."""
    named = set(_parts(text))
    known = {part for name in ours for part in _parts(name) if len(part) > 1}
    return text if named and not named & known else ""


def _notice(notice: str, ours: tuple[str, ...], license_: License) -> str:
    reserved = _is_open(license_) and _RESERVATION.search(notice)
    return notice if reserved else _foreign_text(notice, ours)


def _is_open(license_: License) -> bool:
    return not license_.revocable


def _other_license(stated: str, url: str) -> str:
    return stated if stated and _address(stated) != _address(url) else ""


def _address(url: str) -> str:
    """Return a license's address without what does not tell licenses apart."""
    plain = re.sub(r"^https?://(www\.)?", "", url.strip().casefold())
    return re.sub(r"/(?:deed|legalcode)(?:\.[a-z-]+)?$", "", plain.rstrip("/")).rstrip("/")


def _other_terms(stated: str, license_: License, pool_url: str) -> str:
    told = stated.casefold()
    ours = (license_.short_name, license_.id, _address(license_.url_at(pool_url)))
    return "" if not stated or any(each.casefold() in told for each in ours) else stated


def _mining(stated: str, license_: License) -> str:
    forbids = "DMI-PROHIBITED" in stated
    return stated if forbids and license_.allows(Purpose.AI_TRAINING) else ""
