from __future__ import annotations

from imagepool.search.understanding import Part, understand
from imagepool.search.vocabulary import Concept, Vocabulary

VOCABULARY = Vocabulary(
    [
        Concept("people", "", ("Personen",)),
        Concept("none", "people", ("ohne Menschen",)),
        Concept("group", "people", ("Gruppe",)),
        Concept("child", "people", ("Kinder",)),
        Concept("fire", "", ("Feuerwehr",)),
        Concept("car", "", ("Auto",)),
        Concept("aerial", "", ("von oben",)),
        Concept("fair", "", ("Weihnachtsmarkt",)),
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


def test_a_typing_error_is_understood_beside_what_was_typed() -> None:
    [part] = read("Weinachtsmarkt")
    assert part.text == "weinachtsmarkt"
    assert part.meant is not None
    assert (part.meant.text, part.meant.concepts) == ("weihnachtsmarkt", ("fair",))


def test_without_is_unwanted_and_with_a_name_so_are_its_neighbors() -> None:
    [part] = read("ohne Menschen")
    assert (part.unwanted, set(part.against)) == (True, {"group", "child"})
    square, children = read("Marktplatz ohne Kinder")
    assert (square.unwanted, children.unwanted) == (False, True)
    assert (children.text, children.against) == ("kinder", ("child",))


def test_a_last_without_is_a_word() -> None:
    assert [(part.text, part.unwanted) for part in read("Kinder ohne")][-1] == ("ohne", False)
