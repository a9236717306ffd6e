"""Names of persons in a press caption, told from places, things and bodies by their words."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from imagepool.rights.captions.tokens import Token

__all__ = ["Named", "is_body", "is_office", "name_at", "phrase"]

_MOST_WORDS = 5
_FARTHEST = 7  # words between an office and its name: "Vorsitzende des Heimatvereins X Anna Y"
_STOPS = frozenset({",", ";", ":", ".", "!", "?", "(", ")", "und", "sowie", "&"})
_LINKS = frozenset({"der", "des", "von", "vom", "im", "am", "beim", "für", "aus"})


@dataclass(frozen=True, slots=True)
class Named:
    """A person named in a caption."""

    end: int  # index of the token after the name
    name: str
    office: str = ""


def name_at(
    tokens: Sequence[Token], at: int, *, listed: bool, places: Collection[str] = ()
) -> Named | None:
    """Return the person whose name, titles and office begin at a token, or None.

    ``listed`` says that the caption lists persons here: then names need not be known ones.
    """
    if not tokens[at].capital or tokens[at].text in _words("others") or _dedicated(tokens, at):
        return None
    start, office = _office(tokens, at)
    polite = start < len(tokens) and tokens[start].text in _words("honorifics")
    title_at = start + polite
    name_from = _titles_end(tokens, title_at)
    told = name_from > at
    found = _words_of_name(tokens, name_from)
    if found is None:
        return None
    shared = None if told else _shared(tokens, name_from, places)
    if shared:
        return shared
    end = name_from + len(found)
    sure = told or listed or _placed(tokens, end)
    if not _is_name(found, told=told, sure=sure, places=places):
        return None
    first = title_at
    if not office and listed and _led_by_office(found):
        office, first = found[0], name_from + 1
    return Named(end, " ".join(token.text for token in tokens[first:end]), office)


def is_office(word: str) -> bool:
    """Say whether a word is an office, a profession or a part that somebody has.

    >>> is_office("Feuerwehrchef"), is_office("Denkmal")
    (True, False)
    """
    return word in _words("offices") or (
        word[:1].isupper() and word.lower().endswith(tuple(_words("office_endings")))
    )


def is_body(word: str) -> bool:
    """Say whether a word is a club, an authority or another body, such as THW.

    >>> is_body("Feuerwehr"), is_body("Anna")
    (True, False)
    """
    return word in _words("bodies") or _is_short_form(word)


def phrase(tokens: Sequence[Token]) -> str:
    """Return tokens as text."""
    text = " ".join(token.text for token in tokens)
    return text.replace(" ,", ",").replace("„ ", "„").replace(" “", "“").replace(" . ", ". ")


def _office(tokens: Sequence[Token], at: int) -> tuple[int, str]:
    """Return where the name begins after an office, and the office; ``at`` where there is none."""
    end = at
    while end < len(tokens) and tokens[end].mark is None and is_office(tokens[end].text):
        end += 1
    if at < end < len(tokens) and tokens[end].text.replace(" ", "") in _words("retired"):
        end += 1
    if end == at or end == len(tokens):
        return at, ""
    if tokens[end].text in _LINKS:
        far = _known_after(tokens, end)
        return (far, phrase(tokens[at:far])) if far else (at, "")
    return end, phrase(tokens[at:end])


def _known_after(tokens: Sequence[Token], at: int) -> int | None:
    for index in range(at, min(at + _FARTHEST, len(tokens))):
        word = tokens[index].text
        if tokens[index].mark or word in _STOPS:
            return None
        if _given(word) or word in _words("titles"):
            return index
    return None


def _titles_end(tokens: Sequence[Token], at: int) -> int:
    while at < len(tokens) and tokens[at].text.replace(" ", "") in _words("titles"):
        at += 1
    return at


def _words_of_name(tokens: Sequence[Token], at: int) -> list[str] | None:
    """Return the words that may be a name; None where they are part of a thing's or a place's."""
    words: list[str] = []
    for token in tokens[at : at + _MOST_WORDS]:
        if _is_thing(token.text) or (not words and token.text in _words("heads")):
            return None
        if not _continues(token, words):
            break
        words.append(token.text)
    while words and words[-1] in _words("particles"):
        words.pop()
    return words


def _continues(token: Token, words: Sequence[str]) -> bool:
    word = token.text
    if token.mark or word in _words("bodies") or word in _words("others"):
        return False
    if word in _words("particles"):  # behind the given names alone: "Anna von der Leyen"
        before = words[-1] if words else ""
        return before in _words("particles") or before in _words("nobility") or _given(before)
    return token.capital and not _is_short_form(word)


def _is_short_form(word: str) -> bool:
    """Say whether it is one such as THW or CDU, and neither an initial nor a numeral."""
    return len(word) > 1 and word.isupper() and not word.endswith(".")


def _is_thing(word: str) -> bool:
    last = word.rsplit("-", 1)[-1]
    return last in _words("things") or (
        len(last) > 5 and last.lower().endswith(tuple(_words("thing_endings")))
    )


def _is_name(
    words: Sequence[str],
    *,
    told: bool,
    sure: bool,
    places: Collection[str],
) -> bool:
    if not words or " ".join(words) in places or (len(words) == 1 and not told):
        return False
    known = _given(words[0]) and (sure or words[0] not in _words("ambiguous"))
    return known or (sure and words[-1] not in places)


def _led_by_office(words: Sequence[str]) -> bool:
    return len(words) > 2 and not _given(words[0]) and _given(words[1])


def _shared(tokens: Sequence[Token], at: int, places: Collection[str]) -> Named | None:
    """Return the first of "Anna und Jörg Schmidt"."""
    following = at + 2
    if following >= len(tokens) or tokens[at + 1].text not in ("und", "&"):
        return None
    if not (_given(tokens[at].text) and _given(tokens[following].text)):
        return None
    other = name_at(tokens, following, listed=False, places=places)
    if other is None or " " not in other.name:
        return None
    return Named(at + 1, f"{tokens[at].text} {other.name.split(' ', 1)[1]}")


def _placed(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a bracket follows that tells where somebody stands."""
    return [token.text for token in tokens[at : at + 1]] == ["("] and any(
        token.mark for token in tokens[at + 1 : at + 2]
    )


def _dedicated(tokens: Sequence[Token], at: int) -> bool:
    """Say whether something is named after the person: "Statue von Martin Luther"."""
    while at and _given(tokens[at - 1].text):
        at -= 1
    before = [token.text for token in tokens[max(0, at - 2) : at]]
    if not before:
        return False
    if before[-1].lower() == "nach" or _is_thing(before[-1]):
        return before[-1] not in ("Bild", "Foto")
    if before[-1] in _words("heads"):
        return before[-1] not in ("Ehepaar", "Familie")
    return before[-1] in ("von", "für", "des", "der") and _is_thing(before[0])


def _given(word: str) -> bool:
    return all(part in _words("given") for part in word.split("-"))


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(_table()[group].split())


@cache
def _table() -> Mapping[str, str]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
