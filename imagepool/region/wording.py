"""A region's longer texts, in German and English, with its own names filled in."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass

from imagepool.region.folders import RegionFolder
from imagepool.region.tables import read_text, refuse

__all__ = ["LANGUAGES", "LEGAL_PAGES", "AgreementTemplate", "read_wording"]

LANGUAGES = ("de", "en")
LEGAL_PAGES = ("impressum", "datenschutz", "nutzungsbedingungen", "barrierefreiheit")


@dataclass(frozen=True, slots=True)
class AgreementTemplate:
    """What photographers sign; a changed text is a new version."""

    version: str
    text: Mapping[str, str]  # language -> Markdown


def read_wording(folder: RegionFolder, name: str, values: Mapping[str, str]) -> Mapping[str, str]:
    """Read ``NAME.de.md`` and ``NAME.en.md``; ``$pool_name`` and the like become `values`."""
    texts: dict[str, str] = {}
    for language in LANGUAGES:
        path = folder.file(f"{name}.{language}.md")
        try:
            texts[language] = string.Template(read_text(path)).substitute(values)
        except KeyError as error:
            known = ", ".join(f"${key}" for key in values)
            refuse(path, f"${error.args[0]}", "unknown placeholder", hint=f"Known: {known}.")
        except ValueError as error:
            refuse(path, "", f"{error}; a plain dollar sign is written $$")
    return texts
