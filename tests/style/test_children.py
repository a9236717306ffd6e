from __future__ import annotations

import pytest

from imagepool.asset import FactValue
from imagepool.style.report import Verdict
from tests.style.pictures import facts_of
from tests.style.tables import Case, found, table_of


def said(**fields: FactValue) -> Case:
    return Case(facts=facts_of(**fields))


PASSES = {
    "a landscape": said(caption="Nebel über dem Hainich", keywords=("Wald", "Herbst")),
    "an English kind": said(caption="A kind of beech, mankind and kindness"),
    "grown-ups": said(model_age=(34, 18)),
    "an age that is no minor's": said(minor_model_age_disclosure="AG-A25", caption="Konzert"),
    "a university": said(caption="Die Hochschule Nordhausen"),
    "art nouveau": said(keywords=("Jugendstil", "Jugendstilvilla")),
    "surnames and shoulders": said(caption="Schulze, Schulz und Schulter, Schuld und Schulung"),
    "children whose guardians consented": said(keywords=("Kinder",), model_release_status="MR-UMR"),
    "what the concept does not ask for": Case(
        facts=facts_of(caption="Schulfest"), options={"words": ("Kinder*",)}
    ),
}
FAILS = {
    "a child": said(caption="Ein Kind im Garten"),
    "a keyword in small letters": said(keywords=("kind",)),
    "a compound that begins so": said(keywords=("Kindergarten",)),
    "a compound that ends so": said(caption="Fest der Grundschule"),
    "a compound around it": said(caption="Im Waldkindergarten"),
    "a school class": said(headline="Schulklasse auf der Wartburg"),
    "an inflected form": said(title="Mit Schülern unterwegs"),
    "a hyphen": said(alt_text="Kita-Gruppe am Bach"),
    "teenagers": said(caption="Die Jugendfeuerwehr übt"),
    "English children": said(caption="Children on the playground"),
    "an age": said(model_age=(41, 12)),
    "a disclosed age": said(minor_model_age_disclosure="AG-U14"),
    "limited releases": said(keywords=("Kinder",), model_release_status="MR-LMR"),
    "letters with loose dots": said(caption="Ein Ma\u0308dchen lacht"),
}
UNMEASURABLE = {"a file without words": Case(), "empty words": said(caption=" ", keywords=())}

test_table = table_of("children", passes=PASSES, fails=FAILS, unmeasurable=UNMEASURABLE)


def test_it_names_the_signs_and_asks_for_the_guardians() -> None:
    case = said(keywords=("Schulfest", "schulfest"), model_age=(12,))
    finding = found("children", case)
    assert finding.verdict is Verdict.WARN
    assert finding.value == 2
    assert finding.message["de"].endswith("Model Age 12, Schulfest.")
    assert "Sorgeberechtigten" in finding.remedy["de"]
    disclosed = found("children", said(minor_model_age_disclosure="AG-A16"))
    assert "16 Jahre" in disclosed.message["de"]


@pytest.mark.parametrize("caption", ["Schule " * 400_000, "a" * 2_000_000, "Kindx " * 300_000])
def test_a_caption_beyond_reason_takes_no_time(caption: str) -> None:
    assert found("children", said(caption=caption)).value in {0, 1}
