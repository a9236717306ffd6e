"""Whatever is added against a picture, no answer becomes wider by it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings, strategies as st

from imagepool.asset import State
from imagepool.rights.availability import Availability
from imagepool.rights.clearance import AssetRights, Clearance
from imagepool.rights.declarations import Artwork, Declarations, Ground, Origin, Persons
from imagepool.rights.depicted import DepictedPerson
from imagepool.rights.grants import Grant
from imagepool.rights.licenses import load_licenses
from imagepool.rights.permission import VERDICTS, may
from imagepool.rights.recalls.recall import Cause, Recall, Severity
from imagepool.rights.releases import LegalBasis, Release, ReleaseKind, ReleaseState, Scope
from imagepool.rights.uses import Audience, Channel, Edit, Purpose, Use
from tests.rights.samples import AGREEMENT, ASSET

if TYPE_CHECKING:
    from collections.abc import Callable

_LICENSES = load_licenses()
_DAY = date(2026, 6, 1)
_AT = "2026-05-20T08:00:00+00:00"
_DAYS = st.dates(date(2026, 5, 1), date(2026, 7, 1))
_TERRITORIES = st.sampled_from(["DE", "DE-TH", "AT", "EU", "DACH"])

_USES = st.builds(
    Use,
    purpose=st.sampled_from(Purpose),
    channel=st.sampled_from(Channel),
    audience=st.sampled_from(Audience),
    print_run=st.none() | st.integers(0, 1000),
    territory=_TERRITORIES | st.just(""),
    edit=st.sampled_from(Edit),
)
_SCOPES = st.builds(
    Scope,
    purposes=st.frozensets(st.sampled_from(Purpose), max_size=3),
    channels=st.frozensets(st.sampled_from(Channel), max_size=3),
    territories=st.frozensets(_TERRITORIES, max_size=2),
)
_RELEASES = st.builds(
    Release,
    id=st.sampled_from(["rel-1", "rel-2", "rel-3"]),
    kind=st.sampled_from(ReleaseKind),
    legal_basis=st.sampled_from(LegalBasis),
    state=st.sampled_from(ReleaseState),
    subject=st.just("N. N."),
    scope=_SCOPES,
    valid_until=st.none() | _DAYS,
    renew_on=st.none() | _DAYS,
)
_RECALLS = st.builds(
    Recall,
    id=st.just("rec-1"),
    asset_ids=st.just((ASSET.id,)),
    cause=st.sampled_from(Cause),
    severity=st.sampled_from(Severity),
    opened_at=st.just(_AT),
    opened_by=st.just("Curator"),
    effective_at=_DAYS.map(lambda day: f"{day}T08:00:00+00:00"),
    undone_at=st.sampled_from(["", _AT]),
)
_GRANTS = st.builds(
    Grant,
    id=st.just("grant-1"),
    asset_id=st.just(ASSET.id),
    requester=st.just("press@example.org"),
    use=_USES,
    granted_by=st.just("Curator"),
    granted_at=st.just(_AT),
    ends=st.none() | _DAYS,
    revoked_at=st.sampled_from(["", _AT]),
)
_DECLARED = st.builds(
    Declarations,
    own_work=st.sampled_from([True, True, None, False]),
    persons=st.sampled_from([*Persons, None]),
    children=st.sampled_from([False, True, None]),
    ground=st.sampled_from([Ground.PUBLIC, *Ground, None]),
    artwork=st.sampled_from([Artwork.NONE, *Artwork, None]),
    drone=st.sampled_from([False, True, None]),
    origin=st.sampled_from([*Origin, None]),
)


def declared_strategy() -> st.SearchStrategy[Declarations]:
    """Return declarations of all kinds, some with open questions."""
    return _DECLARED


@st.composite
def rights_strategy(draw: st.DrawFn) -> AssetRights:
    license_ = _LICENSES[draw(st.sampled_from(sorted(_LICENSES)))]
    clearance = Clearance(
        agreement=AGREEMENT,
        declarations=draw(st.just(Declarations.nothing_to_release()) | _DECLARED),
        releases=tuple(draw(st.lists(_RELEASES, max_size=2))),
        availability=Availability(territories=draw(st.frozensets(_TERRITORIES, max_size=2))),
        recalls=tuple(draw(st.lists(_RECALLS, max_size=1))),
        grants=tuple(draw(st.lists(_GRANTS, max_size=2))),
    )
    asset = replace(ASSET, license_id=license_.id)
    return AssetRights(asset=asset, license=license_, clearance=clearance)


@st.composite
def _stricter(draw: st.DrawFn, rights: AssetRights) -> AssetRights:
    """Return the same rights with one more thing against them."""
    restrictions: tuple[Callable[[st.DrawFn, AssetRights], AssetRights], ...] = (
        _with_another_state,
        _with_less_signed,
        _with_an_open_question,
        _with_an_ended_release,
        _with_a_narrower_release,
        _with_a_narrower_availability,
        _with_a_recall,
        _with_fewer_grants,
        _with_an_unreleased_person,
    )
    return draw(st.sampled_from(restrictions))(draw, rights)


def _cleared(rights: AssetRights, **changes: Any) -> AssetRights:
    return replace(rights, clearance=replace(rights.clearance, **changes))


def _with_another_state(draw: st.DrawFn, rights: AssetRights) -> AssetRights:
    state = draw(st.sampled_from([state for state in State if state is not State.PUBLISHED]))
    return replace(rights, asset=replace(rights.asset, state=state))


def _with_less_signed(draw: st.DrawFn, rights: AssetRights) -> AssetRights:
    ended = replace(AGREEMENT, terminated_at="2026-05-01")
    return _cleared(rights, agreement=draw(st.sampled_from([None, ended])))


def _with_an_open_question(draw: st.DrawFn, rights: AssetRights) -> AssetRights:
    question = draw(st.sampled_from(["persons", "ground", "artwork", "drone", "origin"]))
    declared = replace(rights.clearance.declarations, **{question: None})
    return _cleared(rights, declarations=declared)


def _with_an_ended_release(draw: st.DrawFn, rights: AssetRights) -> AssetRights:
    ended = draw(_RELEASES.filter(lambda release: release.standing(_DAY) != "valid"))
    return _cleared(rights, releases=(*rights.clearance.releases, ended))


def _with_a_narrower_release(draw: st.DrawFn, rights: AssetRights) -> AssetRights:
    releases = list(rights.clearance.releases)
    if releases:
        purposes = releases[0].scope.purposes & {Purpose.EDITORIAL} or {Purpose.EDITORIAL}
        if releases[0].scope.purposes <= {Purpose.EDITORIAL} or not releases[0].scope.purposes:
            narrow = replace(releases[0].scope, purposes=frozenset(purposes))
            releases[0] = replace(releases[0], scope=narrow)
        releases[0] = replace(releases[0], valid_until=draw(st.just(date(2026, 5, 2))))
    return _cleared(rights, releases=tuple(releases))


def _with_a_narrower_availability(draw: st.DrawFn, rights: AssetRights) -> AssetRights:
    limits = rights.clearance.availability
    changes: dict[str, Any] = draw(
        st.sampled_from(
            [
                {"starts": draw(_DAYS)},
                {"ends": draw(_DAYS)},
                {"embargo_until": draw(_DAYS)},
                {"purposes": frozenset({Purpose.EDITORIAL})},
                {"channels": frozenset({Channel.PRINT})},
                {"audiences": frozenset({Audience.PRESS})},
                {"territories": limits.territories & {"DE"} or frozenset({"DE-SN"})},
            ]
        )
    )
    return _cleared(rights, availability=replace(limits, **changes))


def _with_a_recall(draw: st.DrawFn, rights: AssetRights) -> AssetRights:
    return _cleared(rights, recalls=(*rights.clearance.recalls, draw(_RECALLS)))


def _with_fewer_grants(draw: st.DrawFn, rights: AssetRights) -> AssetRights:
    revoked = tuple(replace(grant, revoked_at=_AT) for grant in rights.clearance.grants)
    return _cleared(rights, grants=draw(st.sampled_from([(), revoked])))


def _with_an_unreleased_person(draw: st.DrawFn, rights: AssetRights) -> AssetRights:
    del draw
    shown = (*rights.clearance.depicted, DepictedPerson(name="N. N."))
    return _cleared(rights, depicted=shown)


@settings(deadline=None, max_examples=400)
@given(data=st.data(), rights=rights_strategy(), use=_USES)
def test_a_restriction_never_widens_a_decision(
    data: st.DataObject, rights: AssetRights, use: Use
) -> None:
    once = data.draw(_stricter(rights))
    twice = data.draw(_stricter(once))
    ranks = [VERDICTS.index(may(each, use, on=_DAY).verdict) for each in (rights, once, twice)]
    assert ranks == sorted(ranks)


@settings(deadline=None, max_examples=200)
@given(rights=rights_strategy(), use=_USES, copies=st.integers(1, 1000))
def test_a_wider_use_never_gets_a_wider_answer(rights: AssetRights, use: Use, copies: int) -> None:
    more = replace(use, print_run=(use.print_run or 0) + copies)
    wider = replace(more, territory="", edit=Edit.ANY)
    ranks = [VERDICTS.index(may(rights, each, on=_DAY).verdict) for each in (use, more, wider)]
    assert ranks == sorted(ranks)


@settings(deadline=None, max_examples=200)
@given(use=_USES, license_id=st.sampled_from(sorted(_LICENSES)))
def test_what_nothing_is_known_of_is_refused(use: Use, license_id: str) -> None:
    asset = replace(ASSET, license_id=license_id)
    assert may(AssetRights(asset=asset, license=_LICENSES[license_id]), use, on=_DAY).verdict == (
        "refused"
    )
