"""The licenses that a pool offers, read from their folder.

Each is ``<SPDX identifier>.toml`` (terms), ``.de.md`` and ``.en.md`` (texts). They are never
edited after first use: the terms name the texts' SHA-256, and a text that does not fit is refused.
"""

from __future__ import annotations

import difflib
import hashlib
import tomllib
from collections.abc import Mapping
from pathlib import Path

from imagepool.errors import ConfigurationError, NotFound
from imagepool.rights.license import Attribution, Clause, License, Permission
from imagepool.rights.license_terms import parse_terms
from imagepool.rights.words import LANGUAGES

__all__ = [
    "Attribution",
    "Clause",
    "License",
    "Permission",
    "license_named",
    "licenses_folder",
    "load_licenses",
]


def licenses_folder() -> Path:
    """Return the folder that came with the program: in the package, or beside it in a checkout."""
    package = Path(__file__).parents[1]
    shipped = package / "_licenses"
    return shipped if shipped.is_dir() else package.parent / "licenses"


def load_licenses(folder: Path | None = None) -> Mapping[str, License]:
    """Return all licenses of a folder by their SPDX identifiers.

    Raises ``ConfigurationError`` where there are none, or one does not hold together.
    """
    folder = folder or licenses_folder()
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        raise ConfigurationError(
            f"there are no licenses in {folder}",
            setting="licenses",
            hint="each license is one .toml, one .de.md and one .en.md",
        )
    return {path.stem: _load(path) for path in paths}


def license_named(license_id: str, licenses: Mapping[str, License] | None = None) -> License:
    """Return the license with this SPDX identifier; raises ``NotFound`` with suggestions."""
    known = load_licenses() if licenses is None else licenses
    if license_id in known:
        return known[license_id]
    folded = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(license_id.casefold(), folded, n=2, cutoff=0.5)
    names = [folded[name] for name in near] or list(known)
    raise NotFound("license", license_id, hint=f"did you mean {' or '.join(names)}?")


def _load(path: Path) -> License:
    texts = {language: _read(path.with_suffix(f".{language}.md")) for language in LANGUAGES}
    try:
        terms = tomllib.loads(_read(path).decode())
        license_ = parse_terms(terms, {name: text.decode() for name, text in texts.items()})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _wrong(path, str(error)) from error
    except ConfigurationError as error:
        raise _wrong(path, error.message) from error
    if license_.id != path.stem:
        raise _wrong(path, f"its id is {license_.id!r}, not its file's name")
    for language, text in texts.items():
        if hashlib.sha256(text).hexdigest() != terms["text_sha256"][language]:
            raise _wrong(path, f"its text {path.stem}.{language}.md was changed")
    return license_


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _wrong(path, error.strerror or "it cannot be read") from error


def _wrong(path: Path, why: str) -> ConfigurationError:
    return ConfigurationError(
        f"license {path.name}: {why}",
        setting="licenses",
        hint="a license in use is never edited; new terms are a new version in new files",
    )
