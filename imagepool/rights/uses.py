"""How somebody wants to use a picture: purpose, channel, audience, where and how much changed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Audience", "Channel", "Edit", "Purpose", "Use"]


class Purpose(StrEnum):
    """What the use is for. The values are command line and form vocabulary."""

    EDITORIAL = "editorial"  # reporting: press, broadcasting, books, blogs that report
    TOURISM = "tourism"  # marketing of the region as a place to visit, live or invest in
    PUBLIC_INFORMATION = "public_information"  # municipalities, offices, clubs about their work
    EDUCATION = "education"  # teaching and science
    PRIVATE = "private"
    COMMERCIAL = "commercial"  # a firm's own papers and pages, without paid advertising
    ADVERTISING = "advertising"  # paid advertising for goods or services, boosted posts included
    AI_TRAINING = "ai_training"  # training or feeding of machine learning


class Channel(StrEnum):
    """Where the picture will appear."""

    WEB = "web"
    PRINT = "print"
    SOCIAL_MEDIA = "social_media"
    PRESENTATION = "presentation"
    VIDEO = "video"  # film, television, streaming
    MERCHANDISE = "merchandise"  # the picture is what is sold: postcard, calendar, souvenir
    ARCHIVE = "archive"  # a picture collection of one's own, for uses not yet known
    REDISTRIBUTION = "redistribution"  # handing the file on to others


class Audience(StrEnum):
    """Who asks. The class decides only what a license says it decides."""

    PUBLIC = "public"
    MEMBER = "member"
    PRESS = "press"
    MUNICIPALITY = "municipality"
    BUSINESS = "business"
    EDUCATION = "education"


class Edit(StrEnum):
    """How far the picture will be changed; scaling alone is no change."""

    NONE = "none"
    CROP = "crop"
    ANY = "any"

    def within(self, allowed: str) -> bool:
        """Say whether a license that lets one modify so much lets one do this.

        >>> Edit.CROP.within("any"), Edit.ANY.within("crop")
        (True, False)
        """
        ranks = list(Edit)
        return ranks.index(self) <= ranks.index(Edit(allowed))


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One intended use; ``print_run`` is the number of copies, where known.

    ``territory`` is where it will be seen (see ``rights.territories``); "" is everywhere.
    """

    purpose: Purpose
    channel: Channel
    audience: Audience = Audience.PUBLIC
    print_run: int | None = None
    territory: str = ""
    edit: Edit = Edit.NONE
