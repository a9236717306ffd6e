from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, strategies as st

from imagepool.errors import InvalidRequest
from imagepool.rights.consent import (
    CHOICES,
    choices_of,
    consent_text,
    renewal,
    scope_of,
    text_digest,
)
from imagepool.rights.releases import ReleaseKind, Scope
from imagepool.rights.uses import Channel, Purpose, Use


@pytest.mark.parametrize("kind", list(ReleaseKind))
def test_every_kind_has_its_text_in_both_languages(kind: ReleaseKind) -> None:
    for language in ("de", "en"):
        text = consent_text(kind, language, pool_name="Pool", pool_url="https://pool.example")
        assert "Pool (https://pool.example)" in text
        assert "$" not in text
        assert len(text_digest(text)) == 64


def test_what_is_ticked_is_what_is_allowed() -> None:
    scope = scope_of(["web", "print"])
    tourism, advertising = Purpose.TOURISM, Purpose.ADVERTISING
    assert scope.covers(Use(purpose=tourism, channel=Channel.WEB))
    assert scope.covers(Use(purpose=tourism, channel=Channel.PRINT))
    assert not scope.covers(Use(purpose=tourism, channel=Channel.SOCIAL_MEDIA))
    assert not scope.covers(Use(purpose=advertising, channel=Channel.WEB))
    assert not scope.naming
    all_ = scope_of(CHOICES)
    assert all_.covers(Use(purpose=advertising, channel=Channel.VIDEO))
    assert all_.naming


@given(st.sets(st.sampled_from(CHOICES)).filter(lambda ticked: ticked - {"business", "naming"}))
def test_what_a_scope_allows_is_told_by_the_choices_that_made_it(ticked: set[str]) -> None:
    assert set(choices_of(scope_of(ticked))) == ticked


def test_a_scope_without_limits_allows_every_choice_but_naming() -> None:
    assert set(choices_of(Scope())) == set(CHOICES) - {"naming"}


def test_nothing_ticked_lets_anybody_train_machines_or_sell_the_picture() -> None:
    scope = scope_of(CHOICES)
    assert not scope.covers(Use(purpose=Purpose.AI_TRAINING, channel=Channel.WEB))
    assert not scope.covers(Use(purpose=Purpose.TOURISM, channel=Channel.MERCHANDISE))


@pytest.mark.parametrize("choices", [[], ["naming"], ["business"], ["web", "everything"]])
def test_a_consent_without_a_place_is_none(choices: list[str]) -> None:
    with pytest.raises(InvalidRequest):
        scope_of(choices)


@pytest.mark.parametrize(
    ("born", "again"),
    [(2020, date(2034, 1, 1)), (2012, date(2030, 1, 1)), (2011, date(2029, 1, 1)), (2008, None)],
)
def test_children_are_asked_again_with_14_and_with_18(born: int, again: date | None) -> None:
    assert renewal(born, date(2026, 6, 1)) == again


@pytest.mark.parametrize("born", [2027, 1900, 14])
def test_a_year_that_cannot_be_is_refused(born: int) -> None:
    with pytest.raises(InvalidRequest):
        renewal(born, date(2026, 6, 1))
