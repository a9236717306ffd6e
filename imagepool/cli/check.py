"""``imagepool check``."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, NoReturn

import click

from imagepool.cli.command import FINDINGS, MISSING, Command, say
from imagepool.cli.given import Given
from imagepool.cli.plugins import no_plugins_option
from imagepool.cli.progress import watched
from imagepool.cli.reader import lang_option
from imagepool.cli.written import written, written_in_pieces
from imagepool.photo.files import files_in
from imagepool.style.report import CheckedPhoto, Kind
from imagepool.style.reports.baseline import Baseline, baseline_of
from imagepool.style.reports.html import contact_sheet
from imagepool.style.reports.json import check_as_json
from imagepool.style.reports.text import check_as_text
from imagepool.style.requirements import StyleConcept
from imagepool.workflows.check import Check


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """What was asked for at the terminal."""

    paths: tuple[Path, ...]
    concept: Path | None
    rules: tuple[str, ...]
    circumstances: tuple[str, ...]
    only: Kind | None
    baseline: Path | None
    write_baseline: bool
    form: Literal["text", "json", "html"]
    lang: str
    out: Path | None
    jobs: int | None


@click.command(cls=Command)
@click.argument("paths", nargs=-1, required=True, type=Given())
@click.option(
    "--concept",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="An image-style concept (TOML).  [default: Nordthüringen's]",
)
@click.option("--rule", "rules", metavar="RULE", multiple=True, help="Only this rule; repeatable.")
@click.option(
    "--as",
    "circumstances",
    metavar="CIRCUMSTANCE",
    multiple=True,
    help="What all the photos are: archive, night, aerial, a theme ...; repeatable.",
)
@click.option(
    "--only", type=click.Choice(["fail", "warn"]), help="Only findings at least so grave."
)
@click.option(
    "--baseline",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A file of known findings, which are not told again.",
)
@click.option("--write-baseline", is_flag=True, help="Write what is found into that file.")
@click.option("--format", "form", type=click.Choice(["text", "json", "html"]), default="text")
@lang_option
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")
@click.option("--jobs", type=click.IntRange(1, 64), help="Photos at once.  [default: processors]")
@no_plugins_option
def check(only: str | None, form: str, as_json: bool, **options: Any) -> None:
    """Check photos against an image-style concept; needs no pool.

    One line a finding, like a linter; as HTML, a contact sheet in one file. Exit code 1 where a
    photo fails or cannot be read, or a rule breaks on one; 3 where there is no file at all.
    """
    form = "json" if as_json else form
    _check(_Wanted(form=form, only=Kind(only) if only else None, **options))  # type: ignore[arg-type]


def _check(wanted: _Wanted) -> None:
    _require_places(wanted)
    with Check(
        concept=wanted.concept,
        rules=wanted.rules,
        circumstances=wanted.circumstances,
        jobs=wanted.jobs or 0,
        sketched=wanted.form == "html",
    ) as checking:
        for note in checking.concept.notes:
            say(f"note: {note}")
        before = _known(wanted)
        known = None if wanted.write_baseline else before
        total = len(files_in(wanted.paths))
        for _ in watched(checking.measure(wanted.paths), total=total, about="Checking"):
            pass
        if wanted.baseline and wanted.write_baseline:
            text = baseline_of(checking.photos(), before, wanted.rules)
            written(wanted.baseline, text.encode())
            known = Baseline.from_text(text)
            count = len(known.names)
            files = "1 file" if count == 1 else f"{count} files"
            say(f"{files} with known findings: {wanted.baseline}")
        photos = checking.photos(known)
        _tell(_pieces(photos, checking.concept, wanted), wanted.out)
        found = any(photo.counts_against for photo in photos)
    if not photos:
        _refuse_nothing(wanted)
    if found:
        raise SystemExit(FINDINGS)


def _refuse_nothing(wanted: _Wanted) -> NoReturn:
    """End a check of nothing: whoever mistyped a folder must not take silence for praise."""
    places = ", ".join(map(str, wanted.paths))
    hint = "name a file, or a folder with files; hidden ones are left out"
    say(f"imagepool: there is no file to check in {places}\n  {hint}")
    raise SystemExit(MISSING)


def _require_places(wanted: _Wanted) -> None:
    if wanted.write_baseline and not wanted.baseline:
        raise click.UsageError("--write-baseline needs --baseline FILE to write to")
    if wanted.form == "html" and not wanted.out and sys.stdout.isatty():
        raise click.UsageError("name a file for the contact sheet: --out report.html")

    places = [wanted.out, wanted.baseline if wanted.write_baseline else None]
    checked = {path.resolve() for path in files_in(wanted.paths)}
    for place in filter(None, places):
        if place.resolve() in checked:
            raise click.UsageError(f"{place} is one of the files to check; name another to write")


def _known(wanted: _Wanted) -> Baseline | None:
    path = wanted.baseline
    if path is None or (wanted.write_baseline and not path.exists()):
        return None
    try:
        return Baseline.from_text(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError(
            f"the baseline cannot be read: {error}; make it with --write-baseline"
        ) from error


def _pieces(
    photos: Sequence[CheckedPhoto], concept: StyleConcept, wanted: _Wanted
) -> Iterator[str]:
    if wanted.form == "text":
        least = wanted.only or Kind.HINT
        lines = check_as_text(photos, lang=wanted.lang, least=least)
        return (f"{line}\n" for line in lines)
    if wanted.form == "json":
        shown = (photo.at_least(wanted.only) if wanted.only else photo for photo in photos)
        found = filter(None, shown)
        return check_as_json(concept.id, concept.version, found, notes=concept.notes)
    return contact_sheet(
        photos,
        concept,
        lang=wanted.lang,
        day=datetime.now().astimezone().date(),
        least=wanted.only,
    )


def _tell(pieces: Iterator[str], out: Path | None) -> None:
    if out:
        written_in_pieces(out, (piece.encode() for piece in pieces))
        return
    for piece in pieces:
        click.echo(piece, nl=False)
