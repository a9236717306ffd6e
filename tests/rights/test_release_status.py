from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from imagepool.asset import Description
from imagepool.rights.clearance import Clearance
from imagepool.rights.declarations import Artwork, Declarations, Ground, Persons
from imagepool.rights.depicted import DepictedPerson
from imagepool.rights.release_status import named, release_marks
from imagepool.rights.releases import LegalBasis, Release, ReleaseKind, ReleaseState, Scope
from imagepool.rights.uses import Channel

PLAIN = Declarations.nothing_to_release()
PORTRAIT = replace(PLAIN, persons=Persons.RECOGNIZABLE)
CHILD = replace(PORTRAIT, children=True)
ROOM = replace(PLAIN, ground=Ground.INTERIOR)
WORK = replace(PLAIN, ground=Ground.PRIVATE, artwork=Artwork.PROTECTED)
UNLIMITED = Description(model_release_status="MR-UMR", property_release_status="PR-UPR")
WEB = Scope(channels=frozenset({Channel.WEB}))


def given(kind: str, state: ReleaseState = ReleaseState.GIVEN, **changes: Any) -> Release:
    """Return a release without any limit, but for what ``changes`` say."""
    plain = Release(
        id=f"rel-{kind}",
        kind=ReleaseKind(kind),
        legal_basis=LegalBasis.CONTRACT,
        state=state,
        subject="Rosa Klein",
    )
    return replace(plain, **changes)


ASKED, WITHDRAWN = ReleaseState.REQUESTED, ReleaseState.WITHDRAWN
Row = tuple[Declarations, tuple[Release, ...], Description, str, str]
NOTHING = Description()
ROWS: list[Row] = [
    (PLAIN, (), NOTHING, "MR-NAP", "PR-NAP"),
    (PLAIN, (), UNLIMITED, "MR-NAP", "PR-NAP"),
    (replace(PLAIN, persons=Persons.ASSEMBLY), (), NOTHING, "MR-NAP", "PR-NAP"),
    (PORTRAIT, (), NOTHING, "MR-NON", "PR-NAP"),
    (PORTRAIT, (), UNLIMITED, "MR-NON", "PR-NAP"),
    (PORTRAIT, (given("model", ASKED),), NOTHING, "MR-NON", "PR-NAP"),
    (PORTRAIT, (given("model", WITHDRAWN),), UNLIMITED, "MR-NON", "PR-NAP"),
    (PORTRAIT, (given("model"),), NOTHING, "MR-LMR", "PR-NAP"),
    (PORTRAIT, (given("model", scope=WEB),), UNLIMITED, "MR-LMR", "PR-NAP"),
    (PORTRAIT, (given("model", valid_until=date(2030, 1, 1)),), UNLIMITED, "MR-LMR", "PR-NAP"),
    (PORTRAIT, (given("model", legal_basis=LegalBasis.CONSENT),), UNLIMITED, "MR-LMR", "PR-NAP"),
    (PORTRAIT, (given("model"),), UNLIMITED, "MR-UMR", "PR-NAP"),
    (PORTRAIT, (given("model"), given("model", ASKED, id="rel-2")), UNLIMITED, "MR-NON", "PR-NAP"),
    (CHILD, (given("model"),), NOTHING, "MR-NON", "PR-NAP"),
    (CHILD, (given("guardian"),), NOTHING, "MR-LMR", "PR-NAP"),
    (ROOM, (), NOTHING, "MR-NAP", "PR-NON"),
    (ROOM, (given("house"),), NOTHING, "MR-NAP", "PR-LPR"),
    (ROOM, (given("house"),), UNLIMITED, "MR-NAP", "PR-UPR"),
    (WORK, (given("property"),), NOTHING, "MR-NAP", "PR-NON"),
    (WORK, (given("property"), given("artwork")), NOTHING, "MR-NAP", "PR-LPR"),
    (Declarations(), (), UNLIMITED, "MR-UMR", "PR-UPR"),
    (Declarations(), (), NOTHING, "", ""),
    (replace(PLAIN, artwork=None), (), NOTHING, "MR-NAP", ""),
]


@pytest.mark.parametrize(("declared", "releases", "stated", "model", "property_"), ROWS)
def test_the_status_follows_from_what_is_needed_and_given(
    declared: Declarations,
    releases: tuple[Release, ...],
    stated: Description,
    model: str,
    property_: str,
) -> None:
    marks = release_marks(Clearance(declarations=declared, releases=releases), stated)
    assert (marks.model_status, marks.property_status) == (model, property_)


def test_ids_are_told_of_what_was_given_alone_and_subjects_never() -> None:
    releases = (given("model"), given("guardian", ASKED), given("house"))
    marks = release_marks(Clearance(declarations=CHILD, releases=releases), NOTHING)
    assert (marks.model_ids, marks.property_ids) == (("rel-model",), ("rel-house",))
    assert "Rosa" not in repr(marks)


def test_somebody_named_without_a_release_leaves_the_picture_without() -> None:
    shown = (
        DepictedPerson(name="Rosa Klein", release_id="rel-model"),
        DepictedPerson(name="Jörg Weiß"),
    )
    cleared = Clearance(declarations=PORTRAIT, releases=(given("model"),), depicted=shown)
    assert release_marks(cleared, NOTHING).model_status == "MR-NON"
    assert release_marks(replace(cleared, depicted=shown[:1]), NOTHING).model_status == "MR-LMR"


@pytest.mark.parametrize(
    ("release", "names"),
    [
        (given("model", scope=Scope(naming=True)), ("Rosa Klein",)),
        (given("model"), ()),
        (given("model", WITHDRAWN, scope=Scope(naming=True)), ()),
        (given("house", id="rel-model", scope=Scope(naming=True)), ()),
    ],
)
def test_who_did_not_consent_to_it_is_not_named(release: Release, names: tuple[str, ...]) -> None:
    shown = (
        DepictedPerson(name="Rosa Klein", release_id="rel-model"),
        DepictedPerson(name="Jörg Weiß"),
    )
    assert named(Clearance(releases=(release,), depicted=shown)) == names
