"""Press captions: who is shown, proposed from the words below a picture.

A person is somebody with a known given name and a surname, or whom the caption tells of by an
office, a title, a place in the picture or a list ("von links: ..."). Everything is a proposal: a
person confirms it before anything is kept.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import groupby

from imagepool.rights.captions.names import Named, is_body, is_office, name_at, phrase
from imagepool.rights.captions.tokens import Token, tokens_of
from imagepool.rights.depicted import DepictedPerson

__all__ = ["propose"]

LONGEST = 10_000  # letters of a caption that are read
_BETWEEN = frozenset({",", ";", "(", ")", ":", "und", "sowie", "&", "/", "–", "-"})
_ENDS = frozenset({".", "!", "?"})
_AFTER_PLACE = frozenset({",", ".", "und", "sowie", ")", ""})
_OF = frozenset({"von", "vom", "bei", "beim", "für"})
_ARTICLES = frozenset({"der", "den", "dem", "die", "das"})
_STEPS = re.compile(r"(?:(?P<number>\d+)\. von |ganz )?(?P<side>links|rechts|Mitte)")
_MIDDLE = 1000
_SOMEBODY = frozenset({"ein", "eine", "einem", "einer", "unbekannt", "unbekannte", "unbekannter"})


def propose(caption: str, *, places: Collection[str] = ()) -> tuple[DepictedPerson, ...]:
    """Return whom a caption names, from the left as far as it tells; none is a good answer.

    ``places`` are names that are never a person's, such as those of municipalities.

    >>> [each.position for each in propose("Von links: Anna Schmidt und Jörg Weiß.")]
    ['1. von links', '2. von links']
    """
    reading = _Reading(tokens_of(caption[:LONGEST]), places)
    reading.read()
    found = [each for _run, some in groupby(reading.found, _run_of) for each in _from_left(some)]
    persons: dict[str, DepictedPerson] = {}
    for each in found:
        persons.setdefault(each.name, each.as_person())
    return tuple(persons.values())


@dataclass(slots=True, eq=False)
class _Run:
    """Persons named in a row, and what the caption says of all of them."""

    row: str = ""
    order: str = ""  # "links" or "rechts", where counting begins
    count: int = 0


@dataclass(slots=True, kw_only=True)
class _Found:
    name: str
    number: int  # within the run, from 1
    run: _Run
    place: str = ""
    offices: list[str] = field(default_factory=list)

    @property
    def counted(self) -> str:
        return f"{self.number}. von {self.run.order}" if self.run.order else ""

    @property
    def position(self) -> str:
        return ", ".join(filter(None, (self.run.row, self.place or self.counted)))

    def as_person(self) -> DepictedPerson:
        organization = ", ".join(dict.fromkeys(self.offices))
        return DepictedPerson(name=self.name, position=self.position, organization=organization)


class _Reading:
    """One reading of a caption, from its first token to its last."""

    def __init__(self, tokens: list[Token], places: Collection[str]) -> None:
        self._tokens = tokens
        self._places = places
        self._at = 0
        self._listing = False
        self._after_name = -1  # index of the token right after the latest person
        self._run = _Run()
        self.found: list[_Found] = []

    def read(self) -> None:
        """Find all persons."""
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            follows = self._at == self._after_name
            if token.text == "(" and follows:
                self._bracket()
            elif token.mark:
                self._mark(token, follows=follows)
            elif token.text in _ENDS:
                self._new_run(listing=False)
            elif token.text in _BETWEEN:
                self._at += 1
            else:
                self._word(token)

    def _mark(self, token: Token, *, follows: bool) -> None:
        self._at += 1
        if token.mark == "order" and self._closes_run(follows=follows):
            self._run.order = token.text
        elif token.mark != "order" and self._placed_behind():
            self.found[-1].place = token.text
            self._after_name = self._at
        else:
            self._open(token)

    def _closes_run(self, *, follows: bool) -> bool:
        """Say whether an order speaks of the persons before it: "A, B und C (v. l.)"."""
        bracketed = bool(self._run.count) and self._text(self._at) == ")"
        return (follows or bracketed) and self._text(self._at + bracketed) != ":"

    def _placed_behind(self) -> bool:
        """Say whether a place speaks of the person before it: "A, rechts, und B"."""
        behind = self._after_name == self._at - 2 and self._text(self._after_name) == ","
        return behind and self._text(self._at) in _AFTER_PLACE

    def _open(self, token: Token) -> None:
        """Begin a list with its order, its row or its place."""
        if token.mark == "order":
            if self._run.count or self._run.order:
                self._new_run(listing=True, at=self._at)
            self._run.order = token.text
        else:
            row = "" if self._run.count else self._run.row  # "2. Reihe, 3. von rechts: ..."
            self._new_run(listing=True, at=self._at)
            self._run.row = ", ".join(filter(None, (row, token.text)))
        self._listing = token.mark != "place" or self._text(self._at) == ":"

    def _word(self, token: Token) -> None:
        before = self._tokens[self._at - 1] if self._at else None
        apart = before is None or bool(before.mark) or before.text in _BETWEEN
        listed = self._listing and apart
        named = name_at(self._tokens, self._at, listed=listed, places=self._places)
        if named:
            self._person(named)
            return
        if listed and token.text in _SOMEBODY:
            self._run.count += 1
        elif self._at == self._after_name or not self._listing:
            self._new_run(listing=False, at=self._at)
        self._at += 1

    def _person(self, named: Named) -> None:
        self._run.count += 1
        offices = [named.office] if named.office else []
        self.found.append(
            _Found(name=named.name, number=self._run.count, run=self._run, offices=offices)
        )
        self._at = named.end
        self._apposition()
        self._after_name = self._at

    def _apposition(self) -> None:
        """Take what is said of a person right after the name: "vom ...", ", Leiterin der ..."."""
        start = self._at
        if self._text(start) in _OF:
            start += 1
            while self._text(start) in _ARTICLES:
                start += 1
        elif self._text(start) == "," and _is_standing(self._text(start + 1)):
            start += 1
        else:
            return
        end = start
        while end < len(self._tokens) and not self._stops(end):
            end += 1
        if end == start or not self._tokens[start].capital or self._names(start):
            return
        self.found[-1].offices.append(phrase(self._tokens[start:end]))
        self._at = end

    def _names(self, at: int) -> bool:
        return name_at(self._tokens, at, listed=False, places=self._places) is not None

    def _stops(self, at: int) -> bool:
        token = self._tokens[at]
        return bool(token.mark) or token.text in _BETWEEN or token.text in _ENDS

    def _bracket(self) -> None:
        """Read what stands in brackets behind a person: place, order, body; an age is skipped."""
        end = self._at + 1
        piece: list[Token] = []
        while end < len(self._tokens) and self._text(end) != ")":
            if self._text(end) in (",", ";", "/"):
                self._piece(piece)
                piece = []
            else:
                piece.append(self._tokens[end])
            end += 1
        self._piece(piece)
        self._at = self._after_name = end + 1

    def _piece(self, piece: list[Token]) -> None:
        latest, text = self.found[-1], phrase([token for token in piece if not token.mark])
        for token in piece:
            if token.mark == "order":
                self._run.order = token.text
            elif token.mark:
                latest.place = ", ".join(filter(None, (latest.place, token.text)))
        if not any(token.capital for token in piece) or text.startswith("geb"):
            return
        first, _, rest = text.partition(" ")
        told = {"alle": self._run.count, "beide": 2}.get(first)
        for each in [each for each in self.found if each.run is self._run][-(told or 1) :]:
            each.offices.append(rest if told else text)

    def _new_run(self, *, listing: bool, at: int | None = None) -> None:
        self._run = _Run()
        self._listing = listing
        self._at = self._at + 1 if at is None else at

    def _text(self, at: int) -> str:
        return self._tokens[at].text if at < len(self._tokens) else ""


def _is_standing(word: str) -> bool:
    return is_office(word) or is_body(word)


def _run_of(found: _Found) -> int:
    return id(found.run)


def _from_left(run: Iterable[_Found]) -> list[_Found]:
    """Return a run from the left, as far as all in it say where they stand."""
    some = list(run)
    steps = [_steps(each.place or each.counted) for each in some]
    if None in steps:
        return some
    return sorted(some, key=lambda each: _steps(each.place or each.counted) or 0)


def _steps(place: str) -> int | None:
    """Return how far from the left it is; None where that cannot be told."""
    match = _STEPS.fullmatch(place)
    if not match:
        return None
    number = int(match["number"] or 0)
    return {"links": number, "Mitte": _MIDDLE, "rechts": 2 * _MIDDLE - number}[match["side"]]
