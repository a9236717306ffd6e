"""The pool: the front door of the library. It opens the rooms and offers the acts.

>>> from imagepool import Pool, Settings
>>> with Pool.open(Settings(home="somewhere")) as pool:  # doctest: +SKIP
...     for outcome in pool.ingest(["photos/"], license="CC-BY-4.0", creator="Jana Beyer"):
...         print(outcome.file, outcome.outcome)
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Generator, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, Self

from imagepool.asset import Asset, Description, Event, RightsStatement, State, Submission
from imagepool.catalogue.values import Page
from imagepool.rights.declarations import Declarations
from imagepool.rights.licenses import License
from imagepool.rights.people import Person
from imagepool.rights.permission import Decision
from imagepool.rights.proof.receipts import Receipt
from imagepool.rights.statement import PoolIdentity
from imagepool.rights.uses import Use
from imagepool.search.query import Query
from imagepool.settings import Settings
from imagepool.style.concept import StyleConcept, parse_concept
from imagepool.style.plugin_switch import leave_plugins_out
from imagepool.style.report import Report
from imagepool.workflows import (
    download,
    fetch,
    fsck,
    identify,
    indexing,
    ingest,
    keys,
    package,
    relocate,
    review,
    search,
    show,
    sign,
    submit,
    verify,
    work,
)
from imagepool.workflows.account_desk import AccountDesk
from imagepool.workflows.clearance_desk import ClearanceDesk
from imagepool.workflows.collection_desk import CollectionDesk
from imagepool.workflows.download import Delivery
from imagepool.workflows.fsck import Problem
from imagepool.workflows.identify import Identification
from imagepool.workflows.ingest import IngestOutcome
from imagepool.workflows.key_desk import KeyDesk
from imagepool.workflows.log_desk import LogDesk
from imagepool.workflows.opening import Place, open_workshop, secret_in
from imagepool.workflows.package import Package
from imagepool.workflows.recall_desk import RecallDesk
from imagepool.workflows.release_desk import ReleaseDesk
from imagepool.workflows.relocate import Relocated
from imagepool.workflows.request_desk import RequestDesk
from imagepool.workflows.search import SearchPage
from imagepool.workflows.show import Offer, Opened
from imagepool.workflows.style_desk import StyleDesk
from imagepool.workflows.verify import Verification
from imagepool.workflows.wish_desk import WishDesk
from imagepool.workflows.workshop import Workshop

__all__ = ["Pool"]


class Pool:
    """One region's pool, open. Use ``Pool.open`` and close it, or a ``with`` block."""

    def __init__(self, settings: Settings, workshop: Workshop) -> None:
        self.settings = settings
        self.region = workshop.region
        self.identity: PoolIdentity = workshop.identity
        self.licenses: Mapping[str, License] = workshop.licenses
        self.concept: StyleConcept = parse_concept(workshop.concept.text)
        self.style = StyleDesk(workshop)
        self.requests = RequestDesk(workshop)
        self.clearance = ClearanceDesk(workshop)
        self.releases = ReleaseDesk(workshop, lambda: self.secret("evidence"))
        self.keys = KeyDesk(workshop)
        self.accounts = AccountDesk(workshop)
        self.log = LogDesk(workshop)
        self.recalls = RecallDesk(workshop)
        self.wishes = WishDesk(workshop)
        self.collections = CollectionDesk(workshop)
        self._workshop = workshop

    @classmethod
    def open(cls, settings: Settings | None = None, *, upgrade: bool = False) -> Self:
        """Open the pool that ``settings`` describe (default: read them from file and environment).

        An empty database gets its tables; ``upgrade`` also brings older ones up to date. Raises
        ``ConfigurationError`` or ``InfrastructureError``, each with a hint.
        """
        settings = (settings or Settings.read()).resolved()
        if settings.plugins == "off":
            leave_plugins_out()
        place = Place(
            home=settings.home,
            database=settings.database,
            storage=settings.storage,
            storage_options=settings.storage_options,
            region=settings.region,
            concept=settings.concept,
            public_url=settings.public_url,
            workers=settings.workers,
            postbox=settings.postbox,
        )
        return cls(settings, open_workshop(place, upgrade=upgrade))

    def close(self) -> None:
        """End the child processes and connections; again is harmless."""
        self._workshop.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Photographers

    def ingest(
        self,
        paths: Iterable[str | Path],
        *,
        license: str,  # noqa: A002  (the field's word)
        creator: str | Iterable[str],
        publish: bool = False,
        actor: str = "library",
        sidecar: bool = False,
        declarations: Declarations | None = None,
    ) -> Generator[IngestOutcome, None, None]:
        """Ingest files and folders; yield what became of each as soon as it is known.

        ``publish`` signs the agreement for the creator, on the caller's word, and publishes what
        no rule fails; ``declarations`` hold for all the files (default with ``publish``: nothing
        in them needs a release). Raises ``RightsMissing`` or ``NotFound`` before the first file.
        """
        creators = (creator,) if isinstance(creator, str) else tuple(creator)
        terms = ingest.agree(
            self._workshop,
            license_id=license,
            creator=creators,
            publish=publish,
            actor=actor,
            declarations=declarations,
        )
        files = (Path(path) for path in paths)
        return ingest.ingest(self._workshop, files, terms, sidecar=sidecar)

    def submit(
        self, stream: BinaryIO, name: str, offer: submit.Offer, *, batch: str, person: Person
    ) -> Submission:
        """Take in a file uploaded by a person; the photo itself is looked at by a job.

        ``offer`` is what they say of all files of the batch; where its answers to the rights
        questionnaire are incomplete, nothing is published yet.
        """
        data = stream.read(self._workshop.limits.max_bytes + 1)
        return submit.submit(self._workshop, data, name, offer, batch=batch, person=person)

    def submissions(self, batch: str) -> tuple[Submission, ...]:
        """Return the files of one upload; raises ``NotFound`` where there is none."""
        return submit.submissions(self._workshop, batch)

    def sign(self, creator: str, *, license: str, actor: str, evidence: str = "") -> str:  # noqa: A002
        """Note that the creator signed the agreement, and return its id; again is harmless."""
        agreement = sign.sign_agreement(
            self._workshop, (creator,), license, actor=actor, evidence=evidence
        )
        return agreement.id

    # Everybody

    def search(self, query: Query | str = "", *, patient: bool = False) -> SearchPage:
        """Answer a query; ``patient`` waits until the index knows every change."""
        query = Query.parse(query) if isinstance(query, str) else query
        return search.search(self._workshop, query, patient=patient)

    def asset(self, asset_id: str) -> Asset:
        """Return an asset; raises ``NotFound``."""
        return self._workshop.asset(asset_id)

    def statement(self, asset: Asset) -> RightsStatement:
        """Return what may be done with the asset, as page, metadata and receipt say it."""
        return self._workshop.statement(asset)

    def may(
        self, asset_id: str, use: Use, *, on: date | None = None, requester: str = ""
    ) -> Decision:
        """Say whether the asset may be used so on a day (today), and which clause decides.

        ``requester`` is the e-mail address of who asks: what a curator granted them counts.
        """
        return download.judge_use(self._workshop, asset_id, use, on=on, requester=requester)

    def offers(self, asset: Asset) -> tuple[Offer, ...]:
        """Return what can be had of an asset: every preset with its size, the original last."""
        return show.offers(asset)

    def barred(self, asset: Asset, *, inside: bool = False) -> str | None:
        """Return why the asset may not be shown today, or None; ``inside`` are curators."""
        return show.barred_from(self._workshop, asset, inside=inside)

    def open_rendition(self, asset: Asset, preset: str, *, inside: bool = False) -> Opened:
        """Open a rendition for showing; raises ``UseRefused`` and ``ObjectMissing``."""
        return show.open_rendition(self._workshop, asset, preset, inside=inside)

    def download(
        self,
        asset_id: str,
        preset: str,
        use: Use,
        *,
        recipient: str = "",
        requester: str = "",
        contact: str = "",
        accepted_terms: bool = False,
    ) -> Delivery:
        """Hand out a file for a use, with its signed receipt; raises ``UseRefused``.

        ``contact`` is the e-mail address at which the holder is told if the picture is recalled.
        """
        return download.download(
            self._workshop,
            asset_id,
            preset,
            use,
            recipient=recipient,
            requester=requester,
            contact=contact,
            accepted_terms=accepted_terms,
        )

    def download_package(
        self,
        asset_ids: Iterable[str],
        preset: str,
        use: Use,
        *,
        recipient: str = "",
        contact: str = "",
        accepted_terms: bool = False,
    ) -> Package:
        """Hand out several files as one ZIP, all or none, each with its receipt; close it after."""
        return package.download_package(
            self._workshop,
            asset_ids,
            preset,
            use,
            recipient=recipient,
            contact=contact,
            accepted_terms=accepted_terms,
        )

    def package(self, receipt_id: str) -> Package:
        """Return an earlier download once more as a ZIP with all its papers."""
        return package.package_again(self._workshop, receipt_id)

    def delivery(self, receipt_id: str) -> Delivery:
        """Return the bytes of an earlier download once more, for its receipt."""
        return fetch.again(self._workshop, receipt_id)

    def store_address(self, receipt_id: str) -> str | None:
        """Return where the store itself hands out the file of a receipt, or None."""
        return fetch.store_address(self._workshop, receipt_id)

    def receipt(self, receipt_id: str) -> tuple[Receipt, bytes]:
        """Return a receipt and its signed form; raises ``NotFound``."""
        return fetch.receipt_of(self._workshop, receipt_id)

    def verify(self, data: bytes) -> Verification:
        """Verify a receipt or a delivered file; bad bytes are an answer, never an error."""
        return verify.verify(self._workshop, data)

    def identify(
        self, data: bytes, *, use: Use = identify.USUAL, receipt: bytes | None = None
    ) -> Identification:
        """Find the assets that a picture is, shows a part of, or looks like; nothing is kept.

        ``use`` is what it is wanted for, ``receipt`` a signed receipt that may belong to it.
        Raises ``UnreadablePhoto``.
        """
        return identify.identify(self._workshop, data, use=use, receipt=receipt)

    @property
    def public_keys(self) -> Mapping[str, Any]:
        """The keys that verify receipts, as a JWK set (RFC 7517)."""
        return keys.public_keys(self._workshop)

    # Curators

    def review_queue(self, after: str | None = None, *, limit: int = 24) -> Page[Asset]:
        """Return what waits for a curator, oldest first, with a cursor to the rest."""
        return review.queue(self._workshop, after=after, limit=limit)

    def counts(self) -> Mapping[State, int]:
        """Return how many assets are in each state."""
        with self._workshop.catalogue.reading() as books:
            return books.assets.counts()

    def report(self, asset_id: str) -> Report | None:
        """Return what the image-style concept found in the asset."""
        return review.report_of(self._workshop, asset_id)

    def reports(self, asset_ids: Collection[str]) -> Mapping[str, Report]:
        """Return the same for many assets at once; those without a report are left out."""
        return review.reports_of(self._workshop, asset_ids)

    def twins(self, asset: Asset) -> tuple[tuple[Asset, int], ...]:
        """Return the assets that look nearly the same, nearest first, with their distance."""
        return review.twins(self._workshop, asset)

    def events(self, asset_id: str) -> tuple[Event, ...]:
        """Return what happened to an asset, oldest first."""
        with self._workshop.catalogue.reading() as books:
            return tuple(books.events.of_asset(asset_id))

    def publish(
        self, asset_id: str, *, actor: str, overrule: str = "", confirm_rights: str = ""
    ) -> Asset:
        """Publish; ``overrule`` is the reason to do so although a rule fails the photo.

        ``confirm_rights`` is the reason why its terms hold although its file says otherwise.
        """
        return review.publish(
            self._workshop,
            asset_id,
            actor=actor,
            overrule=overrule,
            confirm_rights=confirm_rights,
        )

    def sign_for(self, asset_id: str, *, actor: str) -> Asset:
        """Note that the photographer of an asset has signed the agreement by now."""
        return review.sign_for(self._workshop, asset_id, actor=actor)

    def return_(self, asset_id: str, *, actor: str, reason: str) -> Asset:
        """Return an asset to its photographer."""
        return review.return_(self._workshop, asset_id, actor=actor, reason=reason)

    def reject(self, asset_id: str, *, actor: str, reason: str) -> Asset:
        """Reject an asset for good."""
        return review.reject(self._workshop, asset_id, actor=actor, reason=reason)

    def withdraw(self, asset_id: str, *, actor: str, reason: str) -> Asset:
        """Stop delivery of an asset at once; the evidence stays."""
        return review.withdraw(self._workshop, asset_id, actor=actor, reason=reason)

    def describe(
        self, asset_id: str, description: Description, *, actor: str, read: int | None = None
    ) -> Asset:
        """Put other words to an asset; its files carry them soon after, by a job.

        ``read`` is the revision at which its words were read: ``ChangedMeanwhile`` is raised where
        somebody has changed them since.
        """
        return review.describe(self._workshop, asset_id, description, actor=actor, read=read)

    # Operators

    def fsck(self, *, repair: bool = False) -> Iterator[Problem]:
        """Compare store, catalogue and index to the last byte; ``repair`` mends what can be."""
        return fsck.fsck(self._workshop, repair=repair)

    def rebuild_index(self) -> Iterator[tuple[int, int]]:
        """Make the search index anew, answering meanwhile; yield (done, of how many)."""
        return indexing.rebuild(self._workshop)

    def relocate(self, *, actor: str, dry_run: bool = False) -> Iterator[Relocated]:
        """Place older pictures by the region's map; yield those that lie elsewhere by it."""
        return relocate.relocate(self._workshop, actor=actor, dry_run=dry_run)

    def work(self, stop: threading.Event, *, until_empty: bool = False) -> None:
        """Do the waiting jobs until ``stop`` is set, or until there are none."""
        work.work(self._workshop, stop, until_empty=until_empty)

    def ready(self) -> Mapping[str, str]:
        """Return what is wrong with database, storage and index: "" is well. Never raises."""
        return work.ready(self._workshop)

    def secret(self, purpose: str) -> bytes:
        """Return 32 secret bytes for a purpose, the same at every opening of this pool."""
        return secret_in(self.settings.home, self.settings.secret_key, purpose)
