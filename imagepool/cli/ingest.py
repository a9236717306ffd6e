"""``imagepool ingest``."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from imagepool.cli.command import DONE, FINDINGS, Command, emit, say
from imagepool.cli.declaring import declare_option
from imagepool.cli.given import Given
from imagepool.cli.opened import open_pool, terminal_user
from imagepool.cli.progress import watched
from imagepool.rights.declarations import Declarations
from imagepool.workflows.ingest import IngestOutcome, photos_in


@click.command(cls=Command)
@click.argument("paths", nargs=-1, required=True, type=Given())
@click.option("--license", "license_id", required=True, help="SPDX id, such as CC-BY-4.0.")
@click.option("--creator", multiple=True, required=True, help="Who took the photos; repeatable.")
@click.option(
    "--publish", is_flag=True, help="Sign the agreement for CREATOR, publish what no rule fails."
)
@declare_option
@click.option("--sidecar", is_flag=True, help="Read an XMP file beside each photo; it wins.")
@click.option("--jobs", type=click.IntRange(1, 64), help="Photos at once.  [default: processors]")
def ingest(
    paths: tuple[Path, ...],
    license_id: str,
    creator: tuple[str, ...],
    publish: bool,
    declarations: Declarations | None,
    sidecar: bool,
    jobs: int | None,
    as_json: bool,
) -> None:
    """Take photos into the pool; files and folders.

    Again is harmless: what is there already is named and left as it is, and an interrupted run
    takes up where it stopped. Without --publish the photos wait for a curator.
    """
    with open_pool(create=True, workers=jobs) as pool:
        counts: Counter[str] = Counter()
        total = len(photos_in(paths, sidecar=sidecar))
        with closing(
            pool.ingest(
                paths,
                license=license_id,
                creator=creator,
                publish=publish,
                actor=terminal_user(),
                sidecar=sidecar,
                declarations=declarations,
            )
        ) as outcomes:
            for outcome in watched(outcomes, total=total, about="Ingesting"):
                counts[outcome.outcome] += 1
                emit(as_line(outcome)) if as_json else click.echo(_told(outcome))
    say(", ".join(f"{count} {outcome}" for outcome, count in sorted(counts.items())) or "no files")
    raise SystemExit(FINDINGS if counts["returned"] or counts["refused"] else DONE)


def as_line(outcome: IngestOutcome) -> dict[str, Any]:
    """Return the JSON line of one file."""
    return {
        "file": outcome.file,
        "outcome": outcome.outcome,
        "id": outcome.id,
        "state": outcome.state,
        "twin": outcome.twin,
        "error": dict(outcome.error) if outcome.error else None,
        "findings": failed_rules(outcome),
        "contrary": [asdict(each) for each in outcome.contrary],
    }


def failed_rules(outcome: IngestOutcome) -> list[str]:
    """Return the rules that fail the photo."""
    findings = outcome.report.findings if outcome.report else ()
    return [finding.rule for finding in findings if finding.verdict == "fail"]


def _told(outcome: IngestOutcome) -> str:
    parts = [outcome.file, outcome.outcome, outcome.id or ""]
    if outcome.error:
        parts.append(outcome.error["message"])
    if outcome.outcome == "returned":
        parts.append("fails " + ", ".join(failed_rules(outcome)))
    parts += (f"but the file says {each.kind} {each.stated!r}" for each in outcome.contrary)
    if outcome.twin:
        parts.append(f"looks like {outcome.twin}")
    return "  ".join(part for part in parts if part)
