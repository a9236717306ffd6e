from __future__ import annotations

from imagepool.style.report import Verdict
from tests.style.tables import Case, found, table_of

PASSES = {
    "no profile": Case(),
    "an empty name": Case(photo={"icc_name": " "}),
    "sRGB": Case(photo={"icc_name": "sRGB IEC61966-2.1"}),
    "a tiny sRGB": Case(photo={"icc_name": "c2"}),
    "a phone's profile": Case(photo={"icc_name": "Display P3"}),
    "Adobe RGB": Case(photo={"icc_name": "Adobe RGB (1998)"}),
}
FAILS = {
    "a printing profile": Case(photo={"icc_name": "ISO Coated v2 (ECI)"}),
    "ProPhoto": Case(photo={"icc_name": "ProPhoto RGB"}),
    "Adobe RGB where only sRGB is allowed": Case(
        photo={"icc_name": "Adobe RGB (1998)"}, options={"allowed": ("sRGB",)}
    ),
}

test_table = table_of("color-profile", passes=PASSES, fails=FAILS)


def test_the_finding_names_the_profile_and_what_would_pass() -> None:
    finding = found("color-profile", Case(photo={"icc_name": "ProPhoto RGB"}))
    assert finding.verdict is Verdict.FAIL
    assert finding.value == "ProPhoto RGB"
    assert "sRGB" in finding.required
    assert "ProPhoto RGB" in finding.message["de"]
