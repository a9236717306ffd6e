from __future__ import annotations

from imagepool.asset import FactValue, Place
from tests.style.pictures import facts_of
from tests.style.tables import Case, found, table_of

WHOLE: dict[str, FactValue] = {
    "creator": ("Erika Beispiel",),
    "caption": "Der Marktplatz von Mühlhausen",
    "location_shown": (Place(city="Mühlhausen"),),
    "date_taken": "2026-05-01T10:00:00",
    "alt_text": "Menschen zwischen Marktständen",
}
HERE = Place(city="Mühlhausen", ags="16064046", district="16064")

PASSES = {
    "all five facts": Case(facts=facts_of(**WHOLE)),
    "coordinates for a place": Case(
        facts=facts_of(**{**WHOLE, "location_shown": (), "latitude": 51.2})
    ),
    "a headline for a caption": Case(
        facts=facts_of(**{**WHOLE, "caption": "", "headline": "Markt"})
    ),
    "a place in the region": Case(facts=facts_of(**WHOLE, place_in_region=HERE)),
    "a keyword that names a place of the region": Case(
        facts=facts_of(**{**WHOLE, "location_shown": (), "place_in_region": HERE})
    ),
    "a place elsewhere where that is no matter": Case(
        facts=facts_of(**WHOLE, place_in_region=""), options={"in_region": False}
    ),
    "a place elsewhere where none is asked": Case(
        facts=facts_of(creator=("E. B.",), place_in_region=""), options={"fields": ("creator",)}
    ),
    "one field where one is asked": Case(
        facts=facts_of(creator=("E. B.",)), options={"fields": ("creator",)}
    ),
}
FAILS = {
    "a stripped file": Case(),
    "no alt text": Case(facts=facts_of(**{**WHOLE, "alt_text": ""})),
    "a place elsewhere": Case(facts=facts_of(**WHOLE, place_in_region="")),
    "no caption": Case(facts=facts_of(**{**WHOLE, "caption": " "})),
    "an anonymous creator": Case(facts=facts_of(**{**WHOLE, "creator": ("privat",)})),
    "an empty place": Case(facts=facts_of(**{**WHOLE, "location_shown": (Place(),)})),
}

test_table = table_of("metadata", passes=PASSES, fails=FAILS)


def test_the_missing_fields_are_counted_and_named() -> None:
    finding = found("metadata", Case(facts=facts_of(creator=("E. B.",), date_taken="2026")))
    assert finding.value == 3
    assert "Bildbeschreibung, Ort, Alternativtext" in finding.message["de"]
    assert finding.required == "creator, caption, place, date, alt_text"
