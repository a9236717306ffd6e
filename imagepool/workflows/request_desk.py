"""The request desk: what the license leaves to the pool is asked here, and answered by curators."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date

from imagepool.catalogue.transaction import Transaction
from imagepool.catalogue.values import Page
from imagepool.errors import InvalidRequest, InvalidTransition, UseRefused
from imagepool.mail.request_letter import write_request_letter
from imagepool.rights.addresses import known_address
from imagepool.rights.days import today
from imagepool.rights.grants import AccessRequest, Grant, RequestState
from imagepool.rights.uses import Use
from imagepool.workflows.download import judge_use
from imagepool.workflows.posting import letter_of, post_later
from imagepool.workflows.workshop import Workshop, event, now

OCCASION = "request"  # of the letters that answer
LONGEST = 2000  # characters of a message or an answer


class RequestDesk:
    """The access requests of one pool, and the grants that answer them."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    @property
    def can_write(self) -> bool:
        """Whether a mail server is set; else the answer is on the request's page alone."""
        return self._workshop.can_write

    def ask(
        self, asset_id: str, use: Use, *, requester: str, name: str, message: str
    ) -> AccessRequest:
        """Ask for a use that needs consent; asking the same again returns what was asked.

        Raises ``UseRefused`` where there is nothing to ask for (the use is free, or refused), and
        ``InvalidRequest`` without an address, a name and a word on what it is for.
        """
        requester = known_address(requester)
        told = (requester, name.strip(), message.strip())
        if not all(told) or max(map(len, told)) > LONGEST:
            raise InvalidRequest("a request needs your address, name and what the picture is for")
        decision = judge_use(self._workshop, asset_id, use, requester=requester)
        if decision.verdict != "ask":
            raise UseRefused(
                decision.message["en"], verdict=decision.verdict, clause=decision.clause
            )
        asked = AccessRequest(
            id=secrets.token_urlsafe(16),
            asset_id=asset_id,
            requester=requester,
            name=name.strip(),
            use=use,
            message=message.strip(),
            asked_at=now(),
        )
        with self._workshop.catalogue.transaction() as books:
            standing = books.requests.standing(asset_id, requester, use)
            if standing:
                return standing
            books.events.add(event("request", asset_id, actor="requester", purpose=use.purpose))
            return books.requests.add(asked)

    def get(self, request_id: str) -> AccessRequest:
        """Return the request, or raise ``NotFound``."""
        with self._workshop.catalogue.reading() as books:
            return books.requests.get(request_id)

    def waiting(self, after: str | None = None, *, limit: int = 50) -> Page[AccessRequest]:
        """Return a page of the requests that wait for an answer, oldest first."""
        with self._workshop.catalogue.reading() as books:
            return books.requests.waiting(after, limit)

    def answered(self, after: str | None = None, *, limit: int = 50) -> Page[AccessRequest]:
        """Return a page of the requests that are answered, newest first."""
        with self._workshop.catalogue.reading() as books:
            return books.requests.answered(after, limit)

    def grant(
        self,
        request_id: str,
        *,
        actor: str,
        answer: str = "",
        use: Use | None = None,
        ends: date | None = None,
    ) -> Grant:
        """Allow what was asked, or the narrower ``use``, with terms of its own, and write so.

        Raises ``InvalidTransition`` where the request is answered already, ``InvalidRequest``
        where another purpose or channel would be allowed than was asked for.
        """
        request = self._open(request_id)
        use = use or request.use
        if (use.purpose, use.channel) != (request.use.purpose, request.use.channel):
            raise InvalidRequest("this is another use than the one asked for")
        grant = Grant(
            id=secrets.token_hex(10),
            asset_id=request.asset_id,
            requester=request.requester,
            use=use,
            granted_by=actor,
            granted_at=now(),
            terms=answer.strip()[:LONGEST],
            ends=ends,
        )
        self._answer(request, RequestState.GRANTED, actor, answer, grant)
        return grant

    def decline(self, request_id: str, *, actor: str, reason: str) -> AccessRequest:
        """Decline a request and write the reason; raises ``InvalidTransition`` where answered."""
        if not reason.strip():
            raise InvalidRequest("to decline needs a reason", hint="say why, in a sentence")
        return self._answer(self._open(request_id), RequestState.DECLINED, actor, reason)

    def revoke(self, grant_id: str, *, actor: str, reason: str) -> Grant:
        """Take a grant back; what was handed out under it stays licensed."""
        with self._workshop.catalogue.transaction() as books:
            grant = replace(books.requests.grant(grant_id), revoked_at=now())
            told = event("revoke", grant.asset_id, actor=actor, grant=grant.id, reason=reason)
            books.events.add(told)
            return books.requests.set_grant(grant)

    def grants(self, asset_id: str) -> tuple[Grant, ...]:
        """Return the grants for an asset that count today, oldest first."""
        with self._workshop.catalogue.reading() as books:
            given = books.requests.grants(asset_id)
        return tuple(
            each for each in given if not each.revoked_at and (each.ends or today()) >= today()
        )

    def grant_of(self, request: AccessRequest) -> Grant | None:
        """Return the grant that answered a request, or None."""
        if request.grant_id is None:
            return None
        with self._workshop.catalogue.reading() as books:
            return books.requests.grant(request.grant_id)

    def _open(self, request_id: str) -> AccessRequest:
        request = self.get(request_id)
        if request.state is not RequestState.OPEN:
            raise InvalidTransition(
                f"this request was answered by {request.answered_by}",
                state=request.state,
                act="answer",
            )
        return request

    def _answer(
        self,
        request: AccessRequest,
        state: RequestState,
        actor: str,
        answer: str,
        grant: Grant | None = None,
    ) -> AccessRequest:
        answered = replace(
            request,
            state=state,
            answered_by=actor,
            answered_at=now(),
            answer=answer.strip()[:LONGEST],
            grant_id=grant.id if grant else None,
        )
        told = event(str(state), request.asset_id, actor=actor, grant=answered.grant_id or "")
        with self._workshop.catalogue.transaction() as books:
            if books.requests.get(request.id).state is not RequestState.OPEN:
                raise InvalidTransition(
                    "somebody else has just answered this request", state=state, act="answer"
                )
            if grant:
                books.requests.set_grant(grant)
            books.events.add(told)
            self._write(books, answered)
            return books.requests.replace(answered)

    def _write(self, books: Transaction, answered: AccessRequest) -> None:
        pool = self._workshop.identity
        written = write_request_letter(
            answered,
            title=books.assets.get(answered.asset_id).title,
            page_url=f"{pool.url}/anfragen/{answered.id}",
            signed=pool.signature,
        )
        occasion = f"{OCCASION}/{today()}/{answered.id}"
        books.letters.add(
            letter_of(written, occasion=occasion, about=answered.id, address=answered.requester)
        )
        post_later(self._workshop, books.connection)
