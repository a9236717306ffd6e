from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from benchmarks.copies import KINDS, copied, opened
from imagepool.asset import Description, State
from imagepool.errors import UnreadablePhoto
from imagepool.photo.containers import write_blocks
from imagepool.photo.packet import build_packet
from imagepool.pool import Pool
from imagepool.rights.uses import Audience, Channel, Purpose, Use
from tests.making import make_photo
from tests.pools import ingest, put_photos, settings_in

USE = Use(purpose=Purpose.TOURISM, channel=Channel.WEB)
# Of the folder of real photos: a street, a hall, a mountain, a street once more from elsewhere.
SOME = (
    "BuddiesOf_casa-mila.jpg",
    "nextcloud_Library.jpg",
    "obsd-giovanni_IMG_2653_Petra.jpg",
    "opensfm-lund_04.jpg",
)


@pytest.fixture(scope="module")
def real(photos_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pool]:
    """Give a pool of real photos."""
    with Pool.open(settings_in(tmp_path_factory.mktemp("identify"))) as pool:
        ingest(pool, *(photos_dir / name for name in SOME))
        yield pool


@pytest.fixture
def drawn(pool: Pool, tmp_path: Path) -> dict[str, bytes]:
    """Give a pool of drawn photos: the bytes by asset id."""
    paths = put_photos(tmp_path / "in", 3)
    return {
        str(outcome.id): (tmp_path / "in" / Path(outcome.file).name).read_bytes()
        for outcome in ingest(pool, *paths)
    }


@pytest.mark.photos
@pytest.mark.parametrize("kind", KINDS)
def test_a_copy_is_recognized_whatever_became_of_it(
    real: Pool, photos_dir: Path, kind: str
) -> None:
    for name in SOME:
        data = copied(opened((photos_dir / name).read_bytes()), kind, name)
        best = real.identify(data).matches[0]
        assert real.asset(best.id).original.name == name
        part = "crop" in kind
        assert best.kind == ("crop" if part else "copy"), (name, best)
        assert best.mirrored == ("mirrored" in kind)
        assert best.status is State.PUBLISHED


@pytest.mark.photos
def test_another_shot_of_the_scene_is_similar_and_no_copy(real: Pool, photos_dir: Path) -> None:
    [match] = real.identify((photos_dir / "opensfm-lund_05.jpg").read_bytes()).matches
    assert real.asset(match.id).original.name == "opensfm-lund_04.jpg"
    assert match.kind == "similar"


@pytest.mark.photos
def test_other_photos_are_none_of_ours(real: Pool, photos_dir: Path) -> None:
    for name in ("immich-ap_prairie_falcon.jpg", "nextcloud_Steps.jpg", "bpatrik_wild-1.jpg"):
        assert real.identify((photos_dir / name).read_bytes()).matches == ()


def test_the_very_bytes_are_exact(pool: Pool, drawn: dict[str, bytes]) -> None:
    for asset_id, data in drawn.items():
        best = pool.identify(data).matches[0]
        assert (best.id, best.kind, best.confidence) == (asset_id, "exact", 1.0)


def test_a_delivered_file_is_exact_and_its_receipt_fits(
    pool: Pool, drawn: dict[str, bytes]
) -> None:
    one, other, _ = drawn
    delivery = pool.download(one, "social", USE, accepted_terms=True)
    found = pool.identify(delivery.data, receipt=delivery.signed)
    assert (found.matches[0].id, found.matches[0].kind) == (one, "exact")
    assert found.matches[0].receipt_fits is True
    assert found.receipt is not None
    assert found.receipt.id == delivery.receipt.id

    strange = pool.identify(drawn[other], receipt=delivery.signed)
    assert strange.matches[0].receipt_fits is False
    forged = pool.identify(drawn[one], receipt=delivery.signed.replace(b"tourism", b"private"))
    assert forged.receipt is None
    assert forged.matches[0].receipt_fits is False


def test_a_file_that_only_says_so_is_none_of_ours(pool: Pool, drawn: dict[str, bytes]) -> None:
    asset = pool.asset(next(iter(drawn)))
    packet = build_packet(asset.id, Description(title="Stolen"), pool.statement(asset))
    forged = write_blocks(make_photo(seed=99), "JPEG", packet)
    assert pool.identify(forged).matches == ()


def test_a_file_that_says_so_and_shows_it_is_exact(pool: Pool, drawn: dict[str, bytes]) -> None:
    asset = pool.asset(next(iter(drawn)))
    packet = build_packet(asset.id, Description(title="Passed on"), pool.statement(asset))
    passed_on = write_blocks(drawn[asset.id], "JPEG", packet)
    assert pool.identify(passed_on).matches[0].kind == "exact"


def test_a_withdrawn_picture_is_recognized_and_refused(pool: Pool, drawn: dict[str, bytes]) -> None:
    asset_id = next(iter(drawn))
    pool.withdraw(asset_id, actor="curator", reason="consent")
    shutil.rmtree(pool.settings.home / "store" / "renditions")
    smaller = copied(opened(drawn[asset_id]), "recompressed", "a")
    best = pool.identify(smaller).matches[0]
    assert (best.id, best.kind) == (asset_id, "copy")
    assert (best.status, best.decision, best.clause) == (State.WITHDRAWN, "refused", "withdrawn")


def test_it_is_judged_for_the_use_asked_for(pool: Pool, drawn: dict[str, bytes]) -> None:
    use = Use(purpose=Purpose.AI_TRAINING, channel=Channel.WEB, audience=Audience.BUSINESS)
    asset_id, data = next(iter(drawn.items()))
    match = pool.identify(data, use=use).matches[0]
    assert match.decision == pool.may(asset_id, use).verdict
    assert match.credit_line == pool.statement(pool.asset(asset_id)).credit_line


def test_what_is_no_picture_is_refused(pool: Pool) -> None:
    with pytest.raises(UnreadablePhoto):
        pool.identify(b"no picture at all")


def test_a_picture_of_nothing_is_like_no_other(pool: Pool, tmp_path: Path) -> None:
    Image.new("RGB", (640, 480), "gray").save(tmp_path / "flat.png")
    ingest(pool, tmp_path / "flat.png")
    Image.new("RGB", (700, 480), "white").save(tmp_path / "other.png")
    assert pool.identify((tmp_path / "other.png").read_bytes()).matches == ()
