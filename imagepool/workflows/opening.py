"""Opening: from settings to a workshop with every room open, or one clear error."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from imagepool.catalogue.catalogue import Catalogue
from imagepool.errors import ConfigurationError
from imagepool.index.asset_index import AssetIndex
from imagepool.jobs.opening import open_queue
from imagepool.mail.postbox import Postbox
from imagepool.photo.darkroom import Darkroom
from imagepool.photo.limits import Limits
from imagepool.region.region import load_region
from imagepool.rights.licenses import load_licenses
from imagepool.rights.proof.signing import KeyFile
from imagepool.rights.statement import PoolIdentity
from imagepool.storage.opening import open_store
from imagepool.style.concept import read_concept
from imagepool.workflows.boundaries import region_in
from imagepool.workflows.concepts import publish_concept
from imagepool.workflows.develop import PRELOAD
from imagepool.workflows.vocabulary import edition_of
from imagepool.workflows.workshop import Workshop


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a pool lives and whose it is; every field is settled."""

    home: Path
    database: str
    storage: str
    storage_options: Mapping[str, str]
    region: str
    concept: str
    public_url: str
    workers: int
    postbox: Postbox | None = None


def open_workshop(place: Place, *, upgrade: bool = False) -> Workshop:
    """Open every room; an empty database gets its tables.

    Raises ``ConfigurationError`` where the tables are of another version and ``upgrade`` is not
    asked for, and whatever a room refuses with.
    """
    _make_home(place.home)
    region_name = region_in(place.home, place.region)
    region = load_region(region_name)
    limits = Limits()
    file = Path(place.concept) if place.concept else region.concept_path
    concept = read_concept(file)
    catalogue = Catalogue.open(place.database)
    queue = open_queue(place.database)
    if _must_upgrade(catalogue, upgrade=upgrade):
        queue.prepare()  # first: from the catalogue's tables, made last, is seen that all stand
        catalogue.upgrade()
    return Workshop(
        region=region,
        region_name=region_name,
        concept=publish_concept(catalogue, concept, file=str(file)),
        licenses=load_licenses(),
        identity=PoolIdentity(name=region.pool_name, url=place.public_url, email=region.pool_email),
        limits=limits,
        catalogue=catalogue,
        store=open_store(place.storage, **place.storage_options),
        index=AssetIndex(place.home / "index", edition_of(region_name)),
        queue=queue,
        darkroom=Darkroom(workers=place.workers, limits=limits, preload=PRELOAD),
        key_file=KeyFile(place.home / "keys" / "receipts.pem"),
        postbox=place.postbox,
    )


def _must_upgrade(catalogue: Catalogue, *, upgrade: bool) -> bool:
    state = catalogue.schema_state()
    if state == "current":
        return upgrade  # the jobs' tables are looked after on the same occasion
    if state == "ahead":
        raise ConfigurationError(
            "the database was made by a newer imagepool",
            setting="database",
            hint="run that version, or go back with its `imagepool db downgrade`",
        )
    if state == "behind" and not upgrade:
        raise ConfigurationError(
            "the database was made by an older imagepool",
            setting="database",
            hint="make a backup, then run `imagepool db upgrade`",
        )
    return True


def _make_home(home: Path) -> None:
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(
            f"the folder {home} cannot be made: {error.strerror}",
            setting="home",
            hint="set IMAGEPOOL_HOME to a folder that you may write to",
        ) from error


def secret_in(home: Path, secret_key: str, purpose: str) -> bytes:
    """Return 32 bytes for a purpose, derived from the setting or from a secret kept in home."""
    root = secret_key.encode() if secret_key else _kept_secret(home / "keys" / "secret")
    return hmac.new(root, purpose.encode(), hashlib.sha256).digest()


def _kept_secret(path: Path) -> bytes:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    drafted = path.with_name(f".secret-{secrets.token_hex(8)}")
    with suppress(FileExistsError):
        descriptor = os.open(drafted, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(32))
        try:
            os.link(drafted, path)  # whoever links first wins, and everybody reads the same
        finally:
            drafted.unlink()
    return path.read_bytes()
