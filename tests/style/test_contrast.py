from __future__ import annotations

from imagepool.style.limits import Bound, Limits
from imagepool.style.report import Verdict
from tests.style.pictures import flattened, plain, scene
from tests.style.tables import Case, found, table_of

PASSES = {
    "a scene with dark and light tones": Case(),
    "a soft scene": Case(lambda: flattened(scene(), 0.75, 40)),
}
FAILS = {
    "a hazy scene": Case(lambda: flattened(scene(), 0.3, 150)),
    "a plain wall": Case(lambda: plain(120, 130, 140)),
}

test_table = table_of("contrast", passes=PASSES, fails=FAILS)


def test_it_never_fails_a_photo_for_it_is_rough() -> None:
    assert found("contrast", Case(lambda: plain(9, 9, 9))).verdict is Verdict.WARN


def test_harshness_can_be_limited_too() -> None:
    finding = found("contrast", Case(), limits=Limits(max=Bound(warn=20)))
    assert finding.verdict is Verdict.WARN
    assert "hart" in finding.message["de"]
