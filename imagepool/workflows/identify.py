"""Identify: whether a picture, or a copy of it, is ours, and how it may be used today.

Candidates come from indexes: the bytes, the perceptual hashes of the picture and of its mirror
image, words of local features. Each is then laid on the picture and compared by its pixels, since
a file's own words can be forged and features alone are as like in two shots of one scene.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from imagepool.asset import Asset, State
from imagepool.errors import InvalidReceipt, ObjectMissing, UnreadablePhoto
from imagepool.photo.fingerprint import NEAR, digest_of
from imagepool.photo.matching.agreement import Agreement, Part
from imagepool.photo.matching.alignment import Matrix
from imagepool.photo.matching.sought import Lain, Sought, agree, lay, look
from imagepool.photo.recipes import PRESETS, original_key, rendition_key
from imagepool.rights.permission import Verdict
from imagepool.rights.proof.receipts import Receipt, verify_receipt
from imagepool.rights.uses import Audience, Channel, Purpose, Use
from imagepool.rights.words import LangText
from imagepool.workflows.download import judge_use
from imagepool.workflows.keys import public_keys
from imagepool.workflows.workshop import Workshop

Kind = Literal["exact", "copy", "crop", "similar"]

USUAL = Use(purpose=Purpose.TOURISM, channel=Channel.WEB, audience=Audience.PUBLIC)
"""What a picture is judged for where nobody says what it is wanted for."""

_KINDS: tuple[Kind, ...] = ("exact", "copy", "crop", "similar")
_VOTED = 24  # candidates by features, for the picture and for its mirror image
_COMPARED = 8  # by pixels
_FEATURES = 6  # that must agree on how a picture lies
_MANY = 24  # so many agree in no two pictures of different scenes
# Shares of the blocks that show something in which two pictures agree. Copies agree in all; what
# is missing is written over or burnt out. Shots of one scene, by hand, agree in a third.
_SAME, _SURE, _RELATED = 0.9, 0.96, 0.4
_TURNED = 0.4  # degrees: a copy lies straight, the next shot does not
_UPRIGHT = 20.0  # degrees: beyond, it is chance
_TOLD = 150  # blocks, from which a turn is told exactly
_BLOCKS, _PART_BLOCKS = 8, 40  # fewer say nothing
# Shares of the asset's area: it is shown whole; whole but for what is written over; in part.
_WHOLE, _NEARLY, _PART = 0.93, 0.8, 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An asset that the picture shows, or looks like."""

    id: str
    kind: Kind
    confidence: float  # 0 to 1
    mirrored: bool
    covered: float  # share of the asset that the picture shows
    status: State
    title: str
    url: str
    license_id: str
    decision: Verdict
    clause: str
    message: LangText
    conditions: tuple[LangText, ...]
    credit_line: str
    receipt_fits: bool | None = None  # None: no receipt was given


@dataclass(frozen=True, slots=True, kw_only=True)
class Identification:
    """What a picture was found to be, best first; nothing of the picture is kept."""

    matches: tuple[Match, ...]
    use: Use
    receipt: Receipt | None = None
    receipt_error: str = ""  # why the receipt given is not valid


@dataclass(frozen=True, slots=True)
class _Found:
    kind: Kind
    confidence: float
    mirrored: bool = False
    covered: float = 1.0


def identify(
    workshop: Workshop, data: bytes, *, use: Use = USUAL, receipt: bytes | None = None
) -> Identification:
    """Find the assets that a picture shows, in whatever state they are.

    ``receipt`` is a signed receipt that may belong to it. Raises ``UnreadablePhoto``.
    """
    workshop.limits.check_bytes(len(data))
    found = dict(_exact(workshop, data))
    sought = workshop.darkroom.run(look, data, workshop.limits)
    said = _said(workshop, sought)
    for asset_id, match in _seen(workshop, sought, said):
        if asset_id not in found:
            found[asset_id] = match
    proof, wrong = _proof(workshop, receipt)
    best = sorted(found.items(), key=lambda each: _rank(each[1]))
    matches = tuple(_match(workshop, key, match, use, proof, receipt) for key, match in best)
    return Identification(matches=matches, use=use, receipt=proof, receipt_error=wrong)


def _rank(found: _Found) -> tuple[int, float]:
    return _KINDS.index(found.kind), -found.confidence


def _exact(workshop: Workshop, data: bytes) -> Iterator[tuple[str, _Found]]:
    digest = digest_of(data)
    with workshop.catalogue.reading() as books:
        standing = books.assets.by_digest(digest)
        receipt = books.receipts.by_file(digest)
    if standing:
        yield standing.id, _Found("exact", 1.0)
    if receipt:
        yield receipt.asset_id, _Found("exact", 1.0)


def _said(workshop: Workshop, sought: Sought) -> str:
    """Return the id of the asset that the file says it is, or ""."""
    ours = workshop.identity.url + "/"
    urls = (url for url in sought.licensor_urls if url.startswith(ours))
    return next(urls, "").rsplit("/", 1)[-1]


