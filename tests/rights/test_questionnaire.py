from __future__ import annotations

import pytest
from hypothesis import given

from imagepool.errors import InvalidRequest
from imagepool.rights.declarations import Declarations, Persons
from imagepool.rights.questionnaire import answers_of, declared, questions
from tests.rights.test_permission_narrows import declared_strategy


@given(declared_strategy())
def test_answers_and_declarations_are_the_same_thing(declarations: Declarations) -> None:
    assert declared(answers_of(declarations)) == declarations


def test_every_field_is_asked_in_both_languages() -> None:
    answered = answers_of(Declarations.nothing_to_release())
    assert [question.name for question in questions()] == list(answered)
    for question in questions():
        assert answered[question.name] in question.answers
        for text in (question.text, question.help, *question.answers.values()):
            assert set(text) == {"de", "en"}
            assert all(text.values())


def test_what_is_left_open_stays_open() -> None:
    assert declared({"persons": "", "drone": "no"}) == Declarations(drone=False)
    assert "children" in declared({"persons": "recognizable"}).open_questions
    assert "children" not in declared({"persons": "none"}).open_questions
    assert declared({"persons": "none"}).persons is Persons.NONE


@pytest.mark.parametrize("answers", [{"mood": "good"}, {"persons": "some"}, {"drone": "perhaps"}])
def test_answers_that_there_are_not_are_refused(answers: dict[str, str]) -> None:
    with pytest.raises(InvalidRequest) as refusal:
        declared(answers)
    assert refusal.value.hint
