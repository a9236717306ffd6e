from __future__ import annotations

import re

import pytest

from imagepool.region import load_region
from imagepool.region.names import name_key
from imagepool.region.places import Locality, Municipality
from imagepool.rights.licenses import load_licenses
from imagepool.search.understanding import understand
from imagepool.workflows.understood import Interpreter, Understood
from imagepool.workflows.vocabulary import vocabulary_of

REGION = load_region("nordthueringen")
LICENSES = load_licenses()
VOCABULARY = vocabulary_of(REGION, LICENSES.values())


def told(text: str) -> list[Understood]:
    interpreter = Interpreter(REGION, VOCABULARY, LICENSES)
    return list(interpreter.told(text, understand(text, VOCABULARY)))


def short(text: str) -> list[tuple[str, str]]:
    return [(each.kind.get("de", ""), each.meaning["de"]) for each in told(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Sondershausen Herbst", [("Ort", "Sondershausen"), ("Jahreszeit", "Herbst")]),
        ("NDH", [("Kennzeichen", "NDH · Landkreis Nordhausen")]),
        ("MHL", [("Kennzeichen", "UH · LSZ · MHL · Unstrut-Hainich-Kreis")]),
        ("Unstrut-Hainich-Kreis", [("Landkreis", "Unstrut-Hainich-Kreis")]),
        ("Unstrut Hainich Kreis", [("Landkreis", "Unstrut-Hainich-Kreis")]),
        ("Kyffhäuserkreis", [("Landkreis", "Kyffhäuserkreis")]),
        ("Hainich", [("Landschaft", "Hainich")]),
        ("Kyff", [("Landschaft", "Kyffhäuser")]),
        ("Kyffhäuserdenkmal", [("Ort", "Kyffhäuserdenkmal")]),
        ("quer", [("Format", "Querformat")]),
        ("Oktober 2021", [("Zeit", "Oktober 2021")]),
        ("2019-2022", [("Zeit", "2019–2022")]),
        ("seit 2020", [("Zeit", "seit 2020")]),
        ("90er", [("Zeit", "1990–1999")]),
        ("CC0", [("Lizenz", "Creative Commons CC0 1.0 Universell")]),
        ("für Instagram", [("Verwendung", "Social Media")]),
        ("ohne Menschen", [("Ohne", "Menschen")]),
        ("Wald -Kinder", [("Thema", "Wald & Forst"), ("Ohne", "Kinder")]),
        ("von oben", [("Perspektive & Aufnahmeart", "Luftbild & Drohne")]),
        ("Innenaufnahme", [("Perspektive & Aufnahmeart", "Innenaufnahme")]),
        ("Gruppe", [("Personen im Bild", "Gruppe")]),
        ("Kinder", [("Thema", "Familie & Kinder")]),
        ("menschenleer", [("Ohne", "menschenleer")]),
        ("Hochformat", [("Format", "Hochformat")]),
        ('"schiefer Turm"', [("Wortlaut", "schiefer Turm")]),
        ("Mülhausen", [("Ort", "Mühlhausen/Thüringen")]),
        ("Weinachtsmarkt", [("Gemeint", "Weihnachtsmarkt")]),
        ("Xylophonorchester", []),
    ],
)
def test_each_part_is_told_in_words(text: str, parts: list[tuple[str, str]]) -> None:
    assert short(text) == parts


def test_each_part_can_be_taken_back_by_itself() -> None:
    text = 'Wald  "alter Turm" ohne Menschen Wald 2020'
    assert [each.rest for each in told(text)] == [
        '"alter Turm" ohne Menschen Wald 2020',
        "Wald ohne Menschen Wald 2020",
        'Wald "alter Turm" Wald 2020',
        'Wald "alter Turm" ohne Menschen 2020',
        'Wald "alter Turm" ohne Menschen Wald',
    ]


def test_of_namesakes_one_can_be_chosen() -> None:
    [both] = told("Sollstedt")
    assert [choice.label["de"] for choice in both.choices] == [
        "Sollstedt (Landkreis Nordhausen)",
        "Sollstedt (Unstruttal)",
    ]
    for choice in both.choices:
        [one] = told(choice.text)
        assert one.choices == ()
    [area] = told("Unstrut-Hainich")  # a municipality, and what many call the district
    assert [choice.text for choice in area.choices] == [
        "Unstrut-Hainich-Kreis",
        "Unstrut-Hainich Unstrut-Hainich-Kreis",
    ]
    assert told("Nordhausen")[0].choices == ()
    [village] = understand(both.choices[1].text, VOCABULARY)
    assert village.facts == ("place:16064071/sollstedt",)


def test_no_name_of_the_region_confuses_two_municipalities() -> None:
    """Every name leads to its own key, and to those of its namesakes only."""
    places: list[Municipality | Locality] = [*REGION.municipalities]
    places += REGION.gazetteer.localities
    by_name: dict[str, set[str]] = {}
    for place in places:
        for name in (place.name, *place.alt):
            by_name.setdefault(name_key(name), set()).add(place.ags)
    for name, keys in by_name.items():
        found = [fact for part in understand(name, VOCABULARY) for fact in part.facts]
        towns = {fact[6:14] for fact in found if re.match(r"place:\d{8}", fact)}
        assert towns == keys, name
    shared = {name for name, keys in by_name.items() if len(keys) > 1}
    assert shared == {"sollstedt", "urbach"}
