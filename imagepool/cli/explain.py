"""``imagepool explain``."""

from __future__ import annotations

from pathlib import Path

import click

from imagepool.cli.command import Command, emit
from imagepool.cli.opened import open_pool
from imagepool.cli.plugins import no_plugins_option
from imagepool.cli.reader import lang_option
from imagepool.errors import NotFound
from imagepool.region.region import load_region
from imagepool.style.concept import load_concept
from imagepool.style.explaining import explain as page_of, overview
from imagepool.style.publication import named_version, setting_text
from imagepool.workflows.check import HOME_REGION


class _ConceptName(click.ParamType[Path | str]):
    """A concept file, or a version of a concept that the pool of this folder has kept."""

    name = "concept"

    def convert(
        self,
        value: str | Path,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Path | str:
        """Return the path of a file that is there, else the name of a version."""
        if Path(value).is_file():
            return Path(value)
        if "@" not in str(value):
            self.fail(f"{str(value)!r} is neither a file nor ID@VERSION.", param, ctx)
        return str(value)


@click.command(cls=Command)
@click.argument("rule", required=False)
@lang_option
@click.option(
    "--concept",
    type=_ConceptName(),
    metavar="FILE|ID@VERSION",
    help="Whose levels the list shows; a version that this pool has judged by says what it "
    "required of RULE.  [default: Nordthüringen's]",
)
@no_plugins_option
def explain(rule: str | None, lang: str, concept: Path | str | None, as_json: bool) -> None:
    """Print the help page of RULE: what it measures, why, and how to mend a photo.

    Without a rule, list them all, with their titles and levels.
    """
    if isinstance(concept, str):
        _kept(concept, rule, as_json)
        return
    if rule is None:
        _list(concept or load_region(HOME_REGION).concept_path, lang, as_json)
        return
    page = page_of(rule, lang)
    emit({"rule": rule, "lang": lang, "page": page}) if as_json else click.echo(page, nl=False)


def _kept(name: str, rule: str | None, as_json: bool) -> None:
    """Print what a kept version requires; of a rule, or as a whole."""
    concept, version = named_version(name)
    with open_pool() as pool:
        kept = pool.style.version(concept, version)
    text = setting_text(kept.text, rule) if rule else kept.text.rstrip("\n")
    if not text:
        raise NotFound("rule", rule or "", hint=f"{kept.name} did not use it")
    if as_json:
        told = {"rule": rule, "concept": concept, "version": version, "since": kept.since}
        emit({**told, "sha256": kept.sha256, "text": text})
        return
    click.echo(f"# {kept.name}, by which this pool judged from {kept.since[:10]} on\n{text}")


def _list(concept: Path, lang: str, as_json: bool) -> None:
    rows = overview(load_concept(concept), lang)
    if as_json:
        emit([{"rule": one.rule, "title": one.title, "level": one.level} for one in rows])
        return
    name = max(len(one.rule) for one in rows)
    title = max(len(one.title) for one in rows)
    for one in rows:
        click.echo(f"{one.rule:{name}}  {one.title:{title}}  {one.told}")
