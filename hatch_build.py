"""Compile the gettext catalogues when imagepool is built or installed for development."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CATALOGUES = Path("imagepool", "service", "translations")


class CompileCatalogues(BuildHookInterface[Any]):
    """Make every ``.mo`` from its ``.po``; the ``.mo`` are not committed, but go into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  (hatchling's)
        build_data["artifacts"].append(f"{CATALOGUES.as_posix()}/**/*.mo")
        for source in sorted((Path(self.root) / CATALOGUES).glob("*/LC_MESSAGES/*.po")):
            with source.open("rb") as words, source.with_suffix(".mo").open("wb") as compiled:
                write_mo(compiled, read_po(words, locale=source.parts[-3]))
