"""No route, link or URL delivers a byte of what is withdrawn, recalled or expired."""

from __future__ import annotations

import io
import re
import urllib.parse
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from imagepool.asset import State
from imagepool.photo.recipes import PRESETS
from imagepool.pool import Pool
from imagepool.rights.availability import Availability
from imagepool.rights.days import today
from imagepool.rights.grants import AccessRequest, Grant, RequestState
from imagepool.rights.people import Role
from imagepool.rights.recalls.recall import Severity
from imagepool.rights.releases import ReleaseKind, Scope
from imagepool.rights.uses import Channel, Purpose, Use
from imagepool.search.calls import Call
from imagepool.search.query import Query
from imagepool.search.saved import SavedSearch
from imagepool.service import create_app
from imagepool.workflows.declare import limit
from imagepool.workflows.release_desk import Asked
from tests.pools import settings_in
from tests.recalls import ACTOR, mail_settings, published, recalled, stored, taken, worked
from tests.servers.smtp import MailServer
from tests.servers.swift import S3Server
from tests.service.conftest import Visitor
from tests.service.test_download import USE, take
from tests.service.walking import Picture, fetched, filled

pytestmark = pytest.mark.s3

PEOPLE = {
    "visitor": None,
    "member": Role.MEMBER,
    "photographer": Role.CONTRIBUTOR,
    "curator": Role.CURATOR,
}
# Posting these would end the walker's session, or is the one way that may bring a picture back.
NOT_POSTED = {"login.enter", "login.leave", "login.redeem", "recalls.undo"} | {
    # Else it would lie in no collection when that is asked for.
    "collections.take_out",
    "collections.remove",
}
# Before, only forms that deliver are sent: the others would change what is walked through.
DELIVERING = {"download.ask", "download.take", "collections.take", "receipts.check"}
QUERIES = {"search.results": "q=Wandern", "search.home": "q=Wandern", "recalls.form": "asset={id}"}


@dataclass
class Walk:
    """A pool whose one picture is asked for everywhere."""

    pool: Pool
    app: Flask
    asset_id: str
    picture: Picture
    values: Mapping[str, Sequence[str]]
    people: Mapping[str, Visitor]
    outside: set[str] = field(default_factory=set)  # addresses of the store that were given out

    def delivering(self, posted: Callable[[str], bool]) -> set[tuple[str, str, str]]:
        """Return who got the picture from where: person, endpoint, path."""
        found = set()
        for name, person in self.people.items():
            for endpoint, path in filled(self.app, "GET", self.values):
                for each in self._asked(endpoint, path):
                    if self._carries(person.get(each)):
                        found.add((name, endpoint, each))
            for endpoint, path in filled(self.app, "POST", self.values):
                if posted(endpoint) and self._carries(self._sent(person, path)):
                    found.add((name, endpoint, path))
        return found

    def from_outside(self) -> set[str]:
        """Return the addresses of the store that still give the picture."""
        return {each for each in self.outside if self.picture.is_in(fetched(each))}

    def _asked(self, endpoint: str, path: str) -> Iterator[str]:
        yield path
        if endpoint in QUERIES:
            yield f"{path}?{QUERIES[endpoint].format(id=self.asset_id)}"

    def _sent(self, person: Visitor, path: str) -> TestResponse:
        token = re.search(r'name="csrf_token" value="([^"]+)"', person.get("/suche").text)
        fields = {**USE, "accepted": "yes", "asset": self.asset_id, "reason": "walk"}
        fields |= {"answer": "removed", "cause": "claim", "severity": "inform", "sought": "Wandern"}
        if token:
            fields["csrf_token"] = token[1]
        handed = (io.BytesIO(self.picture.files[0]), "bild.jpg")
        return person.client.post(path, data={**fields, "file": handed}, buffered=True)

    def _carries(self, answer: TestResponse) -> bool:
        if answer.location and urllib.parse.urlsplit(answer.location).netloc:
            self.outside.add(answer.location)
            return self.picture.is_in(fetched(answer.location))
        return self.picture.is_in(answer.data)


@pytest.fixture
def walk(tmp_path: Path, s3_server: S3Server, mailbox: MailServer) -> Iterator[Walk]:
    settings = settings_in(
        tmp_path,
        storage=f"s3://{s3_server.bucket}/pool",
        storage_endpoint=s3_server.endpoint,
        storage_region=s3_server.region,
        storage_access_key=s3_server.access_key,
        storage_secret_key=s3_server.secret_key,
        **mail_settings(mailbox.port),
    )
    with Pool.open(settings) as pool:
        yield _walk(pool, tmp_path, s3_server, mailbox)


def _walk(pool: Pool, folder: Path, s3_server: S3Server, mailbox: MailServer) -> Walk:
    asset_id = published(pool, folder, title="Wandern im Hainich")
    store, keys = pool._workshop.store, stored(pool, asset_id)
    files = []
    for key in keys:
        with store.open(key) as stream:
            files.append(stream.read())
    picture = Picture([*files, taken(pool, asset_id, preset="original").data])
    app = create_app(pool, config={"RATELIMIT_ENABLED": False})
    people = {name: _person(app, pool, name, role) for name, role in PEOPLE.items()}
    walk = Walk(pool, app, asset_id, picture, _values(pool, people, asset_id, mailbox), people)
    for key in keys:
        walk.outside.add(str(store.presigned(key, seconds=300)))
        assert not picture.is_in(fetched(f"{s3_server.endpoint}/{s3_server.bucket}/pool/{key}"))
    return walk


