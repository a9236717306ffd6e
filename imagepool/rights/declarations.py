"""What the photographer declares about a picture, in plain questions; and what follows from it.

Orientation on German law, no legal advice: recognizable persons consent (KUG 22), except beside a
place or in a gathering (KUG 23); lasting works at public ways are free from the way (UrhG 59),
but not from a drone (BGH I ZR 67/23); owners decide on pictures taken from their ground (BGH V ZR
45/10) and in their rooms (BGH I ZR 104/17).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import StrEnum

from imagepool.rights.releases import ReleaseKind

__all__ = ["Artwork", "Declarations", "Ground", "Origin", "Persons"]


class Persons(StrEnum):
    """Whether somebody can be recognized."""

    NONE = "none"
    ACCESSORY = "accessory"  # beside a landscape or another place (KUG 23 I 2)
    ASSEMBLY = "assembly"  # taking part in a gathering, procession or feast (KUG 23 I 3)
    RECOGNIZABLE = "recognizable"


class Ground(StrEnum):
    """Where the photographer stood."""

    PUBLIC = "public"  # street, square, path
    PRIVATE = "private"  # somebody else's ground
    INTERIOR = "interior"  # inside a building with house rules: museum, castle, firm, church


class Artwork(StrEnum):
    """Whether a work of art or design is the subject, whose author died less than 70 years ago."""

    NONE = "none"
    PUBLIC_WAY = "public_way"  # lasting, seen from the public way
    PROTECTED = "protected"


class Origin(StrEnum):
    """What artificial intelligence had to do with the picture."""

    CAMERA = "camera"
    EDITED = "edited"  # a part of it was made by AI
    GENERATED = "generated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Declarations:
    """The answers; None is a question still open, and an open question publishes nothing."""

    own_work: bool | None = None  # taken by the creator, or the rights are held
    persons: Persons | None = None
    children: bool | None = None  # among the recognizable persons
    ground: Ground | None = None
    artwork: Artwork | None = None
    drone: bool | None = None
    origin: Origin | None = None

    @classmethod
    def nothing_to_release(cls) -> Declarations:
        """Return the answers of an own photo that shows nothing which needs a release."""
        return cls(
            own_work=True,
            persons=Persons.NONE,
            children=False,
            ground=Ground.PUBLIC,
            artwork=Artwork.NONE,
            drone=False,
            origin=Origin.CAMERA,
        )

    @property
    def open_questions(self) -> tuple[str, ...]:
        """The names of the fields that are still to be answered."""
        asked = (field.name for field in fields(self) if getattr(self, field.name) is None)
        nobody = self.persons not in (None, Persons.RECOGNIZABLE)
        return tuple(name for name in asked if not (name == "children" and nobody))

    @property
    def needed_releases(self) -> frozenset[ReleaseKind]:
        """The kinds of release without which the picture may not be published."""
        return frozenset(self._needed())

    def _needed(self) -> Iterator[ReleaseKind]:
        if self.persons is Persons.RECOGNIZABLE:
            yield ReleaseKind.MODEL
            if self.children:
                yield ReleaseKind.GUARDIAN
        if self.ground is Ground.PRIVATE:
            yield ReleaseKind.PROPERTY
        if self.ground is Ground.INTERIOR:
            yield ReleaseKind.HOUSE
        if self.artwork is Artwork.PROTECTED or (self.artwork is Artwork.PUBLIC_WAY and self.drone):
            yield ReleaseKind.ARTWORK
