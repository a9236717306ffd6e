"""Ingest: a photographer's files become assets; the same bytes never become two.

The original and its renditions go into the store first, under keys made of their content; only
then does one transaction add the asset. A crash between the two leaves harmless objects, which
the next run finds in place.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from imagepool.asset import Asset, Fact, State, asset_id
from imagepool.errors import InfrastructureError, PoolError, RightsMissing
from imagepool.photo.files import files_in, read_file, shown_name
from imagepool.photo.fingerprint import NEAR, digest_of
from imagepool.photo.matching.features import VERSION
from imagepool.photo.recipes import original_key, rendition_key
from imagepool.photo.sniffing import sniff
from imagepool.rights.agreements import Agreement
from imagepool.rights.contrary import Contradiction
from imagepool.rights.declarations import Declarations
from imagepool.style.report import Report, Verdict
from imagepool.workflows.compare import compared
from imagepool.workflows.contrary import noted
from imagepool.workflows.declare import keep_declarations
from imagepool.workflows.develop import Developed, Order, develop
from imagepool.workflows.sidecar import is_sidecar, stated_beside
from imagepool.workflows.sign import sign_agreement, signed_agreement
from imagepool.workflows.workshop import Workshop, event, now

Outcome = Literal["added", "already_there", "returned", "refused"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is known of a photo's rights when it comes in; nothing of it is ever guessed."""

    license_id: str
    creator: tuple[str, ...]
    agreement_id: str | None = None
    author: str = ""  # who signed it, where another name is printed
    declarations: Declarations = field(default_factory=Declarations)
    publish: bool = False
    actor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestOutcome:
    """What became of one file."""

    file: str
    outcome: Outcome
    id: str | None = None
    state: State | None = None
    twin: str | None = None  # id of the asset that looks most like it
    error: Mapping[str, str] | None = None
    report: Report | None = None
    contrary: tuple[Contradiction, ...] = ()  # what the file says otherwise than its terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One file as it came in."""

    name: str
    read: Callable[[], bytes]
    stated: Mapping[str, Fact] = field(default_factory=dict)


def agree(
    workshop: Workshop,
    *,
    license_id: str,
    creator: tuple[str, ...],
    publish: bool,
    actor: str,
    declarations: Declarations | None = None,
    agreement_id: str | None = None,
) -> Terms:
    """Settle the rights before the first file is read.

    Raises ``RightsMissing`` without a license or creator and ``NotFound`` for an unknown license.
    To publish is to vouch for the photographer: the agreement is signed by ``actor``, and where
    nothing else is declared, that the photos show nothing which needs a release. ``agreement_id``
    is what the photographer signed with these photos, where that is known.
    """
    creator = tuple(name.strip() for name in creator if name.strip())
    missing = tuple(
        name for name, value in (("license", license_id), ("creator", creator)) if not value
    )
    if missing:
        raise RightsMissing(
            f"{' and '.join(missing)} missing",
            missing=missing,
            hint="every photo needs a license and a creator; nothing is guessed",
        )
    workshop.license(license_id)
    if publish:
        evidence = "ingest --publish"
        agreement: Agreement | None = sign_agreement(
            workshop, creator, license_id, actor=actor, evidence=evidence
        )
    else:
        agreement = signed_agreement(workshop, creator, license_id, agreement_id)
    signed_as = agreement.creator if agreement else ""
    return Terms(
        license_id=license_id,
        creator=creator,
        agreement_id=agreement.id if agreement else None,
        author="" if signed_as == "; ".join(creator) else signed_as,
        declarations=declarations
        or (Declarations.nothing_to_release() if publish else Declarations()),
        publish=publish,
        actor=actor,
    )


def ingest(
    workshop: Workshop, paths: Iterable[Path], terms: Terms, *, sidecar: bool = False
) -> Generator[IngestOutcome, None, None]:
    """Ingest files and folders, several at a time; yield each outcome as it is known.

    Whoever closes the generator waits for the photos that have begun; no other begins.
    Raises ``InfrastructureError`` when the pool itself fails: what was done stays done, and the
    same call takes up where it stopped.
    """
    files = photos_in(paths, sidecar=sidecar)
    at_once = 2 * workshop.darkroom.workers  # while one photo is put away, another is developed
    with ThreadPoolExecutor(at_once, thread_name_prefix="ingest") as threads:
        waiting: set[Future[IngestOutcome]] = set()
        try:
            for path in files:
                waiting.add(threads.submit(_ingest_path, workshop, path, terms, sidecar=sidecar))
                if len(waiting) > at_once:
                    done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                    yield from (each.result() for each in done)
            while waiting:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from (each.result() for each in done)
        finally:
            threads.shutdown(wait=True, cancel_futures=True)


