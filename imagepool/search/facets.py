"""The facets: by what the answers of a search are counted and narrowed."""

from __future__ import annotations

__all__ = ["FACETS", "LONGEST_VALUE", "UNSET", "tidy_value"]

FACETS = (
    "district",  # first 5 digits of the official municipality key
    "municipality",  # official municipality key, 8 digits
    "theme",  # concept ids of the region's vocabulary, those above them included
    "season",  # concept ids
    "year",  # in which it was taken
    "orientation",
    "people",  # concept ids: none, one, two, a group, children ...
    "perspective",  # concept ids: from the air, inside, a detail ...
    "color",  # names of colors that carry the picture, see `imagepool.style.measuring.color_names`
    "use",  # "tourism", "tourism.print": what its license allows to everybody without asking
    "license",  # SPDX identifier
    "photographer",  # name, as it is credited
    "collection",  # ids of the collections that it lies in
)

UNSET = "-"  # the value of a facet of which nothing is known for a picture
LONGEST_VALUE = 100  # characters


def tidy_value(text: str) -> str:
    """Return the text as a value that can be typed: one kind of space, and no quotes.

    >>> tidy_value(' Max  "Mühle" Muster')
    'Max Mühle Muster'
    """
    return " ".join(text.replace('"', " ").split())
