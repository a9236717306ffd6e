from __future__ import annotations

from pathlib import Path

from imagepool.style.rules import RULES
from imagepool.workflows.learn import Learning
from tests.pools import LENIENT, put_photos


def test_a_folder_of_photos_is_measured_by_every_rule(tmp_path: Path) -> None:
    put_photos(tmp_path, 4)
    (tmp_path / "notes.txt").write_text("no photo")
    learning = Learning(LENIENT.read_text("utf-8"), jobs=2)
    assert len(list(learning.measure([tmp_path]))) == 5
    assert [Path(name).name for name in learning.unreadable] == ["notes.txt"]
    lessons = learning.lessons()
    assert {one.rule for one in lessons} == {r.name for r in RULES if not r.of_company}
    assert all(one.proposed is None for one in lessons)  # four are too few
    assert all(one.count + sum(one.apart.values()) == 4 for one in lessons)
    [resolution] = [one for one in lessons if one.rule == "resolution"]
    assert resolution.used
    assert resolution.quantiles[50] == 0.3072
    palette = learning.palette()
    assert abs(sum(swatch.share for swatch in palette) - 1) < 0.01
