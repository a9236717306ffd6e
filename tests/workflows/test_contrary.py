"""A file that contradicts its terms is never published without a word."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from imagepool.asset import State
from imagepool.errors import RightsMissing
from imagepool.photo.containers import write_blocks
from imagepool.photo.packet import build_packet
from imagepool.pool import Pool
from tests.making import make_photo
from tests.photo.delivered import DESCRIPTION, RIGHTS
from tests.pools import CREATOR, ingest

_REASON = "Kai Fremd ist der frühere Name der Fotografin; Schreiben vom 1. Mai"


@pytest.fixture
def contrary(tmp_path: Path) -> Path:
    rights = replace(
        RIGHTS,
        creator=("Kai Fremd",),
        copyright_notice=f"© {CREATOR}. All rights reserved.",
        license_url="https://agency.example/terms",
        usage_terms={"de": "Nur redaktionell"},
        data_mining="DMI-PROHIBITED",
        credit_line="Kai Fremd",
    )
    packet = build_packet("0" * 16, DESCRIPTION, rights)
    path = tmp_path / "contrary.jpg"
    path.write_bytes(write_blocks(make_photo(640, 480), "JPEG", packet))
    return path


def test_publishing_needs_a_curators_word(pool: Pool, contrary: Path) -> None:
    [outcome] = ingest(pool, contrary, publish=False)
    asset_id = str(outcome.id)
    kinds = {each.kind for each in outcome.contrary}
    assert kinds >= {"creator", "copyright_notice", "license_url", "usage_terms", "data_mining"}
    assert pool.clearance.contrary(asset_id) == outcome.contrary
    pool.sign_for(asset_id, actor="Curator")
    for reason in ("", "  "):
        with pytest.raises(RightsMissing, match="Kai Fremd") as refusal:
            pool.publish(asset_id, actor="Curator", confirm_rights=reason)
        assert refusal.value.missing == ("rights_confirmed",)
    published = pool.publish(asset_id, actor="Curator", confirm_rights=_REASON)
    assert published.state is State.PUBLISHED
    assert pool.events(asset_id)[-1].detail["rights_confirmed"] == _REASON
    assert pool.clearance.contrary(asset_id) == ()


def test_what_is_confirmed_stays_so(pool: Pool, contrary: Path) -> None:
    [outcome] = ingest(pool, contrary, publish=False)
    asset_id = str(outcome.id)
    pool.sign_for(asset_id, actor="Curator")
    pool.publish(asset_id, actor="Curator", confirm_rights=_REASON)
    with pool._workshop.catalogue.transaction() as books:
        back = replace(books.assets.get(asset_id), state=State.IN_REVIEW)
        books.assets.replace(back, pool.events(asset_id)[0])
    assert pool.publish(asset_id, actor="Curator").state is State.PUBLISHED


def test_a_publishing_terminal_is_told_and_the_record_keeps_it(pool: Pool, contrary: Path) -> None:
    [outcome] = ingest(pool, contrary, publish=True)
    assert outcome.state is State.PUBLISHED
    assert "creator" in {each.kind for each in outcome.contrary}
    assert "Kai Fremd" in pool.events(str(outcome.id))[0].detail["contrary"]
    # An open license undoes the reservation, so that files do not say both.
    assert pool.asset(str(outcome.id)).copyright_notice == f"© {CREATOR}"


def test_a_sidecars_creator_does_not_lose_in_silence(pool: Pool, tmp_path: Path) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(make_photo(640, 480))
    photo.with_name("photo.jpg.xmp").write_bytes(
        build_packet("0" * 16, DESCRIPTION, replace(RIGHTS, creator=("Kai Fremd",))).xmp
    )
    [outcome] = pool.ingest([photo], license="CC-BY-4.0", creator=CREATOR, sidecar=True)
    told = {each.kind: each for each in outcome.contrary}
    assert (told["creator"].stated, told["creator"].source) == ("Kai Fremd", "sidecar")


def test_a_file_that_agrees_is_published_as_ever(pool: Pool, tmp_path: Path) -> None:
    path = tmp_path / "plain.jpg"
    path.write_bytes(make_photo(640, 480))
    [outcome] = ingest(pool, path, publish=False)
    assert outcome.contrary == pool.clearance.contrary(str(outcome.id)) == ()
    pool.sign_for(str(outcome.id), actor="Curator")
    assert pool.publish(str(outcome.id), actor="Curator").state is State.PUBLISHED


def test_the_pools_own_file_contradicts_nothing(pool: Pool, tmp_path: Path) -> None:
    path = tmp_path / "plain.jpg"
    path.write_bytes(make_photo(640, 480))
    [outcome] = ingest(pool, path)
    delivered = tmp_path / "delivered.jpg"
    asset = pool.asset(str(outcome.id))
    with pool.open_rendition(asset, "screen").stream as stream:
        delivered.write_bytes(stream.read())
    [again] = ingest(pool, delivered, publish=False)
    assert again.contrary == ()
