"""``imagepool check``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from imagepool.cli.command import FINDINGS, Command
from imagepool.cli.given import Given
from imagepool.cli.progress import watched
from imagepool.photo.files import files_in
from imagepool.region.region import load_region
from imagepool.style.concept import load_concept
from imagepool.style.report import CheckedPhoto, check_as_json
from imagepool.style.report_text import report_lines
from imagepool.workflows.check import HOME_REGION, check as checked_photos


@click.command(cls=Command)
@click.argument("paths", nargs=-1, required=True, type=Given())
@click.option(
    "--concept",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="An image-style concept (TOML).  [default: Nordthüringen's]",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")
@click.option("--jobs", type=click.IntRange(1, 64), help="Photos at once.  [default: processors]")
def check(
    paths: tuple[Path, ...],
    concept: Path | None,
    form: str,
    out: Path | None,
    jobs: int | None,
    as_json: bool,
) -> None:
    """Check photos against an image-style concept; needs no pool.

    One line a finding, like a linter. Exit code 1 where a photo fails or cannot be read.
    """
    concept = concept or load_region(HOME_REGION).concept_path
    total = len(files_in(paths))
    checks = checked_photos(paths, concept=concept, jobs=jobs or 0)
    photos = list(watched(checks, total=total, about="Checking"))
    text = _json(photos, concept) if as_json or form == "json" else _text(photos)
    if out:
        out.write_text(text + "\n", encoding="utf-8")
    else:
        click.echo(text)
    if any(photo.verdict in ("fail", "unreadable") for photo in photos):
        raise SystemExit(FINDINGS)


def _json(photos: list[CheckedPhoto], concept: Path) -> str:
    rules = load_concept(concept)
    data = check_as_json(rules.id, rules.version, tuple(photos))
    return json.dumps(data, ensure_ascii=False, indent=2)


def _text(photos: list[CheckedPhoto]) -> str:
    return "\n".join(line for photo in photos for line in _lines(photo))


def _lines(photo: CheckedPhoto) -> list[str]:
    if photo.report:
        return report_lines(photo.file, photo.report)
    return [f"{photo.file}: unreadable: {photo.error}"]
