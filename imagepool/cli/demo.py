"""``imagepool demo``: the main job on the embedded default, told step by step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from imagepool.cli.account import login_link
from imagepool.cli.command import FINDINGS, Command, emit, say
from imagepool.cli.ingest import as_line
from imagepool.cli.progress import watched
from imagepool.cli.reader import readers_language
from imagepool.cli.written import written
from imagepool.photo.scenes import write_scenes
from imagepool.pool import Pool
from imagepool.rights.people import Role
from imagepool.rights.uses import Channel, Purpose, Use
from imagepool.service.serving import serve as serve_pages
from imagepool.settings import Settings
from imagepool.workflows.download import Delivery
from imagepool.workflows.ingest import IngestOutcome, photos_in

BESIDE = Path("../shared/data/photos")
HOME = Path("imagepool-demo")
CURATOR = "demo@example.org"
LICENSE = "LicenseRef-Bilderpool-1.0"
CREATOR = "Jana Beispiel"
SCENE_SEARCHES = ("Fachwerkhäuser", "Muehlhausen", "orientation:landscape")


@click.command(cls=Command)
@click.option(
    "--photos",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder of photos.  [default: those beside the project, else drawn scenes]",
)
@click.option("--no-serve", is_flag=True, help="End after the tour.")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True)
def demo(photos: Path | None, no_serve: bool, port: int, as_json: bool) -> None:
    """Take photos in, check, publish, search, download, verify, and serve: a tour of the pool.

    Needs nothing but this folder, and keeps its pool in ./imagepool-demo (or IMAGEPOOL_HOME).
    Again is harmless.
    """
    settings = _settings(port)
    photos = photos or (BESIDE if BESIDE.is_dir() else None)
    folder = photos or write_scenes(settings.home / "scenes")
    with Pool.open(settings) as pool:
        outcomes = _take_in(pool, folder, as_json=as_json)
        _search(pool, SCENE_SEARCHES if photos is None else _words(pool), as_json=as_json)
        delivery = _download(pool, settings.home / "downloads", as_json=as_json)
        pool.accounts.admit(CURATOR, name="Demo-Redaktion", role=Role.CURATOR)
        address = f"http://127.0.0.1:{port}"
        link = login_link(pool, CURATOR, base=address)
    if delivery is None and outcomes:
        raise SystemExit(FINDINGS)
    if not no_serve:
        _serve(settings, address, link, port, as_json=as_json)


def _settings(port: int) -> Settings:
    settings = Settings.read()
    if settings.home != Settings().resolved().home:
        return settings
    fresh = Settings(home=HOME, region=settings.region, public_url=f"http://127.0.0.1:{port}")
    return replace(fresh, workers=settings.workers).resolved()


def _take_in(pool: Pool, folder: Path, *, as_json: bool) -> list[IngestOutcome]:
    say(f"Taking in the photos of {folder}")
    steps = pool.ingest([folder], license=LICENSE, creator=CREATOR, publish=True, actor="demo")
    outcomes = list(watched(steps, total=len(photos_in([folder])), about="Ingesting"))
    if as_json:
        for outcome in outcomes:
            emit(as_line(outcome))
    else:
        _table(outcomes, pool)
    return outcomes


def _table(outcomes: list[IngestOutcome], pool: Pool) -> None:
    table = Table(title="What was taken, and what was returned and why")
    for column in ("photo", "outcome", "state", "why"):
        table.add_column(column, overflow="fold")
    told = {each.file: _why(each, pool) for each in outcomes}
    plain = Counter((each.outcome, each.state or "") for each in outcomes if not told[each.file])
    for (outcome, state), count in sorted(plain.items()):
        table.add_row(f"{count} photos", outcome, state, "")
    for each in sorted(outcomes, key=lambda outcome: (outcome.outcome, outcome.file)):
        if told[each.file]:
            table.add_row(Path(each.file).name, each.outcome, each.state or "", told[each.file])
    Console().print(table)


def _why(outcome: IngestOutcome, pool: Pool) -> str:
    if outcome.error:
        return outcome.error["message"]
    report = outcome.report or (pool.report(outcome.id) if outcome.id else None)
    findings = report.findings if report else ()
    failed = [each.message["en"] for each in findings if each.verdict == "fail"]
    twin = [f"looks like {outcome.twin}"] if outcome.twin else []
    return " ".join([*failed, *twin])


def _words(pool: Pool) -> tuple[str, ...]:
    """Return searches that fit photos of which only the names are known."""
    titles = [hit.asset.title for hit in pool.search("", patient=True).hits]
    words = [max(title.replace("_", " ").replace("-", " ").split(), key=len) for title in titles]
    return (*words[:2], "orientation:portrait")


def _search(pool: Pool, queries: tuple[str, ...], *, as_json: bool) -> None:
    for query in queries:
        page = pool.search(query, patient=True)
        titles = [hit.asset.title for hit in page.hits[:4]]
        if as_json:
            emit({"query": query, "total": page.total, "titles": titles})
        else:
            click.echo(f"Search {query!r}: {page.total} found: {', '.join(titles)}")


def _download(pool: Pool, folder: Path, *, as_json: bool) -> Delivery | None:
    page = pool.search("", patient=True)
    if not page.hits:
        say("Nothing was published, so nothing can be downloaded.")
        return None
    use = Use(purpose=Purpose.TOURISM, channel=Channel.WEB)
    delivery = pool.download(
        page.hits[0].asset.id, "screen", use, recipient="Demo", accepted_terms=True
    )
    file = written(folder / delivery.file_name, delivery.data)
    receipt = written(folder / delivery.receipt_name, delivery.signed)
    lang = readers_language()
    paper = written(folder / delivery.receipt.paper_name(lang), delivery.paper(lang))
    verified = [pool.verify(path.read_bytes()).valid for path in (file, receipt, paper)]
    told = {
        "file": str(file),
        "receipt": str(receipt),
        "receipt_pdf": str(paper),
        "credit_line": delivery.credit_line,
        "verified": all(verified),
    }
    if as_json:
        emit(told)
    else:
        click.echo(f"Downloaded {file}\nReceipt    {receipt}\n           {paper}")
        click.echo(f"Credit line, to be printed exactly so: {delivery.credit_line}")
        click.echo("All verify: unchanged, and signed by this pool" if all(verified) else "FORGED")
    return delivery


def _serve(settings: Settings, address: str, link: str, port: int, *, as_json: bool) -> None:
    def ready(_address: str) -> None:
        if as_json:
            emit({"address": address, "login": link})
        else:
            click.echo(f"\nThe pool is open at {address}\nAs its curator, once: {link}")
            click.echo("Ctrl-C ends it")

    open_pool: Callable[[], Pool] = lambda: Pool.open(settings)  # noqa: E731  (a callable argument)
    serve_pages(open_pool, host="127.0.0.1", port=port, alongside=Pool.work, ready=ready)
