"""An asset: one picture with everything the pool knows about it, as frozen values.

Field names are those of the IPTC Photo Metadata Standard 2025.1, in snake case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

__all__ = [
    "FORMATS",
    "Asset",
    "Conflict",
    "Description",
    "Event",
    "Fact",
    "FactValue",
    "Facts",
    "Licensor",
    "Likeness",
    "Orientation",
    "Original",
    "Place",
    "ReleaseMarks",
    "RightsStatement",
    "Source",
    "State",
    "Submission",
    "SubmissionOutcome",
    "Trouble",
    "asset_id",
]


class State(StrEnum):
    """Where an asset stands between the photographer and the public."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    RETURNED = "returned"  # to the photographer, with findings
    PUBLISHED = "published"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"  # delivery is blocked at once; the evidence stays


class Orientation(StrEnum):
    """The shape of the upright picture; beyond 2.2 : 1 it is a panorama."""

    LANDSCAPE = "landscape"
    PORTRAIT = "portrait"
    SQUARE = "square"
    PANORAMA = "panorama"


Source = Literal["xmp", "iim", "exif", "derived"]


@dataclass(frozen=True, slots=True)
class Licensor:
    """Who grants the license (PLUS Licensor)."""

    name: str = ""
    url: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A location (IPTC Location structure), with the official municipality key where known."""

    sublocation: str = ""
    city: str = ""
    province_state: str = ""
    country_name: str = ""
    country_code: str = ""  # ISO 3166-1
    ags: str = ""  # amtlicher Gemeindeschlüssel, 8 digits; ours
    district: str = ""  # first 5 digits of the key; ours

    def __str__(self) -> str:
        parts = (self.sublocation, self.city, self.province_state, self.country_name)
        return ", ".join(part for part in parts if part)


FactValue = (
    str
    | int
    | float
    | tuple[str, ...]
    | tuple[int, ...]
    | tuple[Place, ...]
    | tuple[Licensor, ...]
    | Place
)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A value that another block of the same file states otherwise."""

    source: Source
    value: FactValue


@dataclass(frozen=True, slots=True)
class Fact:
    """One value read out of a file, with where it stood and who disagrees."""

    value: FactValue
    source: Source
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class Trouble:
    """A block of embedded metadata that could not be read whole."""

    block: str
    message: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file says about itself: field name -> fact; absent means unknown."""

    fields: Mapping[str, Fact] = field(default_factory=dict)
    troubles: tuple[Trouble, ...] = ()

    def text(self, name: str) -> str:
        """Return the field as text, or "" where the file does not state it."""
        fact = self.fields.get(name)
        return str(fact.value) if fact else ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Perceptual hashes of the upright picture, 64 bits each, unsigned."""

    phash: int
    dhash: int
    mirrored: int | None = None  # pHash of the picture's mirror image; None: not yet known

    def distance(self, other: Likeness) -> int:
        """Return the Hamming distance of the two pHashes, 0 to 64; mirror images count as one."""
        apart = [self.phash ^ other.phash]
        apart += [self.mirrored ^ other.phash] if self.mirrored is not None else []
        apart += [other.mirrored ^ self.phash] if other.mirrored is not None else []
        return min(each.bit_count() for each in apart)


