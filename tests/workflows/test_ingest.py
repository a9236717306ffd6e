from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from imagepool.asset import State
from imagepool.errors import NotFound, RightsMissing
from imagepool.pool import Pool
from tests.making import make_photo, make_pixels
from tests.pools import CREATOR, LENIENT, LICENSE, ingest, put_photos, settings_in, titled_photo


def test_a_photo_goes_in_and_is_published(pool: Pool, tmp_path: Path) -> None:
    [path] = put_photos(tmp_path / "in", 1)
    [outcome] = ingest(pool, path)
    assert (outcome.outcome, outcome.state, outcome.twin) == ("added", State.PUBLISHED, None)
    asset = pool.asset(str(outcome.id))
    assert asset.creator == (CREATOR,)
    assert asset.agreement_id
    assert asset.original.byte_count == path.stat().st_size


def test_the_original_is_kept_to_the_last_byte(pool: Pool, tmp_path: Path) -> None:
    [path] = put_photos(tmp_path / "in", 1)
    ingest(pool, path)
    stored = list((pool.settings.home / "store" / "originals").rglob("*.jpg"))
    assert [each.read_bytes() for each in stored] == [path.read_bytes()]


def test_the_same_bytes_are_already_there_whatever_their_name(pool: Pool, tmp_path: Path) -> None:
    [path] = put_photos(tmp_path / "in", 1)
    [first] = ingest(pool, path)
    other = path.with_name("other-name.png")
    other.write_bytes(path.read_bytes())
    [second] = ingest(pool, other)
    assert (second.outcome, second.id, second.state) == ("already_there", first.id, State.PUBLISHED)


def test_a_near_duplicate_is_added_and_its_twin_named(pool: Pool, tmp_path: Path) -> None:
    one, other = tmp_path / "one.jpg", tmp_path / "other.jpg"
    one.write_bytes(make_photo(seed=1, quality=95))
    other.write_bytes(make_photo(seed=1, quality=60))
    [first] = ingest(pool, one)
    [second] = ingest(pool, other)
    assert second.outcome == "added"
    assert second.twin == first.id


def test_without_publish_a_photo_waits_for_a_curator_and_for_the_agreement(
    pool: Pool, tmp_path: Path
) -> None:
    [outcome] = ingest(pool, *put_photos(tmp_path / "in", 1), publish=False)
    assert outcome.state is State.IN_REVIEW
    assert pool.asset(str(outcome.id)).agreement_id is None


@pytest.mark.parametrize(
    ("license_id", "creator", "missing"),
    [("", CREATOR, ("license",)), (LICENSE, " ", ("creator",)), ("", "", ("license", "creator"))],
)
def test_missing_rights_are_refused_before_the_first_file(
    pool: Pool, license_id: str, creator: str, missing: tuple[str, ...]
) -> None:
    with pytest.raises(RightsMissing) as refusal:
        pool.ingest(["nowhere"], license=license_id, creator=creator)
    assert refusal.value.missing == missing


def test_an_unknown_license_is_refused_with_those_that_there_are(pool: Pool) -> None:
    with pytest.raises(NotFound) as refusal:
        pool.ingest(["nowhere"], license="CC-BY-9.9", creator=CREATOR)
    assert "CC-BY-4.0" in refusal.value.hint


