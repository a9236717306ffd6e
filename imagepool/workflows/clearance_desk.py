"""The clearance desk: what clears a picture, read and kept."""

from __future__ import annotations

from collections.abc import Iterable

from imagepool.asset import Asset, Submission
from imagepool.catalogue.values import Page
from imagepool.rights.availability import Availability
from imagepool.rights.captions.proposing import propose
from imagepool.rights.clearance import AssetRights
from imagepool.rights.contrary import Contradiction
from imagepool.rights.days import today
from imagepool.rights.declarations import Declarations, Persons
from imagepool.rights.depicted import DepictedPerson
from imagepool.rights.release_status import named
from imagepool.rights.standing import reasons_against_publishing
from imagepool.workflows import contrary, declare, review
from imagepool.workflows.workshop import Workshop


class ClearanceDesk:
    """Declarations, persons shown and limits of the assets of one pool."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    def rights(self, asset: Asset, *, requester: str = "") -> AssetRights:
        """Return everything that decides about the asset."""
        return self._workshop.rights(asset, requester=requester)

    def open_points(self, asset: Asset) -> tuple[str, ...]:
        """Return each reason why the asset's rights do not let it be published today."""
        reasons = reasons_against_publishing(self.rights(asset), today())
        return tuple(dict.fromkeys(reasons))

    def contrary(self, asset_id: str) -> tuple[Contradiction, ...]:
        """Return what the asset's file says otherwise than its terms, until a curator confirms."""
        return contrary.contrary_of(self._workshop, asset_id)

    def handed_in_by(self, asset_id: str, person_id: str) -> bool:
        """Say whether this person uploaded the picture, and so may speak of it."""
        with self._workshop.catalogue.reading() as books:
            uploads = books.submissions.of_asset(asset_id)
        return any(upload.person_id == person_id for upload in uploads)

    def handed_in(
        self, person_id: str, after: str | None = None, *, limit: int = 24
    ) -> Page[Submission]:
        """Return a page of what this person uploaded, newest first."""
        with self._workshop.catalogue.reading() as books:
            return books.submissions.of_person(person_id, after, limit)

    def declare(self, asset_id: str, declarations: Declarations, *, actor: str) -> Asset:
        """Keep the answers of the photographer, or of a curator on their word."""
        return declare.declare(self._workshop, asset_id, declarations, actor=actor)

    def depict(self, asset_id: str, persons: Iterable[DepictedPerson], *, actor: str) -> Asset:
        """Keep who is shown, from the left."""
        return declare.depict(self._workshop, asset_id, persons, actor=actor)

    def proposed(self, asset: Asset) -> tuple[DepictedPerson, ...]:
        """Return whom the asset's caption names; a proposal that nobody has confirmed."""
        region, words = self._workshop.region, asset.description
        places = {each.name for each in region.municipalities}
        places |= {each.name for each in region.districts}
        return propose(f"{words.caption}. {words.headline}. {words.title}", places=places)

    def named_unasked(self, asset: Asset) -> tuple[str, ...]:
        """Return who is named in the asset's words, which go out, without consent to be named."""
        clearance = self.rights(asset).clearance
        told = {each.name: None for each in (*clearance.depicted, *self.proposed(asset))}
        text, may = asset.description.text, named(clearance)
        return tuple(name for name in told if name in text and name not in may)

    def undeclared_faces(self, asset: Asset) -> int:
        """Return how many faces were found in an asset that shows nobody, as it was declared.

        A face that is none is found now and then, and people may be shown without a face: so this
        is a reason for a person to look, and never one against publishing.
        """
        if self.rights(asset).clearance.declarations.persons is not Persons.NONE:
            return 0
        report = review.report_of(self._workshop, asset.id)
        found = [each for each in report.findings if each.rule == "people"] if report else []
        return sum(int(each.value or 0) for each in found)

    def limit(self, asset_id: str, availability: Availability, *, actor: str) -> Asset:
        """Keep from when, until when, where and to whom the asset is to be had."""
        return declare.limit(self._workshop, asset_id, availability, actor=actor)