def _person(app: Flask, pool: Pool, name: str, role: Role | None) -> Visitor:
    visitor = Visitor(app.test_client())
    if role:
        email = f"{name}@example.org"
        pool.accounts.admit(email, name=name, role=role)
        visitor.client.post(f"/anmelden/{pool.accounts.one_time_token(email)}")
    return visitor


def _values(
    pool: Pool, people: Mapping[str, Visitor], asset_id: str, mailbox: MailServer
) -> dict[str, list[str]]:
    """Return what each parameter of a route is filled with: everything that leads to the asset."""
    tickets = [
        take(person, asset_id, preset=preset, contact="walker@example.org").location.split("/")[-1]
        for person in (people["visitor"], people["member"])
        for preset in (*PRESETS, "original")
    ]
    receipts = [receipt_id for receipt_id, _ in _holders(pool, asset_id)][:2]
    hint = recalled(pool, asset_id, severity=Severity.INFORM)  # so that there are links and a page
    pool.recalls.post()
    links = re.findall(r"/rueckruf/([\w-]+)\?", mailbox.text())
    release, request, grant = _cleared(pool, asset_id)
    call, saved = _wished(pool)
    return {
        "call_id": [call.id],
        "saved_id": [saved.id],
        "letter_id": ["0" * 32],
        "collection_id": [_collected(pool, asset_id)],
        "release_id": [release.release.id],
        "request_id": [request.id],
        "grant_id": [grant.id],
        "asset_id": [asset_id],
        "preset": [*PRESETS, "original"],
        "ticket": tickets,
        "receipt_id": receipts,
        "recall_id": [hint.id],
        "token": [*dict.fromkeys(links), release.token],
        "state": [str(state) for state in State],
        "license_id": [pool.asset(asset_id).license_id],
        "name": ["resolution", "sharpness"],
        "rule": ["resolution"],
        "concept_id": [pool.concept.id],
        "version": [pool.concept.version],
        "batch": ["0"],
        "filename": ["css/layout.css"],
    }


def _cleared(pool: Pool, asset_id: str) -> tuple[Asked, AccessRequest, Grant]:
    """Let an owner release the picture by a link, and somebody ask for a use and be allowed it."""
    asked = pool.releases.ask([asset_id], ReleaseKind.HOUSE, actor=ACTOR)
    pool.releases.give(asked.token, name="Owner", scope=Scope(), text="Text")
    shop = Use(purpose=Purpose.COMMERCIAL, channel=Channel.WEB)
    moment = "2026-05-01T12:00:00+00:00"
    grant = Grant(
        id="walk-grant",
        asset_id=asset_id,
        requester="shop@example.org",
        use=shop,
        granted_by=ACTOR,
        granted_at=moment,
    )
    request = AccessRequest(
        id="walk-request",
        asset_id=asset_id,
        requester="shop@example.org",
        name="Shop",
        use=shop,
        message="Home page",
        asked_at=moment,
        state=RequestState.GRANTED,
        grant_id=grant.id,
    )
    with pool._workshop.catalogue.transaction() as books:
        books.requests.set_grant(grant)
        books.requests.add(request)
    return asked, request, grant


def _wished(pool: Pool) -> tuple[Call, SavedSearch]:
    """Call for pictures, and let the member save a search that finds the picture."""
    call = pool.wishes.call(
        title="Wege",
        text="Wandern",
        deadline=today() + timedelta(days=30),
        license="CC-BY-4.0",
        actor=ACTOR,
    )
    with pool._workshop.catalogue.reading() as books:
        member = books.people.by_email("member@example.org")
    assert member
    return call, pool.wishes.save(member.id, Query.parse("Wandern"))


def _collected(pool: Pool, asset_id: str) -> str:
    made = pool.collections.make(title="Wege", public=True, actor=ACTOR)
    pool.collections.put(made.id, [asset_id], actor=ACTOR)
    return made.id


def _holders(pool: Pool, asset_id: str) -> list[tuple[str, object]]:
    with pool._workshop.catalogue.reading() as books:
        return list(books.holders.of_asset(asset_id))


def _recall(walk: Walk) -> None:
    recalled(walk.pool, walk.asset_id)


def _withdraw(walk: Walk) -> None:
    walk.pool.withdraw(walk.asset_id, actor=ACTOR, reason="consent withdrawn")


def _expire(walk: Walk) -> None:
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    limit(walk.pool._workshop, walk.asset_id, Availability(ends=yesterday), actor=ACTOR)
    worked(walk.pool)


@pytest.mark.parametrize("end", [_recall, _withdraw, _expire])
def test_afterwards_nothing_delivers_a_byte(walk: Walk, end: Callable[[Walk], None]) -> None:
    before = walk.delivering(lambda endpoint: endpoint in DELIVERING)
    delivered = {(person, endpoint) for person, endpoint, _path in before}
    # Else the walk would prove nothing.
    assert delivered >= {(person, "files.show") for person in PEOPLE}
    assert delivered >= {(person, "download.file") for person in PEOPLE}
    assert delivered >= {(person, "collections.take") for person in PEOPLE}
    assert len(walk.from_outside()) >= 2 * len(PRESETS)

    end(walk)
    assert walk.from_outside() == set()
    assert walk.delivering(lambda endpoint: endpoint not in NOT_POSTED) == set()
    assert walk.from_outside() == set()
    for name in ("visitor", "member", "photographer"):
        assert walk.asset_id not in walk.people[name].get("/suche?q=Wandern").text
