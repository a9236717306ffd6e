"""Synthetic assets with realistic distributions: as many as wanted, the same ones each time.

Words follow Zipf's law over the region's own vocabulary, compounds made of it, and words that mean
nothing to it, so that a few stand in many pictures and most in a handful. A picture names 4.8
concepts and has 45 words, a third more of both than those of the relevance set (3.7 and 32). Facets
are skewed as in real pools: most pictures are landscapes, of the largest towns, of a few
photographers, and recent.
"""

from __future__ import annotations

import hashlib
import itertools
import random
from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

from imagepool.asset import Asset, Description, Likeness, Original, Place, State, asset_id
from imagepool.region.region import Region

__all__ = ["CREATORS", "LICENSES", "SyntheticAssets", "agreement_id"]

T = TypeVar("T")
LICENSES = ("LicenseRef-Bilderpool-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0", "DL-DE-BY-2.0")
LICENSE_WEIGHTS = (0.5, 0.3, 0.1, 0.07, 0.03)
SHAPES = ((6000, 4000), (4000, 6000), (4000, 4000), (9000, 3000))
SHAPE_WEIGHTS = (0.68, 0.24, 0.04, 0.04)
STATES = (State.PUBLISHED, State.IN_REVIEW, State.RETURNED, State.REJECTED, State.WITHDRAWN)
STATE_WEIGHTS = (0.92, 0.03, 0.02, 0.02, 0.01)
MONTH_WEIGHTS = (3, 4, 6, 9, 13, 13, 12, 10, 11, 9, 5, 5)
COMPOUNDS = 20_000
OTHERS = 30_000
SYLLABLES = (
    "bra",
    "do",
    "fel",
    "gri",
    "ku",
    "lom",
    "mi",
    "nar",
    "o",
    "pe",
    "ris",
    "so",
    "tu",
    "wex",
)
CREATORS = tuple(f"Fotograf {number}" for number in range(400))
FIRST_YEAR, LAST_YEAR = 1990, 2026


def agreement_id(creator: str) -> str:
    """Return the id of the agreement that a photographer has signed."""
    return f"agreement of {creator}"


class Zipf(Generic[T]):
    """Draws from a sequence: the first one most often, the n-th one n times more seldom."""

    def __init__(self, values: Sequence[T], exponent: float = 1.0) -> None:
        self.values = values
        weights = (1 / (rank + 2.0) ** exponent for rank in range(len(values)))
        self._sums = list(itertools.accumulate(weights))

    def draw(self, dice: random.Random, count: int) -> list[T]:
        return dice.choices(self.values, cum_weights=self._sums, k=count)


class SyntheticAssets:
    """The assets of a pool of this region, numbered from 1; and words to look for in it."""

    def __init__(self, region: Region, licenses: Sequence[str] = LICENSES, seed: int = 1) -> None:
        dice = random.Random(seed)  # noqa: S311  (nothing is kept secret by it)
        themes = [theme for theme in region.themes.values() if theme.broader]
        dice.shuffle(themes)
        words = [word for theme in themes for word in theme.alt["de"]]
        dice.shuffle(words)
        ends = [word.lower() for word in words if word.isalpha()]
        compounds = {
            dice.choice(words).split()[0].rstrip("n") + dice.choice(ends) for _ in range(COMPOUNDS)
        }
        towns = sorted(region.municipalities, key=lambda town: -town.area)
        self._seed = seed
        self._licenses = licenses
        others = {"".join(dice.choices(SYLLABLES, k=dice.randrange(2, 5))) for _ in range(OTHERS)}
        self._words = Zipf([*words, *sorted(compounds)])
        self._others = Zipf(sorted(others))
        self._themes = Zipf([theme.id for theme in themes])
        self._towns = Zipf(towns)
        self._creators = Zipf(CREATORS)

    def draw_words(self, dice: random.Random, count: int) -> list[str]:
        """Return words as pictures have them, the frequent ones more often."""
        return [
            (self._words if dice.random() < 0.8 else self._others).draw(dice, 1)[0]
            for _ in range(count)
        ]

    def id_of(self, number: int) -> str:
        """Return the id of the asset with that number."""
        return asset_id(self._digest(number))

    def published(self, number: int, count: int) -> str:
        """Return the id of the first published asset from that number on."""
        later = self.make(count - number + 1, number)
        return next(asset.id for asset in later if asset.state is State.PUBLISHED)

    def _digest(self, number: int) -> str:
        return hashlib.sha256(f"{self._seed}-{number}".encode()).hexdigest()

    def make(self, count: int, first: int = 1) -> Iterator[Asset]:
        """Yield ``count`` assets; the same number is the same asset, whoever asks."""
        for number in range(first, first + count):
            dice = random.Random(f"{self._seed}-{number}")  # noqa: S311  (likewise)
            yield self._asset(number, dice)

    def _asset(self, number: int, dice: random.Random) -> Asset:
        digest = self._digest(number)
        width, height = dice.choices(SHAPES, SHAPE_WEIGHTS)[0]
        state = dice.choices(STATES, STATE_WEIGHTS)[0]
        moment = f"2026-01-01T00:00:00.{number:06d}+00:00"
        creator = self._creators.draw(dice, 1)[0]
        return Asset(
            id=asset_id(digest),
            original=Original(
                digest=digest,
                format="JPEG",
                byte_count=dice.randrange(1_000_000, 12_000_000),
                width=width,
                height=height,
                name=f"DSC_{number:07d}.jpg",
            ),
            likeness=Likeness(phash=int(digest[:16], 16), dhash=int(digest[16:32], 16)),
            state=state,
            description=self._description(dice),
            creator=(creator,),
            license_id=dice.choices(self._licenses, LICENSE_WEIGHTS[: len(self._licenses)])[0],
            agreement_id=agreement_id(creator),
            added_at=moment,
            published_at=moment if state is State.PUBLISHED else None,
            number=number,
            revision=number,
        )

    def _description(self, dice: random.Random) -> Description:
        words = self._words.draw(dice, 3)
        others = self._others.draw(dice, 14)
        town = self._towns.draw(dice, 1)[0]
        latitude, longitude = town.center
        return Description(
            title=f"{words[0]} in {town.name}",
            caption=" ".join([*others[:12], words[1]]),
            keywords=(words[2], *others[12:]),
            date_taken=_date(dice),
            location_shown=(Place(city=town.name, ags=town.ags, district=town.district),),
            latitude=latitude + dice.uniform(-0.05, 0.05) if dice.random() < 0.6 else None,
            longitude=longitude + dice.uniform(-0.05, 0.05),
            themes=tuple(dict.fromkeys(self._themes.draw(dice, dice.randrange(1, 4)))),
        )


def _date(dice: random.Random) -> str:
    if dice.random() < 0.06:
        return ""
    age = int(dice.expovariate(1 / 6))
    [month] = dice.choices(range(1, 13), MONTH_WEIGHTS)
    return f"{max(FIRST_YEAR, LAST_YEAR - age)}-{month:02d}-{dice.randrange(1, 29):02d}"
