"""The facets: by what the answers of a search are counted and narrowed."""

from __future__ import annotations

__all__ = ["FACETS", "UNSET"]

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