FORMATS: Mapping[str, tuple[str, str]] = {
    # sniffed format: media type (IANA), extension
    "JPEG": ("image/jpeg", "jpg"),
    "PNG": ("image/png", "png"),
    "TIFF": ("image/tiff", "tif"),
    "WEBP": ("image/webp", "webp"),
    "AVIF": ("image/avif", "avif"),
    "HEIC": ("image/heic", "heic"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """The bytes as the photographer delivered them."""

    digest: str  # SHA-256, 64 hex digits
    format: str  # key of FORMATS, found by content
    byte_count: int
    width: int  # of the upright picture, pixels
    height: int
    name: str  # the file's name when it came in; for people, never for paths

    @property
    def media_type(self) -> str:
        return FORMATS[self.format][0]

    @property
    def orientation(self) -> Orientation:
        return _shape(self.width, self.height)


def _shape(width: int, height: int) -> Orientation:
    if max(width, height) > 2.2 * min(width, height):
        return Orientation.PANORAMA
    if abs(width - height) <= 0.02 * max(width, height):
        return Orientation.SQUARE
    return Orientation.LANDSCAPE if width > height else Orientation.PORTRAIT


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What the picture shows, in the words of its photographer and the curators."""

    title: str = ""
    headline: str = ""
    caption: str = ""
    keywords: tuple[str, ...] = ()
    alt_text: str = ""
    date_taken: str = ""  # ISO 8601, with offset if known; "" is unknown
    location_shown: tuple[Place, ...] = ()
    location_created: Place | None = None
    latitude: float | None = None  # degrees, WGS 84; kept in the pool, never delivered
    longitude: float | None = None
    camera_make: str = ""
    camera_model: str = ""
    digital_source_type: str = ""  # IPTC NewsCodes concept URI
    model_release_status: str = ""  # PLUS: MR-NON, MR-NAP, MR-UMR, MR-LMR
    property_release_status: str = ""  # PLUS: PR-NON, PR-NAP, PR-UPR, PR-LPR
    themes: tuple[str, ...] = ()  # concept ids of the region's vocabulary; ours

    @property
    def text(self) -> str:
        """All that is told in words, a line for each."""
        told = (self.title, self.headline, self.caption, self.alt_text, *self.keywords)
        return "\n".join(filter(None, told))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseMarks:
    """What files say of releases: how far they go, and opaque ids.

    Nobody is named but those who have consented to just that.
    """

    model_status: str = ""  # PLUS: MR-NON, MR-NAP, MR-UMR, MR-LMR
    model_ids: tuple[str, ...] = ()
    property_status: str = ""  # PLUS: PR-NON, PR-NAP, PR-UPR, PR-LPR
    property_ids: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()  # who may be named, from the left (IPTC Person Shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsStatement:
    """What may be done with the picture, said once for metadata, page, credit and receipt."""

    creator: tuple[str, ...]
    copyright_notice: str
    credit_line: str  # the exact string that a user prints
    source: str  # the pool's name
    usage_terms: Mapping[str, str]  # language -> text; has "de" and "en"
    license_id: str  # SPDX identifier
    license_url: str  # XMP WebStatement
    licensor: tuple[Licensor, ...]
    marked: bool  # False only where the work is free of copyright
    data_mining: str  # PLUS: DMI-...
    credit_required: bool
    asset_url: str  # the landing page
    terms_url: str = ""  # the license for machines (ODRL)
    credit_rule: str = ""  # where the credit must stand; PLUS: CR-...
    alterations: tuple[str, ...] = ()  # that are forbidden; PLUS: AL-...
    other_constraints: Mapping[str, str] = field(default_factory=dict)  # language -> text
    releases: ReleaseMarks | None = None  # None: the description's own statements stand

    @property
    def mining_reserved(self) -> bool:
        """Say whether text and data mining is reserved (TDMRep)."""
        return self.data_mining.startswith("DMI-PROHIBITED")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """One picture with its facts and rights."""

    id: str
    original: Original
    likeness: Likeness
    state: State
    description: Description
    creator: tuple[str, ...]
    license_id: str  # SPDX identifier; one immutable version
    agreement_id: str | None  # what the photographer signed; None: not yet, so never published
    copyright_notice: str = ""  # "" is derived from the creator
    added_at: str  # ISO 8601, UTC
    published_at: str | None = None
    rights_stamp: str = ""  # of the packet embedded in the renditions that lie in the store
    number: int = 0  # position in the order of arrival; given by the catalogue
    revision: int = 0  # position of its newest change in the feed; given by the catalogue

    @property
    def title(self) -> str:
        """The title, or what comes closest to one; never empty."""
        words = self.description
        return words.title or words.headline or self.original.name.rsplit(".", 1)[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Somebody did something to an asset, or to another subject of the pool; kept for ever."""

    at: str  # ISO 8601, UTC
    actor: str
    act: str  # "ingest", "publish", "return", "reject", "withdraw", "describe", ...
    asset_id: str | None = None  # in whose history it is told; None: in no asset's
    detail: Mapping[str, str] = field(default_factory=dict)
    subject: str = ""  # what it happened to, "recall:ID"; given an asset alone, "asset:ID"

    def __post_init__(self) -> None:
        if not self.subject and self.asset_id is None:
            raise ValueError(f"the event {self.act!r} happened to nothing")
        if not self.subject:
            object.__setattr__(self, "subject", f"asset:{self.asset_id}")


class SubmissionOutcome(StrEnum):
    """What became of an uploaded file."""

    WAITING = "waiting"
    ADDED = "added"
    ALREADY_THERE = "already_there"
    RETURNED = "returned"  # added, with findings the photographer must answer
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """One uploaded file and what became of it."""

    id: str
    batch: str  # the files of one upload share it
    at: str  # ISO 8601, UTC
    person_id: str
    original_name: str
    digest: str  # SHA-256, 64 hex digits
    license_id: str
    creator: tuple[str, ...]  # as it is printed: the own name, or a chosen one
    agreement_id: str | None = None  # what was signed with it
    answers: Mapping[str, str] = field(default_factory=dict)  # to the rights questionnaire
    outcome: SubmissionOutcome = SubmissionOutcome.WAITING
    asset_id: str | None = None
    # Why it was refused: language ("de", "en") -> words; empty where it was not.
    error: Mapping[str, str] = field(default_factory=dict, hash=False)


_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"


def asset_id(digest: str) -> str:
    """Return the asset's id: the digest's first 80 bits, 16 letters in Crockford's base 32.

    The same bytes always get the same id, so that an interrupted ingest can simply start again.

    >>> asset_id("0" * 64)
    '0000000000000000'
    """
    number = int(digest[:20], 16)
    return "".join(_CROCKFORD[number >> shift & 31] for shift in range(75, -5, -5))
