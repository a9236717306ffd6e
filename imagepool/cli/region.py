"""``imagepool region``: where the region begins and ends."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from imagepool.cli.command import Group, emit, say
from imagepool.cli.opened import open_pool, terminal_user
from imagepool.region.region import Region, load_region
from imagepool.settings import Settings
from imagepool.workflows.boundaries import import_boundaries, region_in
from imagepool.workflows.relocate import Relocated

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.group(cls=Group)
def region() -> None:
    """Bring in a map of the region, and ask where a point lies."""


@region.command()
@click.argument("file", type=_FILE, metavar="FILE")
def boundaries(file: Path, as_json: bool) -> None:
    """Let a map decide in which municipality a photo was taken.

    FILE is GeoJSON or a GeoPackage that holds a polygon with AGS or ARS for each municipality of
    the region; others may be in it, too. It is kept in the pool's home, on this machine.
    """
    settings = Settings.read()
    found = import_boundaries(settings.home, settings.region, file)
    points = sum(len(ring) for each in found for ring in each.rings)
    if as_json:
        emit({"municipalities": len(found), "points": points})
    else:
        click.echo(f"{len(found)} municipalities, {points} points. From now on this map decides.")
        say("Pictures that are in the pool already: imagepool region relocate")


@region.command()
@click.option("--dry-run", is_flag=True, help="Only tell what would change.")
def relocate(dry_run: bool, as_json: bool) -> None:
    """Place pictures by the map that were placed by their coordinates before there was one.

    What a person wrote stays. "left" are pictures to which somebody has put words since: the map
    says otherwise, so have a look at them.
    """
    with open_pool() as pool:
        names = {town.ags: town.name for town in pool.region.municipalities}
        names |= {district.ags: district.name for district in pool.region.districts}
        for each in pool.relocate(actor=terminal_user(), dry_run=dry_run):
            emit(_as_line(each)) if as_json else click.echo(_told(each, names))


def _as_line(relocated: Relocated) -> dict[str, Any]:
    places = {"before": relocated.before, "after": relocated.after}
    return {
        "id": relocated.asset.id,
        "outcome": relocated.outcome,
        **{name: {"ags": one.ags, "district": one.district} for name, one in places.items()},
    }


def _told(relocated: Relocated, names: Mapping[str, str]) -> str:
    before, after = (
        names.get(place.ags or place.district, "nowhere in the region")
        for place in (relocated.before, relocated.after)
    )
    asset = relocated.asset
    return f"{asset.id}  {relocated.outcome}  {before} -> {after}  {asset.title}"


@region.command(context_settings={"ignore_unknown_options": True})  # "-10.5" is no option
@click.argument("latitude", type=click.FloatRange(-90, 90))
@click.argument("longitude", type=click.FloatRange(-180, 180))
def locate(latitude: float, longitude: float, as_json: bool) -> None:
    """Say in which municipality a point lies (degrees, WGS 84), and how sure that is."""
    settings = Settings.read()
    here = load_region(region_in(settings.home, settings.region))
    found = here.gazetteer.locate(latitude, longitude)
    town = here.gazetteer.municipality(found.key)
    district = here.label("district", found.key[:5], "de") if found.key else ""
    by_map = bool(here.gazetteer.boundaries)
    if as_json:
        emit(
            {
                "ags": town.ags if town else None,
                "municipality": town.name if town else None,
                "district": {"ags": found.key[:5], "name": district} if found.key else None,
                "judged_by": "map" if by_map else "nearest places",
                "uncertainty_km": round(found.uncertainty, 2) if not by_map else 0,
            }
        )
        return
    place = ", ".join(filter(None, [town.name if town else "", district])) or _unknown(here)
    how = (
        "by the map" if by_map else f"by known places, the nearest {found.uncertainty:.1f} km away"
    )
    click.echo(f"{place} ({how})")


def _unknown(here: Region) -> str:
    return "outside the region" if here.gazetteer.boundaries else "unknown"
