from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given, settings, strategies as st

from imagepool.rights.permission import may
from imagepool.rights.usable import usable_uses
from imagepool.rights.uses import Channel, Purpose, Use
from tests.rights.test_permission_narrows import rights_strategy

if TYPE_CHECKING:
    from imagepool.rights.clearance import AssetRights

_DAY = date(2026, 6, 1)


@settings(deadline=None, max_examples=100)
@given(rights=rights_strategy())
def test_it_is_what_may_grants_to_the_public(rights: AssetRights) -> None:
    granted = {
        f"{purpose}/{channel}"
        for purpose in Purpose
        for channel in Channel
        if may(rights, Use(purpose=purpose, channel=channel), on=_DAY).granted
        and may(rights, Use(purpose=purpose, channel=channel), on=_DAY).grant_id is None
    }
    assert usable_uses(rights, _DAY) == granted


@given(st.sampled_from(Purpose), st.sampled_from(Channel))
def test_its_words_are_those_of_the_forms(purpose: Purpose, channel: Channel) -> None:
    assert f"{purpose}/{channel}" == f"{purpose.value}/{channel.value}"
