"""The release desk: who is shown or owns what is shown is asked, consents, and withdraws."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from imagepool.asset import Asset, State
from imagepool.catalogue.transaction import Transaction
from imagepool.catalogue.values import Page
from imagepool.errors import InvalidRequest, InvalidTransition, NotFound
from imagepool.rights.consent import text_digest
from imagepool.rights.recalls.recall import Cause, Recall, Severity
from imagepool.rights.releases import Release, ReleaseKind, ReleaseState, Scope
from imagepool.workflows import evidence
from imagepool.workflows.declare import new_id, requested
from imagepool.workflows.recall import clear_now, open_recall_in
from imagepool.workflows.restamp import restamp_later
from imagepool.workflows.tokens import digest_of_token, new_token
from imagepool.workflows.workshop import Workshop, event, now

__all__ = ["Asked", "ReleaseDesk"]

LARGEST_PAPER = 20_000_000  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A release that was asked for, with the secret of its link, which is told this once."""

    release: Release
    token: str


class ReleaseDesk:
    """The releases of one pool."""

    def __init__(self, workshop: Workshop, secret: Callable[[], bytes]) -> None:
        self._workshop = workshop
        self._secret = secret  # of the papers

    def ask(
        self, asset_ids: Iterable[str], kind: ReleaseKind, *, actor: str, subject: str = ""
    ) -> Asked:
        """Ask for a release by a link, which signs it and later withdraws it.

        It takes the place of one of the same kind that an asset needs and nobody was asked for.
        """
        release = requested(kind, subject=subject.strip())
        token = new_token()
        with self._workshop.catalogue.transaction() as books:
            known = _known(books, asset_ids)
            for asset_id in known:
                _take_place(books, asset_id, kind)
            added = books.releases.add(release, known, digest_of_token(token))
            self._tell(books, added, "ask_release", actor)
        return Asked(release=release, token=token)

    def link(self, release_id: str, *, actor: str) -> Asked:
        """Give a release a new link; an earlier one no longer opens it."""
        token = new_token()
        with self._workshop.catalogue.transaction() as books:
            release = books.releases.get(release_id)
            books.releases.replace(release, digest_of_token(token))
            self._tell(books, release, "link_release", actor)
        return Asked(release=release, token=token)

    def note(
        self, asset_ids: Iterable[str], release: Release, *, actor: str, paper: bytes = b""
    ) -> Release:
        """Keep a release given elsewhere, on paper as a rule, with the paper as evidence.

        Raises ``InvalidRequest`` for a paper of more than 20 MB.
        """
        if len(paper) > LARGEST_PAPER:
            raise InvalidRequest("the paper is larger than 20 MB", hint="scan it in gray, 150 dpi")
        kept = replace(release, id=new_id(), state=ReleaseState.GIVEN, given_at=now())
        if paper:
            digest = evidence.keep(self._workshop.store, self._secret(), kept.id, paper)
            kept = replace(kept, evidence_sha256=digest)
        with self._workshop.catalogue.transaction() as books:
            added = books.releases.add(kept, _known(books, asset_ids))
            self._tell(books, added, "note_release", actor)
        return added

    def paper(self, release_id: str) -> bytes:
        """Return the paper of a release, for the operator; raises ``NotFound`` without one."""
        release = self.get(release_id)
        if not release.evidence_sha256:
            raise NotFound("paper", release_id)
        store, secret = self._workshop.store, self._secret()
        return evidence.reveal(store, secret, release.id, release.evidence_sha256)

    def get(self, release_id: str) -> Release:
        """Return a release, or raise ``NotFound``."""
        with self._workshop.catalogue.reading() as books:
            return books.releases.get(release_id)

    def page(self, after: str | None = None, *, limit: int = 50) -> Page[Release]:
        """Return a page of all releases, newest first."""
        with self._workshop.catalogue.reading() as books:
            return books.releases.page(after, limit)

    def behind(self, token: str) -> Release:
        """Return the release that a link opens; raises ``NotFound``."""
        with self._workshop.catalogue.reading() as books:
            return _opened(books, token)

    def assets_of(self, release_id: str) -> tuple[Asset, ...]:
        """Return the assets that a release clears."""
        with self._workshop.catalogue.reading() as books:
            return tuple(books.assets.many(books.releases.assets_of(release_id)).values())

    def give(
        self, token: str, *, name: str, scope: Scope, text: str, renew_on: date | None = None
    ) -> Release:
        """Consent, by the link; ``text`` is the form as it was shown.

        Raises ``InvalidRequest`` without a name, ``InvalidTransition`` where it stands already.
        """
        if not name.strip() or len(name) > 200:
            raise InvalidRequest("a consent needs a name", hint="type first and last name")
        with self._workshop.catalogue.transaction() as books:
            release = _opened(books, token)
            if release.state is ReleaseState.GIVEN:
                raise _standing(release, "give")
            given = replace(
                release,
                state=ReleaseState.GIVEN,
                subject=name.strip(),
                scope=scope,
                text_sha256=text_digest(text),
                given_at=now(),
                renew_on=renew_on,
                ended_at="",
                reason="",
            )
            books.releases.replace(given)
            self._tell(books, given, "give_release", "link")
        return given

    def end(self, token: str, *, reason: str = "") -> Release:
        """Decline or withdraw, by the link: whatever was given ends at once."""
        with self._workshop.catalogue.transaction() as books:
            ended, recall = self._end(books, _opened(books, token), "link", reason)
        return self._cleared(ended, recall)

    def withdraw(self, release_id: str, *, actor: str, reason: str) -> Release:
        """Note that a release was withdrawn by letter or word; its assets are blocked at once."""
        if not reason.strip():
            raise InvalidRequest("to withdraw needs a reason", hint="say how it was withdrawn")
        with self._workshop.catalogue.transaction() as books:
            ended, recall = self._end(books, books.releases.get(release_id), actor, reason)
        return self._cleared(ended, recall)

    def drop(self, release_id: str, asset_id: str, *, actor: str) -> None:
        """Take back the question for a release of an asset that is not needed after all.

        Raises ``InvalidTransition`` where it was answered already.
        """
        with self._workshop.catalogue.transaction() as books:
            release = books.releases.get(release_id)
            if release.state is not ReleaseState.REQUESTED:
                raise _standing(release, "drop")
            self._tell(books, release, "drop_release", actor)
            books.releases.unclear(release_id, asset_id)

    def _end(
        self, books: Transaction, release: Release, actor: str, reason: str
    ) -> tuple[Release, Recall | None]:
        """End a release, and call back in the same transaction what was published by it."""
        if release.state not in (ReleaseState.GIVEN, ReleaseState.REQUESTED):
            raise _standing(release, "withdraw")
        given = release.state is ReleaseState.GIVEN
        state = ReleaseState.WITHDRAWN if given else ReleaseState.DECLINED
        ended = replace(release, state=state, ended_at=now(), reason=reason.strip()[:2000])
        books.releases.replace(ended)
        self._tell(books, ended, "end_release", actor)
        resting = books.assets.many(books.releases.assets_of(release.id)).values()
        published = [asset.id for asset in resting if asset.state is State.PUBLISHED]
        if not published:
            return ended, None
        recall = open_recall_in(
            self._workshop,
            books,
            published,
            cause=Cause.RELEASE_WITHDRAWN,
            severity=Severity.STOP_USE,
            actor=actor,
        )
        return ended, recall

    def _cleared(self, ended: Release, recall: Recall | None) -> Release:
        """Take the files out of the store before returning; a job does it again if this fails."""
        if recall:
            clear_now(self._workshop, recall)
        return ended

    def _tell(self, books: Transaction, release: Release, act: str, actor: str) -> None:
        """Note it in the history of each asset, whose files soon say so, and all judge anew."""
        for asset_id in books.releases.assets_of(release.id):
            told = event(act, asset_id, actor=actor, kind=release.kind, release=release.id)
            changed = books.assets.replace(books.assets.get(asset_id), told)
            restamp_later(self._workshop, changed, books.connection)


def _take_place(books: Transaction, asset_id: str, kind: ReleaseKind) -> None:
    unasked = [each for each in books.releases.unasked(asset_id) if each.kind is kind]
    for each in unasked[:1]:
        books.releases.unclear(each.id, asset_id)


def _known(books: Transaction, asset_ids: Iterable[str]) -> list[str]:
    """Return the ids, each once; raises ``NotFound`` for the first that there is not."""
    ids = list(dict.fromkeys(asset_ids))
    if not ids:
        raise InvalidRequest("a release clears at least one picture")
    return [books.assets.get(asset_id).id for asset_id in ids]


def _opened(books: Transaction, token: str) -> Release:
    release = books.releases.by_token(digest_of_token(token))
    if release is None:
        raise NotFound("release", "behind this link")
    return release


def _standing(release: Release, act: str) -> InvalidTransition:
    said = f"this release is {release.state} already"
    return InvalidTransition(said, state=release.state, act=act)
