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
from email.utils import parseaddr
from pathlib import Path
from typing import Annotated, Any, Self, cast

from imagepool.errors import ConfigurationError
from imagepool.mail.postbox import Postbox, Security

__all__ = ["Settings"]

PREFIX = "IMAGEPOOL_"
FILE = "imagepool.toml"
DEFAULT_URL = "http://127.0.0.1:8765"


SECRETS = ("storage_secret_key", "secret_key", "smtp_password")
_NUMBERS = {"workers": (0, 64), "smtp_port": (1, 65535)}
_ONE_OF = {"plugins": ("on", "off"), "smtp_security": ("starttls", "tls", "none")}


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
    smtp_host: Annotated[str, "mail server; empty: letters wait and nobody is written to"] = ""
    smtp_port: Annotated[int, "587 for starttls, 465 for tls, as a rule"] = 587
    smtp_user: Annotated[str, "empty: the server asks for no login"] = ""
    smtp_password: Annotated[str, "password of that login"] = ""
    smtp_security: Annotated[str, "starttls, tls, or none on the same machine"] = "starttls"
    mail_sender: Annotated[str, "such as Bilderpool <bilder@example.de>"] = ""
    mail_bounces: Annotated[str, "where letters come back to, with +ID; empty: the sender"] = ""
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
        for name, choices in _ONE_OF.items():
            if getattr(self, name) not in choices:
                raise ConfigurationError(
                    f"{name} is {getattr(self, name)!r}",
                    setting=name,
                    hint=f"give {', '.join(choices[:-1])} or {choices[-1]}",
                )
        self._check_mail()
        return replace(
            self,
            home=home,
            database=self.database or f"sqlite:///{home / 'catalogue.sqlite'}",
            storage=self.storage or str(home / "store"),
            public_url=self.public_url.rstrip("/"),
            workers=self.workers or os.cpu_count() or 1,
        )

    @property
    def storage_options(self) -> Mapping[str, str]:
        """What an S3 store is opened with."""
        return {
            "endpoint": self.storage_endpoint,
            "region": self.storage_region,
            "access_key": self.storage_access_key,
            "secret_key": self.storage_secret_key,
        }

    @property
    def postbox(self) -> Postbox | None:
        """The mail server and in whose name letters go; None where none is set."""
        if not self.smtp_host:
            return None
        return Postbox(
            host=self.smtp_host,
            port=self.smtp_port,
            user=self.smtp_user,
            password=self.smtp_password,
            security=cast("Security", self.smtp_security),
            sender=self.mail_sender,
            bounces=self.mail_bounces,
        )

    def _check_mail(self) -> None:
        if self.smtp_host:
            _require_address("mail_sender", self.mail_sender)
        if self.mail_bounces:
            _require_address("mail_bounces", self.mail_bounces)
        if self.smtp_password and not self.smtp_user:
            raise ConfigurationError(
                "smtp_password is set, but no smtp_user",
                setting="smtp_user",
                hint="give the name that the password belongs to",
            )

    def shown(self) -> dict[str, str]:
        """Return every setting as text, secrets hidden: what ``imagepool config show`` prints."""
        shown = {}
        for each in fields(self):
            value = str(getattr(self, each.name))
            hidden = "(set)" if each.name in SECRETS and value else value
            shown[each.name] = re.sub(r"(?<=://)([^:/@]*):[^@/]*@", r"\1:***@", hidden)
        return shown


def _require_address(name: str, value: str) -> None:
    """Refuse what is no address of e-mail, with or without a name before it."""
    address = parseaddr(value)[1]
    if "\n" in value or not re.fullmatch(r"[^\s@+]+(?:\+[^\s@]+)?@[^\s@]+", address):
        raise ConfigurationError(
            f"{name} is {value!r}",
            setting=name,
            hint="give an e-mail address, such as Bilderpool <bilder@example.de>",
        )


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
    if name not in _NUMBERS:
        return str(value)
    text, (least, most) = str(value), _NUMBERS[name]
    if not text.isdecimal() or not least <= int(text) <= most:
        raise ConfigurationError(
            f"{name} is {text!r}", setting=name, hint=f"give a number from {least} to {most}"
        )
    return int(text)
