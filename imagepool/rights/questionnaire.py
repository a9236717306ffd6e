"""The questionnaire: what people are asked in plain words, and the declarations that it makes."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from imagepool.errors import InvalidRequest
from imagepool.rights.declarations import Artwork, Declarations, Ground, Origin, Persons
from imagepool.rights.words import LangText

__all__ = ["Question", "answers_of", "declared", "questions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question; ``name`` is the field of ``Declarations`` that it answers."""

    name: str
    text: LangText
    help: LangText
    answers: Mapping[str, LangText]  # code -> words


@cache
def questions() -> tuple[Question, ...]:
    """Return the questions in the order in which they are asked."""
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return tuple(Question(**each) for each in table["question"])


def declared(answers: Mapping[str, str]) -> Declarations:
    """Return the declarations that these answers (name -> code) make; "" leaves one open.

    Raises ``InvalidRequest`` for a question or an answer that there is not.
    """
    known = {question.name: question for question in questions()}
    values: dict[str, Any] = {}
    for name, code in answers.items():
        if name not in known:
            raise InvalidRequest(f"no question {name!r:.60}", hint=f"there are {', '.join(known)}")
        if code and code not in known[name].answers:
            there = ", ".join(known[name].answers)
            raise InvalidRequest(f"{code!r:.60} is no answer to {name}", hint=f"there are {there}")
        values[name] = _KINDS[name](code) if code else None
    return Declarations(**values)


def answers_of(declarations: Declarations) -> dict[str, str]:
    """Return the answers that were given, as codes; the inverse of ``declared``."""
    given = {each.name: getattr(declarations, each.name) for each in fields(declarations)}
    return {name: _code(value) for name, value in given.items() if value is not None}


def _yes(code: str) -> bool:
    return code == "yes"


_KINDS: Mapping[str, Callable[[str], object]] = {
    "own_work": _yes,
    "persons": Persons,
    "children": _yes,
    "ground": Ground,
    "artwork": Artwork,
    "drone": _yes,
    "origin": Origin,
}


def _code(value: StrEnum | bool) -> str:  # noqa: FBT001  (an answer, not a switch)
    if isinstance(value, StrEnum):
        return value.value
    return "yes" if value else "no"
