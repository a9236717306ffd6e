"""Clearance: what was signed, declared, released, limited and called back about one asset."""

from __future__ import annotations

from dataclasses import dataclass, field

from imagepool.asset import Asset
from imagepool.rights.agreements import Agreement
from imagepool.rights.availability import Availability
from imagepool.rights.declarations import Declarations
from imagepool.rights.depicted import DepictedPerson
from imagepool.rights.grants import Grant
from imagepool.rights.license import License
from imagepool.rights.recalls.recall import Recall
from imagepool.rights.releases import Release, ReleaseKind

__all__ = ["AssetRights", "Clearance"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearance:
    """The rights file of one asset; what is missing in it is unknown, and unknown refuses."""

    agreement: Agreement | None = None
    declarations: Declarations = field(default_factory=Declarations)
    releases: tuple[Release, ...] = ()
    depicted: tuple[DepictedPerson, ...] = ()  # from the left
    availability: Availability = field(default_factory=Availability)
    recalls: tuple[Recall, ...] = ()
    grants: tuple[Grant, ...] = ()  # to the one who asks

    @property
    def missing_releases(self) -> frozenset[ReleaseKind]:
        """The kinds of release that are needed and not there, whatever those there say.

        Of a model's, one is missing, too, where somebody who is named in the picture has none.
        """
        there = {release.kind for release in self.releases}
        needed = self.declarations.needed_releases
        if ReleaseKind.GUARDIAN in needed and ReleaseKind.GUARDIAN in there:
            needed -= {ReleaseKind.MODEL}  # a small child consents through its guardians alone
        missing = needed - there
        known = {release.id for release in self.releases if release.of_person}
        unreleased = [person for person in self.depicted if person.release_id not in known]
        if ReleaseKind.MODEL in self.declarations.needed_releases and unreleased:
            missing |= {ReleaseKind.MODEL}
        return missing


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetRights:
    """Everything that decides about one asset."""

    asset: Asset
    license: License
    clearance: Clearance = field(default_factory=Clearance)
