"""May I? as a table: what holds of a picture, the use, the verdict, and the clause that decides."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from imagepool.asset import State
from imagepool.rights.availability import Availability
from imagepool.rights.clearance import AssetRights, Clearance
from imagepool.rights.declarations import Artwork, Declarations, Ground, Origin, Persons
from imagepool.rights.depicted import DepictedPerson
from imagepool.rights.grants import Grant
from imagepool.rights.licenses import License, load_licenses
from imagepool.rights.permission import may
from imagepool.rights.recalls.recall import Cause, Recall, Severity
from imagepool.rights.releases import LegalBasis, Release, ReleaseKind, ReleaseState, Scope
from imagepool.rights.uses import Audience, Channel, Edit, Purpose, Use
from tests.rights.samples import AGREEMENT, ASSET

if TYPE_CHECKING:
    from collections.abc import Iterator

_FILE = Path(__file__).with_name("permission_cases.txt")
_LICENSES = load_licenses()
_SHORT = {"CC0": "CC0-1.0", "BY": "CC-BY-4.0", "SA": "CC-BY-SA-4.0", "DL": "DL-DE-BY-2.0"}
_ANSWERS: dict[str, Any] = {
    "persons": Persons,
    "children": {"yes": True, "no": False}.get,
    "ground": Ground,
    "artwork": Artwork,
    "drone": {"yes": True, "no": False}.get,
    "origin": Origin,
    "own_work": {"yes": True, "no": False}.get,
}
_LISTS: dict[str, Any] = {
    "purposes": Purpose,
    "channels": Channel,
    "audiences": Audience,
    "territories": str,
}
_DAYS = {"from": "starts", "until": "ends", "embargo": "embargo_until"}


@dataclass
class Picture:
    """The situation that the words of a line build up."""

    license: License
    asset: Any
    agreement: Any = AGREEMENT
    answers: Any = None
    limits: Any = None
    persons: int = 0

    def __post_init__(self) -> None:
        self.answers = Declarations.nothing_to_release()
        self.limits = {}
        self.releases: list[Release] = []
        self.recalls: list[Recall] = []
        self.grants: list[Grant] = []

    def rights(self) -> AssetRights:
        ids = [release.id for release in self.releases] + [None] * self.persons
        shown = tuple(DepictedPerson(name="N. N.", release_id=ids[n]) for n in range(self.persons))
        clearance = Clearance(
            agreement=self.agreement,
            declarations=self.answers,
            releases=tuple(self.releases),
            depicted=shown,
            availability=Availability(**self.limits),
            recalls=tuple(self.recalls),
            grants=tuple(self.grants),
        )
        asset = replace(self.asset, license_id=self.license.id)
        return AssetRights(asset=asset, license=self.license, clearance=clearance)

    def add(self, word: str) -> None:
        """Let one word of a line hold of the picture."""
        if "@" in word and "=" not in word:
            name, _, day = word.partition("@")
            self.limits[_DAYS[name]] = date.fromisoformat(day)
            return
        name, _, value = word.partition("=")
        if name in _ANSWERS:
            answer = None if value == "?" else _ANSWERS[name](value)
            self.answers = replace(self.answers, **{name: answer})
        elif name in _LISTS:
            self.limits[name] = _set(name, value)
        else:
            getattr(self, f"_{name}")(value)

    def _license(self, value: str) -> None:
        self.license = _LICENSES[_SHORT[value]]

    def _state(self, value: str) -> None:
        self.asset = replace(self.asset, state=State(value))

    def _creator(self, value: str) -> None:
        assert value == "none"
        self.asset = replace(self.asset, creator=())

    def _agreement(self, value: str) -> None:
        kind, _, day = value.partition("@")
        changes: dict[str, dict[str, Any]] = {
            "terminated": {"terminated_at": day},
            "until": {"valid_until": day},
            "signed": {"signed_at": f"{day}T12:00:00+00:00"},
            "other_license": {"license_ids": ("MIT",)},
            "other_creator": {"creator": "Somebody Else"},
        }
        self.agreement = replace(AGREEMENT, **changes[kind]) if kind != "none" else None

    def _release(self, value: str) -> None:
        what, *details = value.split("~")
        what, _, state = what.partition(":")
        kind, _, basis = what.partition("/")
        scope: dict[str, Any] = {}
        days: dict[str, Any] = {}
        for detail in details:
            name, day_or_list = detail.replace("@", "=").split("=")
            if name in _LISTS:
                scope[name] = _set(name, day_or_list)
            else:
                days[{"until": "valid_until", "renew": "renew_on"}[name]] = day_or_list
        self.releases.append(
            Release(
                id=f"rel-{len(self.releases)}",
                kind=ReleaseKind(kind),
                legal_basis=LegalBasis(basis or "gdpr_6_1_a"),
                state=ReleaseState(state or "given"),
                subject="N. N.",
                scope=Scope(**scope),
                **{name: date.fromisoformat(day) for name, day in days.items()},  # type: ignore[arg-type]  # fields by name
            )
        )

    def _depicted(self, value: str) -> None:
        self.persons = int(value)

    def _recall(self, value: str) -> None:
        severity, _, day = value.partition("@")
        severity, _, ended = severity.partition(":")
        at = f"{day or '2026-05-20'}T08:00:00+00:00"
        ends: dict[str, Any] = {f"{ended}_at": at} if ended else {}
        self.recalls.append(
            Recall(
                id="rec-1",
                asset_ids=(self.asset.id,),
                cause=Cause.CLAIM,
                severity=Severity(severity),
                opened_at=at,
                opened_by="Curator",
                effective_at=at,
                **ends,
            )
        )

    def _grant(self, value: str) -> None:
        use, *details = value.split("~")
        told = dict(each.replace("@", "=").partition("=")[::2] for each in details)
        ends, revoked = told.pop("until", None), "revoked" in told
        told.pop("revoked", None)
        self.grants.append(
            Grant(
                id="grant-1",
                asset_id=self.asset.id,
                requester="press@example.org",
                use=_use(use, told),
                granted_by="Curator",
                granted_at="2026-05-01T12:00:00+00:00",
                ends=date.fromisoformat(ends) if ends else None,
                revoked_at="2026-05-02T12:00:00+00:00" if revoked else "",
            )
        )

    def _licensed(self, value: str) -> None:
        self.license = replace(self.license, territory=(value,))

    def _runmax(self, value: str) -> None:
        self.license = replace(self.license, print_run_max=int(value))


def _set(name: str, value: str) -> frozenset[Any]:
    return frozenset(_LISTS[name](each) for each in value.split("+"))


def _use(what: str, told: dict[str, str]) -> Use:
    purpose, channel = what.split("/")
    return Use(
        purpose=Purpose(purpose),
        channel=Channel(channel),
        audience=Audience(told.get("as", "public")),
        print_run=int(told["run"]) if "run" in told else None,
        territory=told.get("in", ""),
        edit=Edit(told.get("edit", "none")),
    )


def _cases() -> Iterator[Any]:
    for line in _FILE.read_text().splitlines():
        if line and not line.startswith("#"):
            yield pytest.param(*(part.strip() for part in line.split("|")), id=line)


def test_the_table_is_a_large_one() -> None:
    assert len(list(_cases())) >= 150


@pytest.mark.parametrize(("holds", "wanted", "verdict", "clause"), list(_cases()))
def test_each_case_is_decided_by_its_clause(
    holds: str, wanted: str, verdict: str, clause: str
) -> None:
    picture = Picture(_LICENSES["LicenseRef-Bilderpool-1.0"], ASSET)
    for word in holds.split():
        picture.add(word)
    use, *details = wanted.split()
    told = dict(each.split("=") for each in details)
    on = date.fromisoformat(told.pop("on", "2026-06-01"))
    decision = may(picture.rights(), _use(use, told), on=on)
    assert (decision.verdict, decision.clause) == (verdict, clause)
    assert all(decision.message[language] for language in ("de", "en"))
    assert (decision.grant_id is not None) == (clause == "grant" and bool(picture.grants))
