from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings

from imagepool.rights.clearance import AssetRights
from imagepool.rights.licenses import load_licenses
from imagepool.rights.permission import may
from imagepool.rights.releases import LegalBasis, Release, ReleaseKind, ReleaseState, Scope
from imagepool.rights.usable import free_uses, usable_tokens
from imagepool.rights.uses import Channel, Purpose, Use
from tests.rights.samples import ASSET, CLEARED
from tests.rights.test_permission_narrows import rights_strategy

_DAY = date(2026, 6, 1)


@settings(deadline=None, max_examples=100)
@given(rights=rights_strategy())
def test_exactly_what_may_grants_to_everybody_is_usable(rights: AssetRights) -> None:
    granted = {
        f"{purpose}.{channel}"
        for purpose in Purpose
        for channel in Channel
        if (answer := may(rights, Use(purpose=purpose, channel=channel), on=_DAY)).granted
        and answer.grant_id is None
    }
    tokens = usable_tokens(rights, on=_DAY, free=free_uses(rights.license))
    assert {token for token in tokens if "." in token} == granted
    assert {token for token in tokens if "." not in token} == {t.partition(".")[0] for t in granted}
    assert len(set(tokens)) == len(tokens)


def test_what_a_release_does_not_cover_is_left_out() -> None:
    release = Release(
        id="rel-1",
        kind=ReleaseKind.MODEL,
        legal_basis=LegalBasis.CONSENT,
        state=ReleaseState.GIVEN,
        subject="N. N.",
        scope=Scope(channels=frozenset({Channel.WEB})),
    )
    own = load_licenses()["LicenseRef-Bilderpool-1.0"]
    rights = AssetRights(asset=ASSET, license=own, clearance=replace(CLEARED, releases=(release,)))
    tokens = usable_tokens(rights, on=_DAY, free=free_uses(own))
    assert "tourism.web" in tokens
    assert "tourism.print" not in tokens
