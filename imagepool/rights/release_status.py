"""Release status: what files say of the releases that the pool keeps (PLUS, IPTC).

None needed: not applicable. All there: limited, and opaque ids tell which. One missing or not
given: none. That releases are unlimited is never concluded: a person must have stated it, and no
release in the pool may say less.
"""

from __future__ import annotations

from collections.abc import Iterator

from imagepool.asset import Description, ReleaseMarks
from imagepool.rights.clearance import Clearance
from imagepool.rights.releases import Release, ReleaseKind, ReleaseState

__all__ = ["named", "release_marks"]

_OF_PERSONS = frozenset({ReleaseKind.MODEL, ReleaseKind.GUARDIAN})
_OF_PROPERTY = frozenset(ReleaseKind) - _OF_PERSONS


def release_marks(clearance: Clearance, stated: Description) -> ReleaseMarks:
    """Return what the files of an asset say; ``stated`` is what its own file said.

    What was not yet declared is as the file stated it. The day does not matter: after the last
    day of a release nothing is delivered that could say so.
    """
    open_ = clearance.declarations.open_questions
    model, property_ = stated.model_release_status, stated.property_release_status
    if "persons" not in open_:
        model = "MR-" + _extent(clearance, _OF_PERSONS, unlimited=model == "MR-UMR", letter="M")
    if not {"ground", "artwork"} & set(open_):
        unlimited = property_ == "PR-UPR"
        property_ = "PR-" + _extent(clearance, _OF_PROPERTY, unlimited=unlimited, letter="P")
    return ReleaseMarks(
        model_status=model,
        model_ids=tuple(each.id for each in _given(clearance, _OF_PERSONS)),
        property_status=property_,
        property_ids=tuple(each.id for each in _given(clearance, _OF_PROPERTY)),
        persons=named(clearance),
    )


def named(clearance: Clearance) -> tuple[str, ...]:
    """Return the names of those who consented to be named beside the picture, from the left."""
    may = {each.id for each in _given(clearance, _OF_PERSONS) if each.scope.naming}
    return tuple(each.name for each in clearance.depicted if each.release_id in may)


def _extent(
    clearance: Clearance, kinds: frozenset[ReleaseKind], *, unlimited: bool, letter: str
) -> str:
    there = [release for release in clearance.releases if release.kind in kinds]
    if not there and not clearance.declarations.needed_releases & kinds:
        return "NAP"
    given = list(_given(clearance, kinds))
    if clearance.missing_releases & kinds or len(given) < len(there):
        return "NON"
    free = unlimited and not any(release.limited for release in given)
    return f"U{letter}R" if free else f"L{letter}R"


def _given(clearance: Clearance, kinds: frozenset[ReleaseKind]) -> Iterator[Release]:
    for release in clearance.releases:
        if release.kind in kinds and release.state is ReleaseState.GIVEN:
            yield release
