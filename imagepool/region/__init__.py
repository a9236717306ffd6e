"""What makes a pool this region's: districts, places, themes, colors and legal texts.

Nothing about any one region stands in code. A region is a folder of plain files; `packs/` holds
the ones that ship with the program.
"""

from imagepool.region.region import Region, load_region, region_packs

__all__ = ["Region", "load_region", "region_packs"]
