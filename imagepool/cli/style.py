"""``imagepool style``: the life of the image-style concept."""

from __future__ import annotations

from pathlib import Path

import click

from imagepool.asset import State
from imagepool.cli.command import FINDINGS, Group, emit, say
from imagepool.cli.given import Given
from imagepool.cli.opened import open_pool
from imagepool.cli.plugins import no_plugins_option
from imagepool.cli.progress import watched
from imagepool.photo.files import files_in
from imagepool.region.region import load_region
from imagepool.settings import Settings
from imagepool.style.calibration.agreement import RuleAgreement
from imagepool.style.calibration.learning_text import lessons_as_toml
from imagepool.style.calibration.trying import Tried
from imagepool.style.calibration.trying_text import trials_as_text
from imagepool.style.concept import parse_concept, read_concept
from imagepool.style.publication import PublishedConcept, named_version
from imagepool.workflows.learn import Learning

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.group(cls=Group)
def style() -> None:
    """Write, try, publish and revise an image-style concept."""


@style.command()
@click.argument("paths", nargs=-1, required=True, type=Given(), metavar="DIR...")
@click.option(
    "--concept",
    type=_FILE,
    help="Beside whose limits the proposals stand.  [default: that of this folder's settings]",
)
@click.option("--jobs", type=click.IntRange(1, 64), help="Photos at once.  [default: processors]")
@no_plugins_option
def learn(paths: tuple[Path, ...], concept: Path | None, jobs: int | None, as_json: bool) -> None:
    """Propose limits and a palette from photos that the region loves.

    Prints TOML: for each rule where the photos lie, how many of them today's limits flag, and the
    limits that they propose. Nothing is changed; needs no pool.
    """
    file = concept or _present()
    text = read_concept(file)
    parse_concept(text, file=str(file))  # what is wrong in it is told with its name
    learning = Learning(text, jobs or 0)
    for _ in watched(learning.measure(paths), total=len(files_in(paths)), about="Measuring"):
        pass
    for name, error in learning.unreadable.items():
        say(f"{name}: unreadable: {error}")
    _tell_lessons(learning, as_json=as_json)
    if learning.unreadable:
        raise SystemExit(FINDINGS)


def _tell_lessons(learning: Learning, *, as_json: bool) -> None:
    lessons, palette = learning.lessons(), learning.palette()
    photos, present = len(learning.looked), parse_concept(learning.concept)
    name = f"{present.id}@{present.version}"
    if as_json:
        emit(
            {
                "concept": {"id": present.id, "version": present.version},
                "photos": photos,
                "unreadable": {file: str(error) for file, error in learning.unreadable.items()},
                "rules": [lesson.as_json() for lesson in lessons],
                "palette": [{"color": one.color, "share": one.share} for one in palette],
            }
        )
        return
    for line in lessons_as_toml(lessons, palette, photos=photos, concept=name):
        click.echo(line)


@style.command("try")
@click.argument("concept", type=_FILE, metavar="NEW.toml")
@click.option(
    "--state",
    "states",
    type=click.Choice([str(state) for state in State]),
    multiple=True,
    help="Only photos in this state; repeatable.  [default: published, returned, rejected]",
)
@click.option("--limit", type=click.IntRange(1), help="At most so many photos, the newest first.")
@click.option("--warnings", is_flag=True, help="Tell of changed warnings, too.")
def try_(
    concept: Path, states: tuple[str, ...], limit: int | None, warnings: bool, as_json: bool
) -> None:
    """Show which photos of the pool would flip under another concept, and why.

    What is kept of earlier measurements is used where rule, measure and options are the same; the
    rest is measured again, and said so. Nothing is changed.
    """
    text = read_concept(concept)
    new = parse_concept(text, file=str(concept))
    for note in new.notes:
        say(f"note: {note}")
    chosen = tuple(State(state) for state in states)
    with open_pool() as pool:
        trials = pool.style.try_concept(text, states=chosen, limit=limit)
        total = pool.style.count(chosen, limit)
        tried = Tried.of(watched(trials, total=total, about="Trying"))
    if as_json:
        emit({"concept": {"id": new.id, "version": new.version}, **tried.as_json()})
        return
    for line in trials_as_text(tried, f"{new.id}@{new.version}", warnings=warnings):
        click.echo(line)


@style.command()
def agree(as_json: bool) -> None:
    """Report for each rule how often curators overruled it, and what it missed.

    Precision is of the photos on which the rule spoke and a curator decided; recall is of the
    defects that are known, those that curators noted included.
    """
    with open_pool() as pool:
        found = pool.style.agreement()
    if as_json:
        emit({"rules": [each.as_json() for each in found]})
        return
    if not found:
        say("no photo with a finding has been decided on yet")
        return
    click.echo(f"{'rule':18} measure  spoke  overruled  missed  precision          recall")
    for each in found:
        click.echo(_agreement_line(each))


def _agreement_line(one: RuleAgreement) -> str:
    between = one.precision_range
    around = f" ({between[0]:.2f}-{between[1]:.2f})" if between else ""
    precision = f"{_share(one.precision)}{around}"
    return (
        f"{one.rule:18} {one.measure_version:>7} {one.spoke:>6} {one.overruled:>10} "
        f"{one.missed:>7}  {precision:17}  {_share(one.recall)}"
    )


def _share(share: float | None) -> str:
    return "-" if share is None else f"{share:.2f}"


@style.command()
@click.argument("name", required=False, metavar="[ID@VERSION]")
def versions(name: str | None, as_json: bool) -> None:
    """List the versions of the concept that this pool has judged by, or print the text of one."""
    with open_pool() as pool:
        kept = pool.style.versions()
        one = pool.style.version(*named_version(name)) if name else None
    if as_json:
        chosen = [one] if one else kept
        emit([{**_version(each), **({"text": each.text} if one else {})} for each in chosen])
        return
    if one:
        click.echo(one.text, nl=False)
        return
    for each in kept:
        click.echo(f"{each.name}  {each.since[:10]}  {each.sha256}")


def _version(kept: PublishedConcept) -> dict[str, object]:
    return {name: getattr(kept, name) for name in ("id", "version", "since", "sha256")}


def _present() -> Path:
    """Return the concept that a pool of this folder would judge by."""
    settings = Settings.read().resolved()
    return Path(settings.concept) if settings.concept else load_region(settings.region).concept_path
