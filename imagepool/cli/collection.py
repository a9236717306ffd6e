"""``imagepool collection``."""

from __future__ import annotations

from typing import Any

import click

from imagepool.cli.command import Group, emit
from imagepool.cli.opened import open_pool, terminal_user
from imagepool.search.collections import Collection

_collection = click.argument("collection_id", metavar="COLLECTION")
_assets = click.argument("asset_ids", metavar="ASSET", nargs=-1, required=True)


@click.group(cls=Group)
def collection() -> None:
    """Put pictures together under a name, for everybody to find."""


@collection.command("list")
def listed(as_json: bool) -> None:
    """List the collections, the newest first; hidden ones, too."""
    with open_pool() as pool:
        found = pool.collections.all(hidden=True)
    rows = [{**_row(each.collection), "pictures": each.count} for each in found]
    if as_json:
        emit({"collections": rows})
        return
    for row in rows:
        seen = "public" if row["public"] else "hidden"
        click.echo(f"{row['id']}  {seen}  {row['pictures']:>4}  {row['title']}")


@collection.command()
@click.argument("title")
@click.option("--text", default="", help="What it is about.")
@click.option("--public", is_flag=True, help="Everybody sees it at once.")
def make(title: str, text: str, public: bool, as_json: bool) -> None:
    """Make an empty collection."""
    with open_pool() as pool:
        made = pool.collections.make(title=title, text=text, public=public, actor=terminal_user())
    emit(_row(made)) if as_json else click.echo(made.id)


@collection.command()
@_collection
def show(collection_id: str, as_json: bool) -> None:
    """List the pictures that may be shown of a collection, in its order."""
    with open_pool() as pool:
        opened = pool.collections.open(collection_id, hidden=True)
    if as_json:
        emit({**_row(opened.collection), "assets": [asset.id for asset in opened.assets]})
        return
    for asset in opened.assets:
        click.echo(f"{asset.id}  {asset.title}")


@collection.command()
@_collection
@_assets
def put(collection_id: str, asset_ids: tuple[str, ...], as_json: bool) -> None:
    """Put pictures in, behind the others."""
    with open_pool() as pool:
        count = pool.collections.put(collection_id, asset_ids, actor=terminal_user())
    emit({"id": collection_id, "put_in": count}) if as_json else click.echo(f"{count} put in")


@collection.command("take-out")
@_collection
@_assets
def take_out(collection_id: str, asset_ids: tuple[str, ...], as_json: bool) -> None:
    """Take pictures out; they stay in the pool."""
    with open_pool() as pool:
        count = pool.collections.take_out(collection_id, asset_ids, actor=terminal_user())
    emit({"id": collection_id, "taken_out": count}) if as_json else click.echo(f"{count} taken out")


@collection.command()
@_collection
@click.option("--title", help="Another title.")
@click.option("--text", help="Another text.")
@click.option("--public/--hidden", default=None, help="Who sees it: everybody, or curators.")
def change(
    collection_id: str, title: str | None, text: str | None, public: bool | None, as_json: bool
) -> None:
    """Name a collection otherwise, show it or hide it; what is not given stays."""
    with open_pool() as pool:
        standing = pool.collections.open(collection_id, hidden=True).collection
        changed = pool.collections.change(
            collection_id,
            title=standing.title if title is None else title,
            text=standing.text if text is None else text,
            public=standing.public if public is None else public,
            actor=terminal_user(),
        )
    emit(_row(changed)) if as_json else click.echo(f"{changed.id}  {changed.title}")


@collection.command()
@_collection
def remove(collection_id: str, as_json: bool) -> None:
    """Forget a collection; its pictures stay in the pool."""
    with open_pool() as pool:
        pool.collections.remove(collection_id, actor=terminal_user())
    emit({"id": collection_id, "removed": True}) if as_json else click.echo("removed")


def _row(of: Collection) -> dict[str, Any]:
    return {"id": of.id, "title": of.title, "text": of.text, "public": of.public}
