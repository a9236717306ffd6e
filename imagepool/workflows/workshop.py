"""The workshop: everything that an act needs at hand, opened once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from imagepool.asset import Asset, Event, RightsStatement
from imagepool.catalogue.catalogue import Catalogue
from imagepool.errors import NotFound
from imagepool.index.asset_index import AssetIndex
from imagepool.jobs.queue import Queue
from imagepool.mail.postbox import Postbox
from imagepool.photo.darkroom import Darkroom
from imagepool.photo.limits import Limits
from imagepool.photo.packet import Packet, build_packet
from imagepool.region.region import Region
from imagepool.rights.clearance import AssetRights
from imagepool.rights.licenses import License
from imagepool.rights.proof.signing import KeyFile, SigningKey
from imagepool.rights.release_status import release_marks
from imagepool.rights.statement import PoolIdentity, state_rights
from imagepool.storage.object_store import Store
from imagepool.style.publication import PublishedConcept


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """The open rooms of one pool."""

    region: Region
    region_name: str  # pack id or folder: what a child process loads the same region from
    concept: PublishedConcept  # by whose text every photo is judged, whatever becomes of the file
    licenses: Mapping[str, License]
    identity: PoolIdentity
    limits: Limits
    catalogue: Catalogue
    store: Store
    index: AssetIndex
    queue: Queue
    darkroom: Darkroom
    key_file: KeyFile
    postbox: Postbox | None = None  # no mail server: letters wait

    def close(self) -> None:
        """End the child processes and connections; again is harmless."""
        self.darkroom.close()
        self.catalogue.close()
        self.store.close()

    @property
    def can_write(self) -> bool:
        """Whether a mail server is set; without one, letters wait."""
        return self.postbox is not None

    @property
    def key(self) -> SigningKey:
        """The key that signs now."""
        return self.key_file.key

    def license(self, license_id: str) -> License:
        """Return the license, or raise ``NotFound`` with the ids that there are."""
        if license_id not in self.licenses:
            hint = f"the pool's licenses are {', '.join(self.licenses)}"
            raise NotFound("license", license_id, hint=hint)
        return self.licenses[license_id]

    def asset(self, asset_id: str) -> Asset:
        """Return the asset, or raise ``NotFound``."""
        with self.catalogue.reading() as books:
            return books.assets.get(asset_id)

    def rights(self, asset: Asset, *, requester: str = "") -> AssetRights:
        """Return everything that decides about the asset; ``requester`` is whose grants count."""
        with self.catalogue.reading() as books:
            clearance = books.clearances.of(asset.id, requester=requester)
        return AssetRights(asset=asset, license=self.license(asset.license_id), clearance=clearance)

    def statement(self, asset: Asset) -> RightsStatement:
        """Return what may be done with the asset, for every place that says so."""
        return state_rights(
            asset_id=asset.id,
            creator=asset.creator,
            license=self.license(asset.license_id),
            copyright_notice=asset.copyright_notice,
            pool=self.identity,
        )

    def packet(self, asset: Asset) -> Packet:
        """Return the metadata that every delivered file of the asset carries."""
        with self.catalogue.reading() as books:
            clearance = books.clearances.of(asset.id)
        marks = release_marks(clearance, asset.description)
        rights = replace(self.statement(asset), releases=marks)
        return build_packet(asset.id, asset.description, rights)


def now() -> str:
    """Return the present moment, ISO 8601 in UTC, to the microsecond."""
    return datetime.now(UTC).isoformat()


def event(
    act: str, asset_id: str | None = None, *, actor: str, subject: str = "", **detail: str
) -> Event:
    """Return the event of ``actor`` doing ``act`` now.

    ``subject`` is what it happened to, such as ``recall:ID``, where that is not the asset itself;
    given both, the asset's history tells it too. Who acted and ``detail`` can be erased later, the
    rest cannot: names of people belong there, never into ``subject`` or ``act``.
    """
    told = {name: value for name, value in detail.items() if value}
    return Event(at=now(), actor=actor, act=act, asset_id=asset_id, detail=told, subject=subject)
