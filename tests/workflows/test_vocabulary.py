from __future__ import annotations

from pathlib import Path

from imagepool.pool import Pool
from imagepool.region.region import load_region
from imagepool.rights.licenses import load_licenses
from imagepool.search.understanding import understand
from imagepool.workflows.vocabulary import edition_of, vocabulary_of
from tests.pools import ingest, settings_in, titled_photo
from tests.region.tiny import write_tiny


def test_any_region_has_a_vocabulary(tmp_path: Path) -> None:
    region = load_region(write_tiny(tmp_path))
    vocabulary = vocabulary_of(region, load_licenses().values())
    harbor, plate, sea = understand("Hafen WA Ozean", vocabulary)
    assert harbor.facts == ("place:01055001",)
    assert plate.facts == ("place:01055",)
    assert sea.concepts == ("meer",)


def test_uses_lead_to_the_licenses_that_allow_them() -> None:
    vocabulary = vocabulary_of(load_region("nordthueringen"), load_licenses().values())
    [use] = understand("für Werbung", vocabulary)
    allowing = {fact.removeprefix("license:") for fact in use.facts}
    assert "CC0-1.0" in allowing
    for id_, license_ in load_licenses().items():
        said = license_.purposes["advertising"]  # type: ignore[index]  # as its text names it
        assert (id_ in allowing) == (said.verdict == "allowed")


def test_with_other_words_pictures_are_filed_anew_by_themselves(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path / "inselland")
    settings = settings_in(tmp_path, region=str(folder))
    before = edition_of(str(folder))
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(titled_photo(title="Priel"))
    with Pool.open(settings) as pool:
        ingest(pool, photo)
        assert pool.search("Ozean").exact == 0
    (folder / "terms.csv").write_text("broader,words_de,words_en\nmeer,Ozean|Priel,ocean\n")
    other = tmp_path / "other"  # a name of its own: a process knows a region once
    folder.rename(other)
    assert edition_of(str(other)) != before
    with Pool.open(settings_in(tmp_path, region=str(other))) as pool:
        assert pool.search("Ozean", patient=True).exact == 1
