"""A map of the region for one pool: kept in its home, never in the program or a pack.

The home then has a region folder of its own, which holds the map and extends the chosen region.
Each machine that takes photos in has such a home; on all of them the map is brought in.
"""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path

from imagepool.region.boundaries import Boundary, read_map, written
from imagepool.region.region import MAP, load_region
from imagepool.region.tables import read_toml

_FOLDER = "region"


def region_in(home: Path, region: str) -> str:
    """Return by which name a pool's region is loaded: with the map in its home, if there is one."""
    own = home / _FOLDER
    if not (own / "region.toml").is_file():
        return region
    extended = read_toml(own / "region.toml").text("extends")
    return str(own) if extended == _absolute(region) else region  # it may be another's by now


def import_boundaries(home: Path, region: str, map_file: Path) -> tuple[Boundary, ...]:
    """Keep the borders that a map file has of the region's municipalities; they decide from now on.

    ``map_file`` is GeoJSON or a GeoPackage. Raises ``ConfigurationError`` where it lacks any; what
    was there before then stays.
    """
    keys = [each.ags for each in load_region(region).municipalities]
    boundaries = read_map(map_file, keys)
    own = home / _FOLDER
    own.mkdir(parents=True, exist_ok=True)
    _put(own / MAP, written(boundaries))  # first: without the other file nobody reads it
    _put(own / "region.toml", f"extends = {json.dumps(_absolute(region))}\n")
    return boundaries


def _absolute(region: str) -> str:
    return str(Path(region).absolute()) if (Path(region) / "region.toml").is_file() else region


def _put(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    drafted = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    try:
        with drafted.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        drafted.replace(path)
    finally:
        drafted.unlink(missing_ok=True)
