from __future__ import annotations

import cv2

from imagepool.photo.darkroom import Darkroom
from imagepool.photo.limits import Limits
from imagepool.style.report import Verdict
from tests.style.pictures import facts_of
from tests.style.portraits import count_faces, portrait
from tests.style.tables import Case, found, table_of

RELEASED = facts_of(model_release_status="MR-UMR")

PASSES = {
    "a place without people": Case(),
    "people who consented": Case(portrait, facts=RELEASED),
    "a code in small letters": Case(portrait, facts=facts_of(model_release_status="mr-umr")),
    "what the concept accepts besides": Case(
        portrait,
        facts=facts_of(model_release_status="MR-LMR"),
        options={"released": ("MR-UMR", "MR-LMR")},
    ),
    "nobody, who has not consented": Case(facts=facts_of(model_release_status="MR-NON")),
}
FAILS = {
    "a portrait without a word": Case(portrait),
    "no releases": Case(portrait, facts=facts_of(model_release_status="MR-NON")),
    "a claim that nobody is there": Case(portrait, facts=facts_of(model_release_status="MR-NAP")),
    "limited releases": Case(portrait, facts=facts_of(model_release_status="MR-LMR")),
}

test_table = table_of("people", passes=PASSES, fails=FAILS)


def test_it_warns_and_never_fails_and_shows_the_face() -> None:
    finding = found("people", Case(portrait))
    assert finding.verdict is Verdict.WARN
    assert finding.value == 1
    assert finding.region
    assert finding.region[0] < 0.5 < finding.region[0] + finding.region[2]
    assert "keine Angabe" in finding.message["de"]


def test_without_faces_it_says_that_this_proves_nothing() -> None:
    message = found("people", Case()).message
    assert message["de"].startswith("Gesichter gefunden: 0. Das beweist nichts")
    assert "proves nothing" in message["en"]


def test_it_works_within_the_bounds_of_a_darkroom() -> None:
    data = cv2.imencode(".jpg", portrait()[:, :, ::-1])[1].tobytes()
    limits = Limits(memory=256 << 20)
    with Darkroom(workers=1, limits=limits, preload=("tests.style.portraits",)) as darkroom:
        assert [darkroom.run(count_faces, data) for _ in range(20)] == [1] * 20
