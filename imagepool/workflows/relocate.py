"""Relocate: pictures that were placed by a guess are placed by the map that came later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from imagepool.asset import Asset, Description, Place, State
from imagepool.errors import ChangedMeanwhile, InvalidRequest
from imagepool.photo.facts import describe, read_facts
from imagepool.photo.recipes import original_key
from imagepool.workflows.develop import at_home
from imagepool.workflows.look_again import judge_again
from imagepool.workflows.restamp import restamp_later
from imagepool.workflows.workshop import Workshop, event

_PORTION = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Relocated:
    """A picture that lies elsewhere by the map; "left" where somebody has put words to it since."""

    outcome: Literal["moved", "left"]
    asset: Asset  # as it was
    before: Place
    after: Place  # an empty one where the map says: outside the region
    words: Description  # as they are with that place


def relocate(workshop: Workshop, *, actor: str, dry_run: bool = False) -> Iterator[Relocated]:
    """Place by the map what was placed by coordinates before there was one; yield what changes.

    What a person wrote stays: a place that the file names, and one that was there when a curator
    saved other words ("left", to be looked at). With ``dry_run`` nothing is written. Raises
    ``InvalidRequest`` where there is no map.
    """
    if not workshop.region.gazetteer.boundaries:
        raise InvalidRequest(
            "there is no map of the region yet",
            hint="bring one in first: imagepool region boundaries FILE",
        )
    for asset in _all(workshop):
        found = _looked_at(workshop, asset)
        while found and found.outcome == "moved" and not dry_run:
            try:
                _move(workshop, found, actor)
                break
            except ChangedMeanwhile:  # somebody was quicker: once more, as it is by now
                found = _looked_at(workshop, workshop.asset(asset.id))
        if found:
            yield found


def _looked_at(workshop: Workshop, asset: Asset) -> Relocated | None:
    words = _by_map(workshop, asset.description)
    if words == asset.description or _named_by_its_file(workshop, asset):
        return None
    return Relocated(
        outcome="left" if _reworded(workshop, asset) else "moved",
        asset=asset,
        before=_first(asset.description),
        after=_first(words),
        words=words,
    )


def _all(workshop: Workshop) -> Iterator[Asset]:
    after: str | None = None
    states = [state for state in State if state is not State.WITHDRAWN]
    while True:
        with workshop.catalogue.reading() as books:
            page = books.assets.page(states, after, _PORTION, oldest_first=True)
        yield from page.items
        after = page.next
        if after is None:
            return


def _by_map(workshop: Workshop, words: Description) -> Description:
    """Return the words with the place that the map says, where the present one may be a guess."""
    if words.latitude is None or words.longitude is None:
        return words
    gazetteer = workshop.region.gazetteer
    place = _first(words)
    known = place.ags or place.district
    if known and known != gazetteer.key_without_map(words.latitude, words.longitude):
        return words
    stripped = gazetteer.unfilled(place)
    others = words.location_shown[1:]
    shown = (stripped, *others) if stripped != Place() else others
    return at_home(replace(words, location_shown=shown), workshop.region_name)


def _named_by_its_file(workshop: Workshop, asset: Asset) -> bool:
    key = original_key(asset.original.digest, asset.original.format)
    with workshop.store.open(key) as stream:
        words = describe(read_facts(stream.read(), asset.original.format))
    places = (*words.location_shown, words.location_created or Place())
    return any(place.city or place.sublocation for place in places)


def _reworded(workshop: Workshop, asset: Asset) -> bool:
    with workshop.catalogue.reading() as books:
        return any(each.act == "describe" for each in books.events.of_asset(asset.id))


def _move(workshop: Workshop, found: Relocated, actor: str) -> None:
    asset, before, after = found.asset, _key(found.before), _key(found.after)
    happened = event("relocate", asset.id, actor=actor, before=before, after=after)
    with workshop.catalogue.transaction() as books:
        written = books.assets.replace(replace(asset, description=found.words), happened)
        restamp_later(workshop, written, books.connection)
    if bool(before) != bool(after):  # whether it shows the region is judged, too
        judge_again(workshop, asset.id, actor=actor)


def _first(words: Description) -> Place:
    return words.location_shown[0] if words.location_shown else Place()


def _key(place: Place) -> str:
    return place.ags or place.district
