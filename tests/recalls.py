"""Recalls for tests: pictures that went out to holders, and a mail server that tells them."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from pathlib import Path

from imagepool.pool import Pool
from imagepool.rights.declarations import Declarations
from imagepool.rights.recalls.recall import Cause, Recall, Severity
from imagepool.rights.uses import Audience, Channel, Purpose, Use
from imagepool.workflows.download import Delivery
from tests.pools import CREATOR, titled_photo

USE = Use(purpose=Purpose.TOURISM, channel=Channel.WEB, audience=Audience.PUBLIC)
ACTOR = "anna@example.org"


def mail_settings(port: int) -> dict[str, object]:
    """Return the settings of a pool that writes to a mail server of the tests."""
    return {
        "smtp_host": "127.0.0.1",
        "smtp_port": port,
        "smtp_security": "none",
        "mail_sender": "Bilderpool <bilder@example.org>",
    }


def published(
    pool: Pool, folder: Path, seed: int = 1, *, license_id: str = "CC-BY-4.0", title: str = ""
) -> str:
    """Return the id of a picture that is published, with nothing to release."""
    path = folder / f"seed-{seed}.jpg"
    path.write_bytes(titled_photo(seed, title=title or f"Bild {seed}"))
    [outcome] = pool.ingest(
        [path],
        license=license_id,
        creator=CREATOR,
        publish=True,
        declarations=Declarations.nothing_to_release(),
    )
    asset = pool.asset(str(outcome.id))
    assert asset.state == "published", outcome
    return asset.id


def taken(pool: Pool, asset_id: str, contact: str = "", preset: str = "screen") -> Delivery:
    """Take a licensed download."""
    return pool.download(asset_id, preset, USE, contact=contact, accepted_terms=True)


def recalled(
    pool: Pool, *asset_ids: str, severity: Severity = Severity.STOP_USE, **terms: object
) -> Recall:
    """Open a recall because a consent was withdrawn."""
    return pool.recalls.open(
        asset_ids,
        cause=Cause.RELEASE_WITHDRAWN,
        severity=severity,
        actor=ACTOR,
        **terms,  # type: ignore[arg-type]  # terms by name
    )


def worked(pool: Pool) -> None:
    """Do what waits."""
    pool.work(threading.Event(), until_empty=True)


def acts(pool: Pool, asset_id: str) -> list[str]:
    """Return what happened to an asset."""
    return [event.act for event in pool.events(asset_id)]


def stored(pool: Pool, asset_id: str) -> list[str]:
    """Return the keys of the asset's renditions that lie in the store."""
    digest = pool.asset(asset_id).original.digest
    keys: Iterable[str] = pool._workshop.store.keys(f"renditions/{digest[:2]}/{digest}/")
    return list(keys)
