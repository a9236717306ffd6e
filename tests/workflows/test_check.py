from __future__ import annotations

from pathlib import Path

import pytest

from imagepool.errors import InvalidConcept, InvalidRequest
from imagepool.style.reports.baseline import Baseline, baseline_of
from imagepool.workflows.check import Check, check
from imagepool.workflows.spool import Spool
from tests.making import make_photo
from tests.pools import LENIENT, put_photos, titled_photo

RULES = "".join(f'[rules.{rule}]\nlevel = "should"\n' for rule in ("noise", "near-duplicate"))


@pytest.fixture
def concept(tmp_path: Path) -> Path:
    path = tmp_path / "company.toml"
    path.write_text(LENIENT.read_text("utf-8") + RULES, encoding="utf-8")
    return path


def test_photos_come_in_the_order_of_their_names_whoever_is_ready_first(
    tmp_path: Path, concept: Path
) -> None:
    paths = put_photos(tmp_path / "in", 4)
    paths[0].write_bytes(make_photo(3000, 2000, seed=9))  # takes longest
    for jobs in (1, 2):
        photos = list(check([tmp_path / "in"], concept=concept, jobs=jobs))
        assert [photo.file for photo in photos] == [str(path) for path in paths]


def test_the_same_photos_give_the_same_reports_in_any_number_of_children(
    tmp_path: Path, concept: Path
) -> None:
    put_photos(tmp_path / "in", 3)
    (tmp_path / "in" / "twin.jpg").write_bytes(make_photo(seed=1, quality=70))
    one, two = (list(check([tmp_path / "in"], concept=concept, jobs=jobs)) for jobs in (1, 2))
    assert one == two
    assert [len(photo.noticed) for photo in one] == [0, 1, 0, 1]


def test_a_photo_that_cannot_be_read_is_no_companion(tmp_path: Path, concept: Path) -> None:
    [path] = put_photos(tmp_path / "in", 1)
    (tmp_path / "in" / "cut.jpg").write_bytes(path.read_bytes()[:3000])
    cut, whole = check([tmp_path / "in"], concept=concept)
    assert cut.verdict == "unreadable"
    assert whole.report
    assert whole.report.findings[-1].reason == "alone"


def test_found_photos_can_be_looked_at_again_and_again(tmp_path: Path, concept: Path) -> None:
    put_photos(tmp_path / "in", 3)
    with Check(concept=concept, jobs=1, sketched=True) as checking:
        assert len(list(checking.measure([tmp_path / "in"]))) == 3
        photos = checking.photos()
        assert list(photos) == list(photos)
        assert (len(photos), photos[-1], list(photos[1:])) == (3, photos[2], [photos[1], photos[2]])
        assert all(photo.sketch for photo in photos)
        with pytest.raises(IndexError):
            photos[3]


def test_a_baseline_is_asked_after_the_photos_were_compared(tmp_path: Path, concept: Path) -> None:
    put_photos(tmp_path / "in", 1)
    (tmp_path / "in" / "twin.jpg").write_bytes(make_photo(seed=0, quality=70))
    with Check(concept=concept, jobs=1) as checking:
        list(checking.measure([tmp_path / "in"]))
        known = Baseline.from_text(baseline_of(checking.photos()))
        assert [photo.known for photo in checking.photos(known)] == [1, 1]
        assert [photo.verdict for photo in checking.photos()] == ["warn", "warn"]


def test_the_words_of_the_home_region_name_themes(tmp_path: Path) -> None:
    photo = tmp_path / "in.jpg"
    for word in ("Brauchtum", "Heimatmuseum"):  # a museum is one of culture
        photo.write_bytes(titled_photo(1, keywords=(word, "Luftbild")))
        [checked] = check([photo], jobs=1)
        assert checked.report
        assert checked.report.circumstances == ("aerial", "kultur")


def test_what_the_concept_does_not_know_is_refused_before_a_photo_is_read(
    tmp_path: Path, concept: Path
) -> None:
    for asked in ({"rules": ["nois"]}, {"rules": ["sharpness"]}, {"circumstances": ["archive"]}):
        with pytest.raises(InvalidRequest):
            Check(concept=concept, **asked)  # type: ignore[arg-type]
    broken = tmp_path / "broken.toml"
    broken.write_text("[concept]", encoding="utf-8")
    with pytest.raises(InvalidConcept):
        Check(concept=broken)


def test_a_spool_gives_back_what_was_laid_aside_in_any_order() -> None:
    spool = Spool()
    places = {name: spool.put(name) for name in ("a", "b" * 100_000, "c")}
    for name, place in reversed(places.items()):
        assert spool.get(place) == name
    assert spool.get(spool.put("d")) == "d"
    spool.close()
