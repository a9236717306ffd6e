from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from imagepool.errors import ConfigurationError, NotFound
from imagepool.pool import Pool
from imagepool.settings import Settings
from tests.pools import LENIENT, ingest, put_photos, settings_in


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "style.toml"
    path.write_text(LENIENT.read_text("utf-8"), "utf-8")
    return path


@pytest.fixture
def settings(tmp_path: Path, written: Path) -> Settings:
    return settings_in(tmp_path, concept=str(written))


def _reword(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_concept_is_kept_from_the_first_opening(settings: Settings, written: Path) -> None:
    with Pool.open(settings) as pool:
        [kept] = pool.style.versions()
    assert (kept.name, kept.text) == ("lenient@1.0.0", written.read_text("utf-8"))
    with Pool.open(settings) as pool:
        assert pool.style.versions() == (kept,)


def test_changed_text_under_the_same_version_is_refused(settings: Settings, written: Path) -> None:
    Pool.open(settings).close()
    _reword(written, "fail = 0.05", "fail = 0.06")
    with pytest.raises(ConfigurationError) as refusal:
        Pool.open(settings)
    assert "lenient@1.0.0 has changed" in refusal.value.message
    assert "rules.resolution.min.fail: 0.05 -> 0.06" in refusal.value.message
    assert "count up the version" in refusal.value.hint
    assert 'supersedes = "1.0.0"' in refusal.value.hint
    assert refusal.value.setting == "concept"


def test_even_a_changed_comment_is_named(settings: Settings, written: Path) -> None:
    Pool.open(settings).close()
    _reword(written, "# megapixels", "# MP")
    with pytest.raises(ConfigurationError, match="comments or spacing only"):
        Pool.open(settings)


def test_another_way_of_ending_lines_is_no_change(settings: Settings, written: Path) -> None:
    Pool.open(settings).close()
    written.write_bytes(written.read_bytes().replace(b"\n", b"\r\n"))
    Pool.open(settings).close()


def test_a_new_version_opens_and_old_findings_keep_theirs(
    settings: Settings, written: Path, tmp_path: Path
) -> None:
    with Pool.open(settings) as pool:
        [old] = ingest(pool, *put_photos(tmp_path / "in", 1))
    _reword(written, 'version = "1.0.0"', 'version = "2.0.0"\nsupersedes = "1.0.0"')
    _reword(written, "fail = 0.05", "fail = 0.06")
    with Pool.open(settings) as pool:
        [new] = ingest(pool, *put_photos(tmp_path / "more", 2)[1:])
        reports = [pool.report(str(outcome.id)) for outcome in (old, new)]
        kept = [pool.style.concept_of(report) for report in reports if report]
        assert [each.version for each in kept] == ["1.0.0", "2.0.0"]
        assert ["fail = 0.05" in each.text for each in kept] == [True, False]
        assert [each.version for each in pool.style.versions()] == ["2.0.0", "1.0.0"]
        assert pool.style.version("lenient", "1.0.0") == kept[0]


def test_a_pool_judges_by_what_it_opened_with(
    settings: Settings, written: Path, tmp_path: Path
) -> None:
    with Pool.open(settings) as pool:
        _reword(written, "fail = 0.05", "fail = 99")
        _reword(written, "warn = 0.1", "warn = 99")
        [outcome] = ingest(pool, *put_photos(tmp_path / "in", 1))
        assert outcome.report
        assert outcome.report.verdict == "pass"


def test_a_report_of_a_version_that_nobody_kept_says_so(settings: Settings, tmp_path: Path) -> None:
    with Pool.open(settings) as pool:
        [outcome] = ingest(pool, *put_photos(tmp_path / "in", 1))
        assert outcome.report
        with pytest.raises(NotFound) as refusal:
            pool.style.concept_of(replace(outcome.report, concept_version="0.1.0"))
    assert "lenient@1.0.0" in refusal.value.hint
