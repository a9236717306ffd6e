"""From the setting ``storage`` to the store that it names."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from imagepool.errors import ConfigurationError, InvalidRequest
from imagepool.storage.directory import DirectoryStore
from imagepool.storage.object_store import Store

__all__ = ["open_store"]


def open_store(
    location: str,
    *,
    endpoint: str = "",
    access_key: str = "",
    secret_key: str = "",
    region: str = "",
) -> Store:
    """Return the store at a folder, ``file:///FOLDER`` or ``s3://BUCKET[/PREFIX]``.

    The other arguments are for S3; without an endpoint it is Amazon's. Nothing is asked of the
    store yet. Raises ``ConfigurationError``.
    """
    scheme, separator, rest = location.partition("://")
    if not separator:
        return DirectoryStore(_folder(location))
    if scheme == "file":
        return DirectoryStore(_folder(unquote(urlsplit(location).path)))
    bucket, _, prefix = rest.partition("/")
    if scheme != "s3" or not bucket:
        raise ConfigurationError(
            f"{location!r} is no place for the store",
            setting="storage",
            hint="give a folder, or s3://BUCKET or s3://BUCKET/PREFIX",
        )
    # boto3 takes half a second to import, which a pool on a directory should not wait for.
    from imagepool.storage.s3 import S3Store  # noqa: PLC0415

    try:
        return S3Store(
            bucket,
            endpoint=endpoint,
            access_key=access_key,
            secret_key=secret_key,
            region=region,
            prefix=prefix,
        )
    except InvalidRequest as error:
        raise ConfigurationError(
            f"{prefix!r} is no prefix of keys", setting="storage", hint=error.hint
        ) from error


def _folder(path: str) -> Path:
    if not path:
        raise ConfigurationError(
            "the store has no folder", setting="storage", hint="give a folder, or s3://BUCKET"
        )
    return Path(path).expanduser()
