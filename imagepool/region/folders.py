"""A region's folder: its own files, and behind them those of the pack that it extends.

A folder of an operator's own may hold only what differs, such as ``terms.csv`` or a map, and a
``region.toml`` with the one line ``extends = "nordthueringen"``.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path

from imagepool.errors import ConfigurationError
from imagepool.region.tables import Section, read_toml

__all__ = ["RegionFolder", "find_folder", "region_packs"]

_PACKS = Path(__file__).parent / "packs"
_DEEPEST = 5  # folders that extend one another


@dataclass(frozen=True, slots=True)
class RegionFolder:
    """The folders of one region, the most particular one first."""

    paths: tuple[Path, ...]
    settings: Section  # of the last one, which extends no other

    def file(self, name: str) -> Path:
        """Return the first folder's file of that name that there is, else where it should be."""
        found = (path / name for path in self.paths if (path / name).is_file())
        return next(found, self.paths[-1] / name)


def region_packs() -> tuple[str, ...]:
    """Return the ids of the regions that ship with the program."""
    return tuple(sorted(path.parent.name for path in _PACKS.glob("*/region.toml")))


def find_folder(id_or_folder: str | Path) -> RegionFolder:
    """Return the pack of that id, or the folder, with all that it extends.

    Raises ``ConfigurationError`` where there is none, or where folders extend one another in a
    circle.
    """
    paths = [_folder(str(id_or_folder), beside=Path())]
    settings = read_toml(paths[0] / "region.toml")
    while "extends" in settings.values:
        settings.only("extends")
        if len(paths) == _DEEPEST:
            settings.refuse("extends", "leads from folder to folder without an end")
        paths.append(_folder(settings.text("extends"), beside=paths[-1]))
        settings = read_toml(paths[-1] / "region.toml")
    return RegionFolder(tuple(paths), settings)


def _folder(name: str, *, beside: Path) -> Path:
    for folder in (_PACKS / name, Path(name), beside / name):
        if name and (folder / "region.toml").is_file():
            return folder
    close = difflib.get_close_matches(name, region_packs(), n=1)
    hint = f"Did you mean {close[0]!r}?" if close else f"Packs: {', '.join(region_packs())}."
    raise ConfigurationError(
        f"no region {name!r}: neither a pack nor a folder with a region.toml",
        setting="region",
        hint=hint,
    )
