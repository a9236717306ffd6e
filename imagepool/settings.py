"""Settings: read once from ``imagepool.toml`` and the environment, checked, never guessed.

The environment wins: ``IMAGEPOOL_DATABASE`` overrides ``database`` in the file. A secret can lie in
a file of its own: ``IMAGEPOOL_SECRET_KEY_FILE=/run/secrets/key``.
"""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Annotated, Any, Self

from imagepool.errors import ConfigurationError

__all__ = ["Settings"]

PREFIX = "IMAGEPOOL_"
FILE = "imagepool.toml"
DEFAULT_URL = "http://127.0.0.1:8765"


SECRETS = ("storage_secret_key", "secret_key")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where a pool keeps its things, and whose pool it is."""

    home: Annotated[Path, "folder of the embedded default"] = Path("imagepool-data")
    database: Annotated[str, "sqlite:///FILE or postgresql://...; empty: a file in home"] = ""
    storage: Annotated[str, "a folder, or s3://BUCKET[/PREFIX]; empty: a folder in home"] = ""
    storage_endpoint: Annotated[str, "URL of the S3 server; empty: Amazon's"] = ""
    storage_region: Annotated[str, "region of the S3 server, where it has any"] = ""
    storage_access_key: Annotated[str, "empty: boto3's own chain of credentials"] = ""
    storage_secret_key: Annotated[str, "secret of that key"] = ""
    region: Annotated[str, "id of a shipped region pack, or a folder"] = "nordthueringen"
    concept: Annotated[str, "image-style concept (TOML); empty: the region's own"] = ""
    public_url: Annotated[str, "where people reach the pool; goes into every file"] = DEFAULT_URL
    secret_key: Annotated[str, "signs sessions; empty: made once and kept in home"] = ""
    workers: Annotated[int, "photos developed at once; 0: one a processor"] = 0
    plugins: Annotated[str, "on; off: only the rules that imagepool brings along"] = "on"

    @classmethod
    def read(cls, environ: Mapping[str, str] = os.environ, *, folder: Path | None = None) -> Self:
        """Read the file in ``folder`` (default: here), then the environment.

        ``IMAGEPOOL_CONFIG`` names another file. Raises ``ConfigurationError`` with a hint for an
        unknown key, a wrong type, or a file that does not parse.
        """
        named = environ.get(PREFIX + "CONFIG", "")
        path = Path(named) if named else (folder or Path()) / FILE
        values = _from_file(path, required=bool(named))
        values |= _from_environment(environ)
        return cls(**{name: _typed(name, value) for name, value in values.items()}).resolved()

    def resolved(self) -> Self:
        """Return the same settings with every default that depends on ``home`` filled in."""
        home = Path(self.home).expanduser().absolute()  # a plain text is a path too
        if not self.public_url.startswith(("http://", "https://")):
            raise ConfigurationError(
                f"public_url is {self.public_url!r}",
                setting="public_url",
                hint="give a whole URL, such as https://bilder.example.de",
            )
        if self.plugins not in {"on", "off"}:
            raise ConfigurationError(
                f"plugins is {self.plugins!r}", setting="plugins", hint="give on or off"
            )
        return replace(
            self,
            home=home,
            database=self.database or f"sqlite:///{home / 'catalogue.sqlite'}",
            storage=self.storage or str(home / "store"),
            public_url=self.public_url.rstrip("/"),
            workers=self.workers or os.cpu_count() or 1,
        )

    def shown(self) -> dict[str, str]:
        """Return every setting as text, secrets hidden: what ``imagepool config show`` prints."""
        shown = {}
        for each in fields(self):
            value = str(getattr(self, each.name))
            hidden = "(set)" if each.name in SECRETS and value else value
            shown[each.name] = re.sub(r"(?<=://)([^:/@]*):[^@/]*@", r"\1:***@", hidden)
        return shown


_FIELDS = {each.name: each for each in fields(Settings)}


def _from_file(path: Path, *, required: bool) -> dict[str, object]:
    if not path.is_file():
        if required:
            raise ConfigurationError(f"there is no file {path}", hint="see IMAGEPOOL_CONFIG")
        return {}
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(f"{path}: {error}", hint="mend the file") from error
    for name in values:
        _known(name, where=str(path))
    return values


def _from_environment(environ: Mapping[str, str]) -> dict[str, object]:
    values: dict[str, object] = {}
    for variable, value in environ.items():
        name = variable.removeprefix(PREFIX).lower()
        if not variable.startswith(PREFIX) or name == "config" or name.startswith("test_"):
            continue
        if name.endswith("_file") and name.removesuffix("_file") in _FIELDS:
            values[name.removesuffix("_file")] = _secret(variable, value)
        else:
            _known(name, where=f"the environment ({variable})")
            values[name] = value
    return values


def _secret(variable: str, path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"{variable} names {path}, which cannot be read",
            setting=variable,
            hint="check the path and its permissions",
        ) from error


def _known(name: str, *, where: str) -> None:
    if name in _FIELDS:
        return
    close = difflib.get_close_matches(name, _FIELDS, n=1)
    hint = f"did you mean {close[0]!r}?" if close else "imagepool config show lists all settings"
    raise ConfigurationError(f"unknown setting {name!r} in {where}", setting=name, hint=hint)


def _typed(name: str, value: object) -> Any:
    if name == "home":
        return Path(str(value))
    if name != "workers":
        return str(value)
    text = str(value)
    if not text.isdecimal() or not 0 <= int(text) <= 64:
        raise ConfigurationError(
            f"workers is {text!r}", setting="workers", hint="give a number from 0 to 64"
        )
    return int(text)
