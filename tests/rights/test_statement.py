from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st

from imagepool.errors import RightsMissing
from imagepool.photo.packet import build_packet
from imagepool.rights.licenses import License, load_licenses
from imagepool.rights.statement import PoolIdentity, state_rights
from tests.rights.samples import ASSET, POOL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from imagepool.asset import RightsStatement

_CC_BY = load_licenses()["CC-BY-4.0"]


def state(license_: License, *, creator: tuple[str, ...] = ("Jana Beyer",)) -> RightsStatement:
    return state_rights(
        asset_id=ASSET.id, creator=creator, license=license_, copyright_notice="", pool=POOL
    )


@pytest.mark.parametrize(
    ("license_id", "credit", "notice"),
    [
        (
            "LicenseRef-Bilderpool-1.0",
            "© Jana Beyer / Bilderpool Nordthüringen",
            "© Jana Beyer",
        ),
        (
            "CC-BY-SA-4.0",
            (
                "© Jana Beyer / Bilderpool Nordthüringen, "
                "CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0/)"
            ),
            "© Jana Beyer",
        ),
        (
            "DL-DE-BY-2.0",
            (
                "© Jana Beyer / Bilderpool Nordthüringen, dl-de/by-2-0 "
                "(https://www.govdata.de/dl-de/by-2-0), "
                "https://pool.example/bilder/0123456789abcdef"
            ),
            "© Jana Beyer",
        ),
        ("CC0-1.0", "Jana Beyer / Bilderpool Nordthüringen, CC0 1.0", "Jana Beyer (CC0 1.0)"),
    ],
)
def test_the_credit_line_is_the_one_that_the_license_asks_for(
    licenses: Mapping[str, License], license_id: str, credit: str, notice: str
) -> None:
    statement = state(licenses[license_id])
    assert (statement.credit_line, statement.copyright_notice) == (credit, notice)
    assert credit in statement.usage_terms["de"]
    assert credit in statement.usage_terms["en"]


def test_everything_a_file_has_to_carry_is_there(licenses: Mapping[str, License]) -> None:
    for license_ in licenses.values():
        statement = state(license_)
        assert statement.license_url.startswith("https://")
        assert statement.licensor[0].name == POOL.name
        assert statement.licensor[0].url == statement.asset_url
        assert statement.licensor[0].email == POOL.email
        assert set(statement.usage_terms) == {"de", "en"}
        assert not [text for text in statement.usage_terms.values() if "{" in text]
        assert statement.marked == (license_.id not in {"CC0-1.0", "CC-PDM-1.0"})
        assert statement.credit_required == license_.attribution.required


def test_several_creators_are_named_and_the_pool_is_not_named_twice(
    licenses: Mapping[str, License],
) -> None:
    own = licenses["LicenseRef-Bilderpool-1.0"]
    several = state(own, creator=("Jana Beyer", " Änne  Öz ", ""))
    assert several.credit_line == "© Jana Beyer, Änne Öz / Bilderpool Nordthüringen"
    assert several.creator == ("Jana Beyer", "Änne Öz")
    assert state(own, creator=(POOL.name,)).credit_line == "© Bilderpool Nordthüringen"


def test_a_copyright_notice_of_the_creators_own_stays() -> None:
    statement = state_rights(
        asset_id=ASSET.id,
        creator=("Jana Beyer",),
        license=_CC_BY,
        copyright_notice=" © 2019 Beyer GbR ",
        pool=POOL,
    )
    assert statement.copyright_notice == "© 2019 Beyer GbR"


@pytest.mark.parametrize("creator", [(), ("",), (" ", "\t")])
def test_without_a_creator_nothing_is_guessed(creator: tuple[str, ...]) -> None:
    with pytest.raises(RightsMissing) as caught:
        state(_CC_BY, creator=creator)
    assert caught.value.missing == ("creator",)


@given(st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1, max_size=20))
def test_every_name_stands_in_the_credit_line_as_it_is(name: str) -> None:
    assert state(_CC_BY, creator=(name,)).credit_line.startswith(f"© {name} / Bilderpool")


def test_a_name_that_looks_like_a_placeholder_stays_a_name() -> None:
    statement = state(_CC_BY, creator=("{credit_line}{pool}",))
    assert statement.credit_line.startswith("© {credit_line}{pool} / Bilderpool")


def test_the_pages_address_can_be_set() -> None:
    pool = PoolIdentity(name="P", url="https://p.example", asset_path="/photos/{id}")
    assert pool.asset_url("abc") == "https://p.example/photos/abc"


def test_the_statement_fits_into_the_packet_of_a_file(licenses: Mapping[str, License]) -> None:
    for license_ in licenses.values():
        statement = state(license_)
        packet = build_packet(ASSET.id, ASSET.description, statement)
        assert statement.credit_line.encode() in packet.xmp
        assert statement.usage_terms["en"].encode() in packet.xmp