def test_what_is_no_photo_is_named_and_the_others_go_in(pool: Pool, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    put_photos(folder, 2)
    (folder / "readme.jpg").write_text("not a picture", encoding="utf-8")
    (folder / "cut.jpg").write_bytes(make_photo(seed=7)[:3000])
    (folder / ".hidden").write_text("left out", encoding="utf-8")
    outcomes = {Path(each.file).name: each for each in ingest(pool, folder)}
    assert sorted(outcomes) == ["cut.jpg", "photo-00.jpg", "photo-01.jpg", "readme.jpg"]
    assert outcomes["readme.jpg"].outcome == outcomes["cut.jpg"].outcome == "refused"
    assert outcomes["readme.jpg"].error
    assert outcomes["readme.jpg"].error["code"] == "unsupported_format"
    assert outcomes["photo-00.jpg"].outcome == "added"


def test_a_photo_that_a_rule_fails_is_returned_with_its_findings(
    pool: Pool, tmp_path: Path
) -> None:
    small = tmp_path / "small.jpg"
    small.write_bytes(make_photo(60, 40))
    [outcome] = ingest(pool, small)
    assert (outcome.outcome, outcome.state) == ("returned", State.RETURNED)
    report = pool.report(str(outcome.id))
    assert report
    assert [finding.rule for finding in report.noticed] == ["resolution"]


def test_words_in_the_file_become_the_description(pool: Pool, tmp_path: Path) -> None:
    path = tmp_path / "market.jpg"
    path.write_bytes(titled_photo(title="Untermarkt", keywords=("Fachwerk",), caption="Am Abend"))
    [outcome] = ingest(pool, path)
    description = pool.asset(str(outcome.id)).description
    assert (description.title, description.keywords) == ("Untermarkt", ("Fachwerk",))


def test_a_sidecar_wins_over_the_file(pool: Pool, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "market.jpg").write_bytes(titled_photo(title="Untermarkt"))
    (folder / "market.jpg.xmp").write_text(
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF'
        ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt>'
        '<rdf:li xml:lang="x-default">Obermarkt</rdf:li></rdf:Alt></dc:title>'
        "</rdf:Description></rdf:RDF></x:xmpmeta>",
        encoding="utf-8",
    )
    [outcome] = pool.ingest([folder], license=LICENSE, creator=CREATOR, sidecar=True)
    assert outcome.outcome == "added"
    assert pool.asset(str(outcome.id)).title == "Obermarkt"


def test_a_broken_sidecar_keeps_its_photo_out(pool: Pool, tmp_path: Path) -> None:
    [path] = put_photos(tmp_path / "in", 1)
    path.with_suffix(".xmp").write_bytes(b"\0\1 no xml")
    [outcome] = pool.ingest([path], license=LICENSE, creator=CREATOR, sidecar=True)
    assert outcome.outcome == "refused"
    assert outcome.error
    assert "sidecar" in outcome.error["message"]


def exif_of(moment: str) -> bytes:
    tags = Image.Exif()
    tags[0x010F], tags[0x0110] = "Nikon", "D750"
    tags.get_ifd(0x8769)[0x9003] = moment
    return tags.tobytes()


def burst_in(folder: Path) -> Iterator[Path]:
    """Two shots of one scene, four seconds apart: the camera has moved a little."""
    whole = make_pixels(700, 480, seed=3)
    for number, second in enumerate((5, 9)):
        path = folder / f"shot-{number}.jpg"
        view = Image.fromarray(whole[:, number * 40 : number * 40 + 640])
        view.save(path, exif=exif_of(f"2026:05:01 12:00:0{second}"), quality=90)
        yield path


def test_in_the_pool_a_photo_is_judged_beside_its_like(tmp_path: Path) -> None:
    concept = tmp_path / "company.toml"
    rules = "".join(f'[rules.{rule}]\nlevel = "should"\n' for rule in ("near-duplicate", "burst"))
    concept.write_text(LENIENT.read_text("utf-8") + rules, encoding="utf-8")
    one, other = tmp_path / "one.jpg", tmp_path / "other.jpg"
    one.write_bytes(make_photo(seed=1, quality=95))
    other.write_bytes(make_photo(seed=1, quality=60))
    with Pool.open(settings_in(tmp_path, concept=str(concept))) as pool:
        alone, twin, shot, next_shot = ingest(pool, one, other, *burst_in(tmp_path))
        noticed = [
            [(finding.rule, finding.value) for finding in kept.noticed]
            for each in (alone, twin, shot, next_shot)
            if (kept := pool.report(str(each.id)))
        ]
        assert noticed == [[], [("near-duplicate", 1)], [], [("burst", 1)]]
        report = pool.report(str(next_shot.id))
        assert report is not None
        assert str(shot.id) in report.noticed[0].message["de"]


def test_a_photos_themes_ease_the_rules_as_the_concept_says(tmp_path: Path) -> None:
    photo = tmp_path / "museum.jpg"
    photo.write_bytes(titled_photo(1, size=(1600, 1200), keywords=("Heimatmuseum",)))
    with Pool.open(settings_in(tmp_path, concept="")) as pool:
        [outcome] = ingest(pool, photo)
        report = pool.report(str(outcome.id))
        assert report is not None
        assert report.circumstances == ("kultur",)
