"""The words of a press caption, and among them the marks that say where somebody stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

__all__ = ["Token", "tokens_of"]

_DEPTH = r"(?:vorne?|hinten|oben|unten)"
_PICTURE = r"(?:\s+(?:im|auf\s+dem)\s+(?:Bild|Foto))?"
_CREDIT = re.compile(
    r"\(\s*(?:Fotos?|Bild(?:er)?|Quelle|Archiv|Copyright)\s*:[^)]*\)"
    r"|(?:^|[,.])\s*Fotos?\s+(?=[A-ZÄÖÜ])[^\n)]*"
    r"|\b(?:Fotos?|Quelle|Copyright|Bildautor(?:in)?)\s*:[^\n]*|©[^\n)]*"
)
_PATTERN = re.compile(
    rf"""
    (?P<ordinal> (?<!\w)
        (?P<number> \d+\. | (?:erst|zweit|dritt|viert|fünft|sechst|siebt|siebent|acht)e[rns]? )
        \s* (?:von|v\.?) \s* (?P<of> links | rechts | (?:li|re|l|r)\b\.? ) )
  | (?P<short> (?<!\w) v\.?\s? (?P<from>[lr]) \.?\s? n\.?\s? [lr]\b\.? )      # v.l.n.r., vlnr
  | (?P<order> (?<!\w)
        (?:von|v\.?) \s* (?P<start> links | rechts | (?:li|re|l|r)\b\.? )
        (?: \s* (?:nach|n\.) \s* (?: links | rechts | (?:li|re|l|r)\b\.? ) )? )
  | (?P<row> (?<!\w) (?:in\s+der\s+)?
        (?P<which> \d\. | (?:hinter|vorder|ober|unter|mittler|erst|zweit|dritt|viert)(?:st)?e[rn]? )
        \s+ Reihe )
  | (?P<place> (?<!\w) (?:
        (?: (?:ganz|{_DEPTH}) \s+ )? (?:links|rechts) (?: \s+ (?:außen|{_DEPTH}) )? \b {_PICTURE}
      | (?:in\s+der\s+)? Mitte \b {_PICTURE}
      | (?: {_DEPTH} | stehend | sitzend | knie?end | hockend ) \b ) )
  | (?P<letter> (?<=[(,/\ ]) (?:li|re|l|r|M)\b \.? (?=\s*[),/]) )                # (l.), (M.)
  | (?P<word>
        (?:Dr|Prof|Dipl|med|jur|phil|rer|nat|Ing|Mag|St|sen|jun)\. (?:-Ing\.)?
      | h\.\s?c\. | i\.\s?R\. | a\.\s?D\. | e\.\s?V\.
      | (?-i: [A-ZÄÖÜ]\. (?=\s*[A-ZÄÖÜ]) )                                      # an initial
      | (?-i: [IV]{{1,4}}\. (?=\s+[a-zäöü]) )                                    # Lena I. mit ...
      | \d+\.?
      | [^\W\d_] (?: [\w'’] | -(?=\w) )* )
  | (?P<sign> \S )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SIDES: Mapping[str, str] = {"l": "links", "r": "rechts", "m": "Mitte"}
_NUMBERS = ("erst", "zweit", "dritt", "viert", "fünft", "sechst", "sieb", "acht")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a sign, or a mark: the order of a list, a row, a place."""

    text: str  # of a mark: as positions are written, "2. von rechts", "hintere Reihe", "Mitte"
    mark: Literal["order", "row", "place"] | None = None

    @property
    def capital(self) -> bool:
        """Say whether it is a word that may belong to a name."""
        return self.mark is None and self.text[:1].isupper()


def tokens_of(caption: str) -> list[Token]:
    """Return the tokens of a caption, without credits of photographers."""
    text = unicodedata.normalize("NFC", _CREDIT.sub(" ", caption))
    return [_token(match) for match in _PATTERN.finditer(text)]


def _token(match: re.Match[str]) -> Token:
    kind = match.lastgroup or "sign"
    for name, mark in _MARKS.items():
        if match[name]:
            return mark(match)
    return Token(match[kind] if kind in ("word", "sign") else match[0])


def _side(text: str) -> str:
    return _SIDES.get(text[0].lower(), text)


def _number(text: str) -> str:
    if text[0].isdigit():
        return text
    found = (place for place, stem in enumerate(_NUMBERS, 1) if text.lower().startswith(stem))
    return f"{next(found)}."


def _ordinal(match: re.Match[str]) -> Token:
    return Token(f"{_number(match['number'])} von {_side(match['of'])}", "place")


def _row(match: re.Match[str]) -> Token:
    which = match["which"].lower()
    numbered = which[0].isdigit() or which.startswith(("erst", "zweit", "dritt", "viert"))
    named = re.sub(r"e[rn]$", "e", which)
    return Token(f"{_number(which) if numbered else named} Reihe", "row")


def _place(match: re.Match[str]) -> Token:
    words = re.sub(r"\s+(?:im|auf\s+dem)\s+\w+$", "", match["place"], flags=re.IGNORECASE).split()
    if words[-1].lower() == "mitte":
        return Token("Mitte", "place")
    return Token(" ".join(words).lower().replace("vorne", "vorn"), "place")


_MARKS: Mapping[str, Callable[[re.Match[str]], Token]] = {
    "ordinal": _ordinal,
    "short": lambda match: Token(_side(match["from"]), "order"),
    "order": lambda match: Token(_side(match["start"]), "order"),
    "row": _row,
    "place": _place,
    "letter": lambda match: Token(_side(match["letter"]), "place"),
}
