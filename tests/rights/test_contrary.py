from __future__ import annotations

from typing import Any

import pytest

from imagepool.asset import Fact, Facts, Licensor
from imagepool.rights.contrary import KINDS, contradictions, without_reservation
from imagepool.rights.licenses import load_licenses

_LICENSES = load_licenses()
_OWN, _CC_BY, _CC0 = "LicenseRef-Bilderpool-1.0", "CC-BY-4.0", "CC0-1.0"


def _found(license_id: str = _CC_BY, *, beside: tuple[str, ...] = (), **stated: Any) -> list[str]:
    facts = Facts({name: Fact(value, "xmp") for name, value in stated.items()})
    found = contradictions(
        facts,
        ("Jana Beyer", "Jörg Öz"),
        _LICENSES[license_id],
        pool_name="Bilderpool Nordthüringen",
        pool_url="https://pool.example",
        beside=beside,
    )
    assert all(each.kind in KINDS and each.stated for each in found)
    return [f"{each.kind} ({each.source})" for each in found]


@pytest.mark.parametrize(
    ("license_id", "stated"),
    [
        (_CC_BY, {}),
        (_CC_BY, {"creator": ("Jana Beyer",)}),
        (_CC_BY, {"creator": ("BEYER, Jana", "J. Beyer", "Joerg Oez", "jörg öz")}),
        (_CC_BY, {"copyright_notice": "© 2019 Jana Beyer"}),
        (_CC_BY, {"copyright_notice": "Copyright (c) 2024"}),
        (_CC_BY, {"copyright_notice": "© Fotografie Beyer GmbH"}),
        (_OWN, {"copyright_notice": "© Jana Beyer. All rights reserved."}),
        (_CC_BY, {"credit_line": "Foto: Jana Beyer / dpa"}),
        (_CC_BY, {"license_url": "http://creativecommons.org/licenses/by/4.0/deed.de"}),
        (_CC_BY, {"license_url": "https://www.creativecommons.org/licenses/by/4.0/legalcode"}),
        (_OWN, {"license_url": "https://pool.example/lizenzen/LicenseRef-Bilderpool-1.0"}),
        (_CC_BY, {"usage_terms": "Lizenz CC BY 4.0 – Namensnennung"}),
        (_CC_BY, {"data_mining": "DMI-UNSPECIFIED"}),
        (_OWN, {"data_mining": "DMI-PROHIBITED"}),
        (_CC_BY, {"licensor": (Licensor("Bilderpool Nordthüringen", "https://x.example"),)}),
        (_CC_BY, {"licensor": (Licensor("", "https://x.example"),)}),
    ],
)
def test_what_agrees_is_silent(license_id: str, stated: dict[str, Any]) -> None:
    assert _found(license_id, **stated) == []


@pytest.mark.parametrize(
    ("license_id", "kind", "value"),
    [
        (_CC_BY, "creator", ("Peter Beyer",)),
        (_OWN, "creator", ("Jana Beyer", "Kai Fremd")),
        (_CC_BY, "copyright_notice", "© Agentur Fremd"),
        (_CC_BY, "copyright_notice", "© Jana Beyer. All rights reserved."),
        (_CC0, "copyright_notice", "Alle Rechte vorbehalten"),
        (_OWN, "credit_line", "picture alliance / dpa"),
        (_CC_BY, "license_url", "https://creativecommons.org/licenses/by-nc/4.0/"),
        (_CC_BY, "license_url", "http://creativecommons.org/licenses/by/3.0/"),
        (_OWN, "license_url", "https://agency.example/terms"),
        (_CC_BY, "usage_terms", "Nur redaktionell"),
        (_CC_BY, "data_mining", "DMI-PROHIBITED"),
        (_CC0, "data_mining", "DMI-PROHIBITED-GENAIMLTRAINING"),
        (_OWN, "licensor", (Licensor("Agentur Fremd"),)),
    ],
)
def test_what_differs_is_told(license_id: str, kind: str, value: Any) -> None:
    assert _found(license_id, **{kind: value}) == [f"{kind} (xmp)"]
    assert _found(license_id, beside=(kind,), **{kind: value}) == [f"{kind} (sidecar)"]


def test_only_the_other_creators_are_told() -> None:
    facts = Facts({"creator": Fact(("Jana Beyer", "Kai Fremd"), "iim")})
    license_ = _LICENSES[_CC_BY]
    [found] = contradictions(facts, ("Jana Beyer",), license_, pool_name="P", pool_url="https://p")
    assert (found.stated, found.source) == ("Kai Fremd", "iim")


@pytest.mark.parametrize(
    ("notice", "kept"),
    [
        ("© Jana Beyer", "© Jana Beyer"),
        ("© Jana Beyer, alle Rechte vorbehalten", "© Jana Beyer"),
        ("All rights reserved", ""),
        ("© Jana Beyer - All Rights Reserved. 2019", "© Jana Beyer 2019"),
    ],
)
def test_a_reservation_is_taken_out_of_a_notice(notice: str, kept: str) -> None:
    assert without_reservation(notice) == kept