def photos_in(paths: Iterable[Path], *, sidecar: bool = False) -> list[Path]:
    """Return the files named and those below the folders named; see ``files_in``.

    Sidecars are left out where they are read as such.
    """
    return [each for each in files_in(paths) if not (sidecar and is_sidecar(each))]


def _ingest_path(workshop: Workshop, path: Path, terms: Terms, *, sidecar: bool) -> IngestOutcome:
    try:
        stated = stated_beside(path) if sidecar else {}
        data = read_file(path, workshop.limits)
        return ingest_one(workshop, path.name, data, terms, stated=stated, file=shown_name(path))
    except InfrastructureError:
        raise
    except PoolError as error:
        return refused(shown_name(path), error)


def refused(file: str, error: PoolError) -> IngestOutcome:
    """Return the outcome of a file that ``error`` kept out."""
    told = {"code": getattr(error, "reason", error.code), "message": error.message}
    if error.hint:
        told["hint"] = error.hint
    return IngestOutcome(file=file, outcome="refused", error=told)


def ingest_one(
    workshop: Workshop,
    name: str,
    data: bytes,
    terms: Terms,
    *,
    stated: Mapping[str, Fact] | None = None,
    file: str = "",
) -> IngestOutcome:
    """Take one photo in; raises ``UnreadablePhoto`` for what is none."""
    sniff(data)
    digest = digest_of(data)
    with workshop.catalogue.reading() as books:
        standing = books.assets.by_digest(digest)
    if standing:
        return _already_there(file or name, standing)
    order = Order(
        digest=digest,
        name=shown_name(name),
        creator=terms.creator,
        author=terms.author,
        license=workshop.license(terms.license_id),
        pool=workshop.identity,
        region=workshop.region_name,
        concept=workshop.concept.text,
        limits=workshop.limits,
        declarations=terms.declarations,
        stated=stated or {},
    )
    developed = workshop.darkroom.run(develop, data, order)
    put_away(workshop, data, developed)
    return _enter(workshop, file or name, developed, terms)


def put_away(workshop: Workshop, data: bytes, developed: Developed) -> None:
    """Put the original and its renditions into the store; again is harmless."""
    original = developed.original
    workshop.store.put(
        original_key(original.digest, original.format),
        data,
        digest=original.digest,
        media_type=original.media_type,
    )
    for rendition in developed.renditions:
        key = rendition_key(original.digest, rendition.recipe, developed.stamp)
        workshop.store.put(key, rendition.data, media_type=rendition.media_type)


def _enter(workshop: Workshop, file: str, developed: Developed, terms: Terms) -> IngestOutcome:
    state = _state(developed.report, terms)
    moment = now()
    asset = Asset(
        id=asset_id(developed.original.digest),
        original=developed.original,
        likeness=developed.likeness,
        state=state,
        description=developed.description,
        creator=terms.creator,
        license_id=terms.license_id,
        agreement_id=terms.agreement_id,
        copyright_notice=developed.copyright_notice,
        added_at=moment,
        published_at=moment if state is State.PUBLISHED else None,
        rights_stamp=developed.stamp,
    )
    came = event(
        "ingest",
        asset.id,
        actor=terms.actor,
        file=developed.original.name,
        state=state,
        **noted(developed.contrary),
    )
    with workshop.catalogue.transaction() as books:
        near = books.assets.near(developed.likeness, NEAR)
        alike = [found for found, _ in near]
        report = compared(books, asset, developed.report, workshop.concept.text, alike)
        entered = books.assets.add(asset, report.as_json(), came)
        ours = entered.added_at == moment
        if ours:
            keep_declarations(books, asset.id, terms.declarations)
            books.features.set(asset.id, *developed.features, version=VERSION)
    if not ours:
        return _already_there(file, entered)  # another process was a moment faster
    return IngestOutcome(
        file=file,
        outcome="returned" if state is State.RETURNED else "added",
        id=asset.id,
        state=state,
        twin=near[0][0] if near else None,
        contrary=developed.contrary,
        report=report,
    )


def _state(report: Report, terms: Terms) -> State:
    if report.verdict is Verdict.FAIL:
        return State.RETURNED
    cleared = not (terms.declarations.open_questions or terms.declarations.needed_releases)
    return State.PUBLISHED if terms.publish and cleared else State.IN_REVIEW


def _already_there(file: str, standing: Asset) -> IngestOutcome:
    return IngestOutcome(file=file, outcome="already_there", id=standing.id, state=standing.state)
