from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from imagepool.errors import InvalidRequest, RightsMissing
from imagepool.rights.agreements import Agreement, sign

_TERMS: dict[str, Any] = {
    "creator": "Jana Beyer",
    "signed_by": "admin",
    "signed_at": "2026-05-01T23:30:00+00:00",
    "text": "Ich bin die Urheberin …",
    "template_version": "1",
    "license_ids": ["CC-BY-4.0", "CC0-1.0", "CC-BY-4.0"],
}

_AGREEMENT = sign(**_TERMS)


def covers(agreement: Agreement, day: str, *, creator: str = "Jana Beyer") -> bool:
    return agreement.covers(creator=creator, license_id="CC-BY-4.0", on=date.fromisoformat(day))


def test_the_same_signature_gives_the_same_agreement() -> None:
    assert sign(**_TERMS) == _AGREEMENT
    assert sign(**{**_TERMS, "text": "Anderes"}).id != _AGREEMENT.id
    assert sign(**{**_TERMS, "signed_at": "2026-05-02"}).id != _AGREEMENT.id
    assert _AGREEMENT.license_ids == ("CC-BY-4.0", "CC0-1.0")
    assert len(_AGREEMENT.text_sha256) == 64


def test_it_covers_its_creator_and_licenses_and_no_others() -> None:
    day = date(2026, 6, 1)
    assert _AGREEMENT.covers(creator=" jana  beyer", license_id="CC0-1.0", on=day)
    assert not _AGREEMENT.covers(creator="Jan Beyer", license_id="CC0-1.0", on=day)
    assert not _AGREEMENT.covers(creator="Jana Beyer", license_id="CC-BY-SA-4.0", on=day)


def test_it_holds_from_its_signing_to_its_last_day() -> None:
    ending = replace(_AGREEMENT, valid_until="2026-12-31")
    days = ["2026-04-29", "2026-05-01", "2026-05-02", "2026-12-31", "2027-01-01"]
    assert [covers(ending, day) for day in days] == [False, True, True, True, False]


def test_once_terminated_nothing_new_goes_out() -> None:
    ended = replace(_AGREEMENT, terminated_at="2026-07-01")
    assert [covers(ended, day) for day in ("2026-06-30", "2026-07-01")] == [True, False]


@pytest.mark.parametrize(
    ("name", "value", "missing"),
    [
        ("creator", " ", ("creator",)),
        ("signed_by", "", ("signer",)),
        ("text", "\n", ("text",)),
        ("license_ids", [], ("license",)),
    ],
)
def test_what_is_missing_is_named(name: str, value: object, missing: tuple[str, ...]) -> None:
    with pytest.raises(RightsMissing) as caught:
        sign(**{**_TERMS, name: value})
    assert caught.value.missing == missing


def test_a_time_must_be_one() -> None:
    with pytest.raises(InvalidRequest, match="yesterday"):
        sign(**{**_TERMS, "signed_at": "yesterday"})


def test_it_covers_the_printed_name_too_and_the_signer_stays_known() -> None:
    named = sign(**{**_TERMS, "credit_name": "  Der  Waldkauz "})
    assert (named.creator, named.credit_name) == (_AGREEMENT.creator, "Der Waldkauz")
    assert named.id != _AGREEMENT.id
    [license_id, *_rest] = named.license_ids
    for name, covered in (("der waldkauz", True), (named.creator, True), ("", False), ("U", False)):
        assert named.permits(creator=name, license_id=license_id) is covered
    assert not _AGREEMENT.permits(creator="", license_id=license_id)


def test_the_own_name_is_no_pseudonym() -> None:
    assert sign(**{**_TERMS, "credit_name": str(_TERMS["creator"]).upper()}) == _AGREEMENT
