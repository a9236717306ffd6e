"""Read the terms of a license out of their TOML; strict, for what is misspelled must not widen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar, get_args

from imagepool.errors import ConfigurationError
from imagepool.rights.license import Attribution, License, Permission, Ruling
from imagepool.rights.uses import Audience, Channel, Purpose
from imagepool.rights.words import LANGUAGES, LangText

__all__ = ["parse_terms"]

_Kind = TypeVar("_Kind", bound=StrEnum)
_Value = TypeVar("_Value")


def parse_terms(terms: Mapping[str, Any], text: LangText) -> License:
    """Return the license that these terms and this text make.

    Raises ``ConfigurationError`` for an unknown or missing key, a wrong type, and a clause that
    the texts do not have.
    """
    table = _Table(terms, "")
    digests = _texts(table.table("text_sha256"))
    clauses = table.tables("clauses")
    license_ = License(
        id=table.take("id", str),
        version=table.take("version", str),
        short_name=table.take("short_name", str),
        title=_texts(table.table("title")),
        summary=_texts(table.table("summary")),
        usage_terms=_texts(table.table("usage_terms")),
        url=table.take("url", str),
        text=text,
        text_sha256=digests["de"],
        purposes=_permissions(table.tables("purposes"), Purpose),
        channels=_permissions(table.tables("channels"), Channel),
        audiences=_permissions(table.tables("audiences"), Audience),
        clauses={name: _texts(clause) for name, clause in clauses.items()},
        default_clause=table.take("default_clause", str),
        conditions=table.names("conditions"),
        attribution=_attribution(table.table("attribution")),
        marked=table.take("marked", bool),
        alterations=_alterations(table),
        modify=table.choice("modify", "none", "crop", "any"),
        modify_clause=table.take("modify_clause", str),
        sublicense=table.take("sublicense", bool),
        share_alike=table.take("share_alike", bool),
        revocable=table.take("revocable", bool),
        recall_days=table.take("recall_days", int),
        specimen_copy=table.take("specimen_copy", bool),
        data_mining=table.take("data_mining", str),
        print_run_max=table.maybe("print_run_max", int),
        purpose_limit=_maybe_texts(table, "purpose_limit"),
        territory=_territory(table),
        other_constraints=_maybe_texts(table, "other_constraints"),
        valid_from=table.take("valid_from", date),
        superseded_by=table.maybe("superseded_by", str),
    )
    table.finish()
    _require_clauses(license_)
    return license_


_ALTERATIONS: Mapping[str, tuple[str, ...]] = {
    "none": ("AL-CLR", "AL-CRP", "AL-DCL", "AL-FLP", "AL-MRG", "AL-RET"),
    "crop": ("AL-CLR", "AL-DCL", "AL-FLP", "AL-MRG", "AL-RET"),
    "any": (),
}
"""What ``modify`` forbids, in the words of PLUS, where the license does not list it itself."""

_REGION = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")


def _alterations(table: _Table) -> tuple[str, ...]:
    modify = table.peek("modify")
    forbidden = _ALTERATIONS.get(modify, ())
    if not table.has("alterations"):
        return forbidden
    stated = table.names("alterations")
    for unknown in sorted(set(stated) - set(_ALTERATIONS["none"])):
        raise ConfigurationError(f"{unknown!r} is no alteration that PLUS knows")
    if (modify == "none" and set(stated) != set(forbidden)) or (modify == "any" and stated):
        raise ConfigurationError(f"alterations say something else than modify = {modify!r}")
    return tuple(sorted(stated))


def _territory(table: _Table) -> tuple[str, ...]:
    regions = table.names("territory") if table.has("territory") else ()
    for wrong in (each for each in regions if not _REGION.fullmatch(each)):
        raise ConfigurationError(f"{wrong!r} is no country or region of ISO 3166")
    return regions


def _maybe_texts(table: _Table, key: str) -> LangText | None:
    return _texts(table.table(key)) if table.has(key) else None


def _attribution(table: _Table) -> Attribution:
    attribution = Attribution(
        required=table.take("required", bool),
        placement=table.choice("placement", "on", "adjacent", "credits", "none"),
        template=table.take("template", str),
        notice=table.take("notice", str),
    )
    table.finish()
    return attribution


def _permissions(tables: Mapping[str, _Table], kind: type[_Kind]) -> Mapping[_Kind, Permission]:
    permissions = {}
    for name, table in tables.items():
        if name not in list(kind):
            raise ConfigurationError(f"{name!r} is none of {', '.join(kind)}")
        permissions[kind(name)] = Permission(
            verdict=table.choice("verdict", *get_args(Ruling)),
            clause=table.take("clause", str),
            conditions=table.names("conditions") if table.has("conditions") else (),
        )
        table.finish()
    return permissions


def _texts(table: _Table) -> LangText:
    texts = {language: table.take(language, str) for language in LANGUAGES}
    table.finish()
    return texts


def _require_clauses(license_: License) -> None:
    named = {license_.default_clause, license_.modify_clause, *license_.conditions}
    for permissions in (license_.purposes, license_.channels, license_.audiences):
        for permission in permissions.values():
            named |= {permission.clause, *permission.conditions}
    for unsaid in sorted(named - set(license_.clauses)):
        raise ConfigurationError(f"the clause {unsaid!r} has no sentence")
    for language in LANGUAGES:
        anchors = {clause.id for clause in license_.text_clauses(language)}
        for missing in sorted(set(license_.clauses) - anchors):
            raise ConfigurationError(f"the clause {missing!r} is not in the {language} text")


class _Table:
    """A TOML table of which every key is taken once, and none is left over."""

    def __init__(self, values: object, name: str) -> None:
        if not isinstance(values, Mapping):
            raise ConfigurationError(f"{name!r} must be a table")
        self._values = dict(values)
        self._name = name

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def has(self, key: str) -> bool:
        return key in self._values

    def peek(self, key: str) -> str:
        return str(self._values.get(key, ""))

    def take(self, key: str, kind: type[_Value]) -> _Value:
        if key not in self._values:
            raise ConfigurationError(f"{self._path(key)} is missing")
        value = self._values.pop(key)
        # A bool is an int to Python, but not to the author of a license.
        if not isinstance(value, kind) or isinstance(value, bool) is not (kind is bool):
            raise ConfigurationError(f"{self._path(key)} must be of type {kind.__name__}")
        return value

    def maybe(self, key: str, kind: type[_Value]) -> _Value | None:
        return self.take(key, kind) if self.has(key) else None

    def choice(self, key: str, *allowed: Any) -> Any:
        value = self.take(key, str)
        if value not in allowed:
            raise ConfigurationError(f"{self._path(key)} must be one of {', '.join(allowed)}")
        return value

    def names(self, key: str) -> tuple[str, ...]:
        values = self.take(key, list)
        if not all(isinstance(value, str) for value in values):
            raise ConfigurationError(f"{self._path(key)} must list names")
        return tuple(values)

    def table(self, key: str) -> _Table:
        return _Table(self._values.pop(key, {}), self._path(key))

    def tables(self, key: str) -> Mapping[str, _Table]:
        table = self.table(key)
        return {name: table.table(name) for name in list(table)}

    def finish(self) -> None:
        for unknown in self._values:
            raise ConfigurationError(f"{self._path(unknown)} is no known term")

    def _path(self, key: str) -> str:
        return f"{self._name}.{key}" if self._name else key
