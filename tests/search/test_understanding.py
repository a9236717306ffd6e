from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from imagepool.search.periods import Period
from imagepool.search.understanding import Part, understand
from imagepool.search.vocabulary import PEOPLE, Concept, Vocabulary

TOWN, VILLAGE = "place:16062049", "place:16064071/sollstedt"
VOCABULARY = Vocabulary(
    [
        Concept("people", "", ("Personen", "Menschen"), shows="people"),
        Concept("none", "people", ("ohne Menschen", "menschenleer"), shows="nobody"),
        Concept("child", "people", ("Kinder",), shows="people"),
        Concept("fire", "", ("Feuerwehr",)),
        Concept("car", "", ("Auto", "Autos")),
        Concept("aerial", "", ("von oben",)),
        Concept("fair", "", ("Weihnachtsmarkt",)),
        Concept("station", "rail", ("Bahnhof",)),
        Concept("rail", "", ("Bahn", "Hoffest")),
        Concept("autumn", "", ("Herbst", "Oktober")),
        Concept("plate:16062", "", ("NDH",), "plate", ("place:16062",)),
        Concept(TOWN, "", ("Sollstedt",), "place", (TOWN,), ("place:16062",)),
        Concept(VILLAGE, "", ("Sollstedt", "Sollstedt Unstruttal"), "spot", (VILLAGE,)),
        Concept("orientation:landscape", "", ("quer",), "orientation", ("orientation:landscape",)),
        Concept("channel:social_media", "", ("für Instagram",), "channel", ("license:CC0-1.0",)),
    ]
)


def read(text: str) -> list[Part]:
    return list(understand(text, VOCABULARY))


def test_words_that_name_one_concept_together_are_one_part() -> None:
    town, above = read("Nordhausen von oben")
    assert (town.text, town.concepts) == ("nordhausen", ())
    assert (above.text, above.concepts) == ("von oben", ("aerial",))


def test_words_that_say_nothing_are_left_out_where_others_say_something() -> None:
    assert [part.text for part in read("die Bilder von der Feuerwehr")] == ["feuerwehr"]
    assert [part.text for part in read("die Bilder")] == ["die", "bilder"]
    assert read("") == []


def test_a_compound_hints_at_what_its_parts_name() -> None:
    [part] = read("Feuerwehrauto")
    assert (part.concepts, part.hinted, part.pieces) == ((), ("fire", "car"), ("feuerwehr", "auto"))


@pytest.mark.parametrize(
    ("typed", "meant", "concepts"),
    [
        ("Weinachtsmarkt", "weihnachtsmarkt", ("fair",)),
        ("Bahnhoff", "bahnhof", ("station",)),  # no compound of "Bahn" and half a "Hoffest"
    ],
)
def test_a_typing_error_is_understood_beside_what_was_typed(
    typed: str, meant: str, concepts: tuple[str, ...]
) -> None:
    [part] = read(typed)
    assert part.meant is not None
    assert (part.meant.text, part.meant.concepts) == (meant, concepts)


def test_places_plates_formats_and_uses_are_things_with_facts() -> None:
    fire, plate, wide, use = read("Feuerwehr NDH quer für Instagram")
    assert (fire.concepts, fire.facts) == (("fire",), ())
    assert plate.facts == ("place:16062",)
    assert wide.facts == ("orientation:landscape",)
    assert use.facts == ("license:CC0-1.0",)


def test_namesakes_are_both_meant_until_more_is_said() -> None:
    [both] = read("Sollstedt")
    assert both.things == (TOWN, VILLAGE)
    assert both.near == ("place:16062",)
    for text in ("Sollstedt Unstruttal", "Sollstedt (Unstruttal)"):
        [one] = read(text)
        assert one.things == (VILLAGE,)


def test_a_period_is_a_part_and_a_month_is_of_its_season() -> None:
    fair, time = read("Weihnachtsmarkt 2019-2021")
    assert (fair.concepts, time.period) == (("fair",), Period(2019, 2021))
    [month] = read("Oktober 2021")
    assert (month.facts, month.near, month.concepts) == (
        ("time:2021-10",), ("year:2021",), ("autumn",)
    )  # fmt: skip


@pytest.mark.parametrize("text", ["ohne Menschen", "menschenleer"])
def test_nobody_is_the_absence_of_people(text: str) -> None:
    [part] = read(text)
    assert (part.unwanted, part.concepts, part.facts) == (True, ("none",), (PEOPLE,))


@pytest.mark.parametrize(
    "text", ["Bahnhof ohne Kinder", "Bahnhof -kinder", "Bahnhof nicht Kinder", "-Kinder Bahnhof"]
)
def test_what_is_denied_is_unwanted(text: str) -> None:
    kinder = next(part for part in read(text) if part.unwanted)
    assert (kinder.text, kinder.against) == ("kinder", ("child",))
    assert [part.text for part in read(text) if not part.unwanted] == ["bahnhof"]


def test_without_goes_on_behind_and() -> None:
    parts = read("Bahnhof ohne Kinder und Autos Herbst")
    assert [(part.text, part.unwanted) for part in parts] == [
        ("bahnhof", False), ("kinder", True), ("autos", True), ("herbst", False)
    ]  # fmt: skip


def test_a_plate_in_small_letters_is_a_word_where_it_is_one() -> None:
    art = Concept("art", "", ("Kunst", "art"))
    plate = Concept("plate:16065", "", ("ART", "KYF"), "plate", ("place:16065",))
    known = Vocabulary([art, plate])
    assert [part.things for part in understand("art KYF kyf", known)] == [(), *[(plate.id,)] * 2]
    assert understand("ART", known)[0].things == (plate.id,)


def test_a_place_may_be_unwanted() -> None:
    _, part = read("Bahnhof -NDH")
    assert (part.unwanted, part.facts) == (True, ("place:16062",))


def test_a_last_without_is_a_word() -> None:
    assert [(part.text, part.unwanted) for part in read("Kinder ohne")][-1] == ("ohne", False)
    assert [part.text for part in read("-")] == []


def test_quotes_make_a_phrase_of_what_stands_in_them() -> None:
    phrase, town = read('"alte Feuerwehr" Bahnhof')
    assert (phrase.phrase, phrase.stems, phrase.concepts) == (True, ("alt", "feuerwehr"), ())
    assert town.concepts == ("station",)


@given(st.text(alphabet='abßü -"2019., Kinder ohne und Oktober', max_size=60))
def test_each_part_stands_where_it_says(text: str) -> None:
    for part in read(text):
        start, end = part.span
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip()


def test_whoever_asks_for_a_landscape_does_not_ask_for_its_theme() -> None:
    forest = Concept("forest", "nature", ("Wald", "Hainich"))
    land = Concept("landscape:hainich", "", ("Hainich",), "landscape", ("landscape:hainich",))
    [part] = understand("Hainich", Vocabulary([Concept("nature", "", ("Natur",)), forest, land]))
    assert part.facts == ("landscape:hainich",)
    assert part.concepts == ()
    assert part.wider == ("forest", "nature")  # near, where nothing shows it