def _seen(workshop: Workshop, sought: Sought, said: str) -> Iterator[tuple[str, _Found]]:
    lies = _candidates(workshop, sought, said)
    with workshop.catalogue.reading() as books:
        assets = books.assets.many(lies)
    for asset_id, asset in assets.items():
        agreements = _agreements(workshop, asset, sought, [lie[:2] for lie in lies[asset_id]])
        judged = [
            match
            for lie, agreement in zip(lies[asset_id], agreements, strict=True)
            if agreement and (match := _judged(agreement, lie, said=said == asset_id))
        ]
        if judged:
            yield asset_id, min(judged, key=_rank)


_Lie = tuple[bool, Matrix | None, int]  # mirrored, how it lies, features that agree on it


def _candidates(workshop: Workshop, sought: Sought, said: str) -> dict[str, list[_Lie]]:
    """Return the assets worth a comparison by pixels, with the ways the picture may lie on them."""
    likeness = sought.likeness
    with workshop.catalogue.reading() as books:
        near = [(key, False) for key, _ in books.assets.near_hash(likeness.phash, NEAR, _COMPARED)]
        if likeness.mirrored is not None:
            turned = books.assets.near_hash(likeness.mirrored, NEAR, _COMPARED)
            near += [(key, True) for key, _ in turned]
        voted = [
            (key, view.mirrored)
            for view in sought.views
            for key, _ in books.features.voted(view.words, _VOTED)
        ]
        wanted = dict.fromkeys([*near, *voted, *([(said, False)] if said else [])])
        kept = books.features.many([key for key, _ in wanted])
    on = [(key, mirrored, kept[key]) for key, mirrored in wanted if key in kept]
    lain = workshop.darkroom.run(lay, b"", sought.views, on)
    lies: dict[str, list[_Lie]] = {}
    for each in _best(lain):
        lie = (each.mirrored, each.alignment.matrix, each.alignment.count)
        lies.setdefault(each.asset_id, []).append(lie)
    for key, mirrored in near:
        lies.setdefault(key, []).append((mirrored, None, 0))
    return lies


def _best(lain: Iterable[Lain]) -> list[Lain]:
    sure = (each for each in lain if each.alignment.count >= _FEATURES)
    return sorted(sure, key=lambda each: -each.alignment.count)[:_COMPARED]


def _agreements(
    workshop: Workshop, asset: Asset, sought: Sought, lies: list[tuple[bool, Matrix | None]]
) -> tuple[Agreement | None, ...]:
    for key in (
        rendition_key(asset.original.digest, PRESETS["preview"], asset.rights_stamp),
        original_key(asset.original.digest, asset.original.format),  # of what was withdrawn
    ):
        try:
            with workshop.store.open(key) as stream:
                data = stream.read()
            return workshop.darkroom.run(agree, data, sought, lies, workshop.limits)
        except (ObjectMissing, UnreadablePhoto):
            continue
    return (None,) * len(lies)


def _judged(agreement: Agreement, lie: _Lie, *, said: bool) -> _Found | None:
    """Say what the picture is to the asset, or None where they have nothing in common."""
    mirrored, _, count = lie
    whole, best = agreement.whole, agreement.best
    still = agreement.turned < _TURNED
    least = _SAME if still else _SURE
    told = still or whole.blocks < _TOLD
    if told and whole.alike >= least and whole.blocks >= _BLOCKS:
        return _same(whole, _WHOLE, mirrored=mirrored, said=said)
    if still and best.alike >= _SURE and best.blocks >= _PART_BLOCKS and best.covered >= _PART:
        return _same(best, _NEARLY, mirrored=mirrored, said=said)
    related = whole.alike >= _RELATED and whole.blocks >= _PART_BLOCKS
    if (related and agreement.turned < _UPRIGHT) or count >= _MANY:
        sure = max(whole.alike, min(count / 100, 0.9))
        return _Found("similar", round(sure, 3), mirrored, whole.covered)
    return None


def _same(part: Part, least: float, *, mirrored: bool, said: bool) -> _Found:
    whole = part.covered >= least
    kind: Kind = "exact" if said and whole and not mirrored else "copy" if whole else "crop"
    return _Found(kind, round(0.5 + 0.49 * part.alike, 3), mirrored, part.covered)


def _proof(workshop: Workshop, signed: bytes | None) -> tuple[Receipt | None, str]:
    if signed is None:
        return None, ""
    try:
        return verify_receipt(signed, public_keys(workshop)), ""
    except InvalidReceipt as error:
        return None, error.message


def _match(
    workshop: Workshop,
    asset_id: str,
    found: _Found,
    use: Use,
    proof: Receipt | None,
    signed: bytes | None,
) -> Match:
    asset = workshop.asset(asset_id)
    decision = judge_use(workshop, asset_id, use)
    statement = workshop.statement(asset)
    fits = None if signed is None else proof is not None and proof.asset_id == asset_id
    return Match(
        id=asset_id,
        kind=found.kind,
        confidence=found.confidence,
        mirrored=found.mirrored,
        covered=round(found.covered, 3),
        status=asset.state,
        title=asset.title,
        url=statement.asset_url,
        license_id=asset.license_id,
        decision=decision.verdict,
        clause=decision.clause,
        message=decision.message,
        conditions=decision.conditions,
        credit_line=statement.credit_line,
        receipt_fits=fits,
    )
