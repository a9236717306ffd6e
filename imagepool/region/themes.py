"""A region's vocabulary: what pictures are about, with the words people use for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from imagepool.region.names import name_key
from imagepool.region.tables import Row, read_rows

__all__ = ["Term", "Theme", "narrower_first", "read_terms", "read_themes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """One concept of the vocabulary (in the sense of SKOS)."""

    id: str
    broader: str  # id of the concept above; "" at the top
    label: Mapping[str, str]  # language -> preferred label; has "de" and "en"
    alt: Mapping[str, tuple[str, ...]]  # language -> synonyms and narrower words
    group: str  # "thema" for what is shown; others: season, weather, people, perspective ...
    mediatopic: str = ""  # IPTC Media Topic NewsCode
    scene: str = ""  # IPTC Scene NewsCode
    shows: str = ""  # "people" or "nobody", where the concept says so

    @property
    def words(self) -> tuple[str, ...]:
        """All labels, of every language."""
        return (*self.label.values(), *(name for names in self.alt.values() for name in names))


def read_themes(path: Path) -> Mapping[str, Theme]:
    """Read the vocabulary; every ``broader`` must lead to a top without a circle."""
    rows = read_rows(path, columns=("id", "broader", "label_de", "alt_de", "label_en"))
    themes: dict[str, Theme] = {}
    for row in rows:
        if row.required("id") in themes:
            row.refuse("id", f"{row.text('id')!r} stands here a second time")
        themes[row.text("id")] = _theme(row)
    for row in rows:
        _check_broader(row, themes)
    return themes


def _theme(row: Row) -> Theme:
    return Theme(
        id=row.text("id"),
        broader=row.text("broader"),
        label={"de": row.required("label_de"), "en": row.required("label_en")},
        alt={"de": row.names("alt_de"), "en": row.names("alt_en")},
        group=row.text("group") or "thema",
        mediatopic=row.text("iptc_mediatopic"),
        scene=row.text("iptc_scene"),
        shows=_shows(row),
    )


def _check_broader(row: Row, themes: Mapping[str, Theme]) -> None:
    seen: set[str] = set()
    id_ = row.text("id")
    while id_:
        if id_ not in themes:
            row.refuse("broader", f"there is no theme {id_!r}")
        if id_ in seen:
            row.refuse("broader", f"{id_!r} stands above itself")
        seen.add(id_)
        id_ = themes[id_].broader


@dataclass(frozen=True, slots=True)
class Term:
    """Words that mean the same, within one theme: finer than what pictures are filed under."""

    id: str
    broader: str  # id of its theme
    label: Mapping[str, str]  # language -> its first word
    words: Mapping[str, tuple[str, ...]]  # language -> all of them
    shows: str = ""  # as of a theme


def read_terms(path: Path, themes: Mapping[str, Theme]) -> tuple[Term, ...]:
    """Read the optional table of terms; their words may be those of their theme, too."""
    if not path.exists():
        return ()
    terms: dict[str, Term] = {}
    for row in read_rows(path, columns=("broader", "words_de", "words_en")):
        if row.text("broader") not in themes:
            row.refuse("broader", f"there is no theme {row.text('broader')!r}")
        german, english = row.names("words_de"), row.names("words_en")
        if not german:
            row.refuse("words_de", "is empty")
        id_ = f"{row.text('broader')}/{name_key(german[0]).replace(' ', '-')}"
        if id_ in terms:
            row.refuse("words_de", f"{german[0]!r} begins another term of this theme")
        label = {"de": german[0], "en": (*english, german[0])[0]}
        words = {"de": german, "en": english}
        terms[id_] = Term(id_, row.text("broader"), label, words, _shows(row))
    return tuple(terms.values())


def _shows(row: Row) -> str:
    value = row.text("shows")
    if value not in {"", "people", "nobody"}:
        row.refuse("shows", f"{value!r} is neither people nor nobody; mostly it is empty")
    return value


def narrower_first(themes: Mapping[str, Theme], id_: str) -> Iterator[Theme]:
    """Yield the theme and those above it, up to the top; nothing for an unknown id."""
    while id_ in themes:
        yield themes[id_]
        id_ = themes[id_].broader
