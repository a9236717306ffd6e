"""``imagepool explain``."""

from __future__ import annotations

from pathlib import Path

import click

from imagepool.cli.command import Command, emit
from imagepool.cli.plugins import no_plugins_option
from imagepool.cli.reader import lang_option
from imagepool.region.region import load_region
from imagepool.style.concept import load_concept
from imagepool.style.explaining import explain as page_of, overview
from imagepool.workflows.check import HOME_REGION


@click.command(cls=Command)
@click.argument("rule", required=False)
@lang_option
@click.option(
    "--concept",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Whose levels the list shows.  [default: Nordthüringen's]",
)
@no_plugins_option
def explain(rule: str | None, lang: str, concept: Path | None, as_json: bool) -> None:
    """Print the help page of RULE: what it measures, why, and how to mend a photo.

    Without a rule, list them all, with their titles and levels.
    """
    if rule is None:
        _list(concept or load_region(HOME_REGION).concept_path, lang, as_json)
        return
    page = page_of(rule, lang)
    emit({"rule": rule, "lang": lang, "page": page}) if as_json else click.echo(page, nl=False)


def _list(concept: Path, lang: str, as_json: bool) -> None:
    rows = overview(load_concept(concept), lang)
    if as_json:
        emit([{"rule": one.rule, "title": one.title, "level": one.level} for one in rows])
        return
    name = max(len(one.rule) for one in rows)
    title = max(len(one.title) for one in rows)
    for one in rows:
        click.echo(f"{one.rule:{name}}  {one.title:{title}}  {one.told}")
