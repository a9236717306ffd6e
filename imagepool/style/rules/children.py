"""Children: what the file says about children is seen, and their guardians have consented.

The rule reads only what is declared: the ages of the depicted (IPTC Model Age, PLUS Minor Model Age
Disclosure) and words in keywords, title, caption and alt text. It does not look at the picture: no
age is guessed from a face.

Why
    For children their guardians decide, both of them, and a child cannot judge what a picture on
    the net means later. Such pictures deserve a second look.
Passes
    A file that speaks of no children; one that does, and states that all releases are there.
Fails
    The keyword Kindergarten, the caption "Schulfest in Ebeleben", a model age of 12, without
    releases. The rule asks for attention and never fails a photo.
Remedy
    Get the releases of all guardians and name them in the field Model Release Status; if no child
    can be seen, tell the curators so.
Source
    KunstUrhG section 22, GDPR Article 8; IPTC Photo Metadata Standard, Model Age; PLUS Minor Model
    Age Disclosure.
Options
    words (patterns): what tells of children; an asterisk stands for the rest of a compound.
    harmless (patterns): words that only look alike.
    released (codes of PLUS): which states of the releases settle the question.
Measured
    Exact for what is written. What is not written is not seen: no word on children proves nothing.
    A school building without children is noticed too.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from imagepool.asset import Facts
from imagepool.style.limits import Level
from imagepool.style.measuring.telling_words import telling_words
from imagepool.style.rulebook import Measured, Outcome, Unmeasurable, rule
from imagepool.style.work_copy import WorkCopy

# fmt: off
_WORDS = (
    "Kind", "Kindes", "Kleinkind", "Schulkind", "*kinder*", "Kita*", "Hort", "Baby*",
    "Säugling*", "Mädchen*", "Enkel*", "Jugend*", "Konfirmand*", "Pfadfinder*",
    "Schule", "*schule", "*schulen", "*schüler*", "*schueler*", "Einschulung*", "Schulanf*",
    "Schulausfl*", "Schulbus*", "Schulchor*", "Schuleinf*", "Schulfest*", "Schulhof*",
    "Schulhöfe*", "Schulklasse*", "Schulsport*", "Schultüte*", "Schulweg*", "Zuckertüte*",
    "Ferienlager*", "Spielplatz*", "Spielplätze*",
    "child", "children*", "schoolchild*", "kid", "kids", "baby", "babies", "infant*", "toddler*",
    "teen", "teens", "teenager*", "girl", "girls", "boy", "boys", "pupil", "pupils", "school",
    "schools", "preschool*", "playground*", "youth",
)
_HARMLESS = (
    "*hochschule*", "Baumschule*", "Fahrschule*", "Hundeschule*", "Jugendstil*", "Schulenburg",
)
# fmt: on
_FIELDS = ("keywords", "title", "headline", "caption", "alt_text", "model_age")
_MINORS = frozenset({"AG-A17", "AG-A16", "AG-A15", "AG-U14"})
_OF_AGE = 18
_SHOWN = 5  # of many words; the first tell enough


@rule("children", unit="signs", digits=0, limits=None, cap=Level.SHOULD)
def measure(
    _copy: WorkCopy,
    facts: Facts,
    *,
    words: Annotated[tuple[str, ...], "patterns"] = _WORDS,
    harmless: Annotated[tuple[str, ...], "patterns"] = _HARMLESS,
    released: Annotated[tuple[str, ...], "codes of PLUS"] = ("MR-UMR",),
) -> Outcome:
    signs = (*_ages(facts), *telling_words(facts, words, but_not=harmless))
    if not signs and not any(facts.text(name).strip("() ") for name in _FIELDS):
        return Unmeasurable("nothing-said")
    covered = facts.text("model_release_status").strip().upper() in {
        one.upper() for one in released
    }
    return Measured(
        len(signs),
        terms={"signs": signs[:_SHOWN], "outcome": "covered" if signs else "no-sign"},
        accepted=covered or not signs,
        required=", ".join(released),
    )


def _ages(facts: Facts) -> Iterator[str]:
    """Yield what the file says about the ages of minors."""
    fact = facts.fields.get("model_age")
    ages = fact.value if fact and isinstance(fact.value, tuple) else ()
    yield from (f"Model Age {age}" for age in ages if isinstance(age, int) and age < _OF_AGE)
    disclosed = facts.text("minor_model_age_disclosure").strip().upper()
    if disclosed in _MINORS:
        yield disclosed
