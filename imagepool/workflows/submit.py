"""Submit: a photo uploaded on the page is safe at once, and looked at by a job."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from imagepool.asset import Submission, SubmissionOutcome
from imagepool.errors import InvalidRequest, PoolError, UnreadablePhoto
from imagepool.photo.files import shown_name
from imagepool.photo.fingerprint import digest_of
from imagepool.photo.recipes import original_key
from imagepool.photo.sniffing import sniff
from imagepool.photo.unreadable import unreadable_text
from imagepool.rights.agreements import Agreement
from imagepool.rights.people import Person
from imagepool.rights.questionnaire import declared
from imagepool.workflows.ingest import agree, ingest_one
from imagepool.workflows.sign import sign_present
from imagepool.workflows.workshop import Workshop, now


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a photographer says on the form, once for all pictures of an upload."""

    license_id: str
    creator: str  # who took the pictures, and signs
    credit_name: str = ""  # to be printed instead, such as a pseudonym
    agreement_version: str
    answers: Mapping[str, str] = field(default_factory=dict)  # to the rights questionnaire


def submit(
    workshop: Workshop, data: bytes, name: str, offer: Offer, *, batch: str, person: Person
) -> Submission:
    """Take an uploaded file in; what is no photo at all is refused on the spot.

    Questions that are left open keep the picture from being published. Raises ``InvalidRequest``
    for an answer that there is not, or where the photographer accepted another version of the
    agreement than today's, and ``RightsMissing`` without license or creator.
    """
    declared(offer.answers)
    if offer.agreement_version != workshop.region.agreement.version:
        raise InvalidRequest(
            "the agreement has changed", hint="read and accept its present version"
        )
    agreement = _signed(workshop, offer, person)
    submission = Submission(
        id=secrets.token_hex(12),
        batch=batch,
        at=now(),
        person_id=person.id,
        original_name=shown_name(name),
        digest=digest_of(data),
        license_id=offer.license_id,
        creator=(agreement.credit_name or agreement.creator,),
        agreement_id=agreement.id,
        answers=offer.answers,
    )
    try:
        workshop.limits.check_bytes(len(data))
        key = original_key(submission.digest, sniff(data))
    except UnreadablePhoto as error:
        return _note(workshop, _refused(submission, error))
    workshop.store.put(key, data, digest=submission.digest)
    return _note(workshop, submission, enqueue=True)


def _signed(workshop: Workshop, offer: Offer, person: Person) -> Agreement:
    """Return what the photographer agrees to with this form."""
    terms = agree(
        workshop,
        license_id=offer.license_id,
        creator=(offer.creator,),
        publish=False,
        actor=person.email,
    )
    credit = " ".join(offer.credit_name.split())
    return sign_present(
        workshop,
        terms.creator[0],
        offer.license_id,
        credit_name="" if credit == offer.creator.strip() else credit,
        actor=person.email,
        evidence="upload form",
    )


def ingest_submission(workshop: Workshop, submission_id: str) -> Submission:
    """Look at a submitted photo: the job behind ``submit``; again is harmless."""
    with workshop.catalogue.reading() as books:
        submission = books.submissions.get(submission_id)
        person = books.people.get(submission.person_id)
    if submission.outcome is not SubmissionOutcome.WAITING:
        return submission
    terms = agree(
        workshop,
        license_id=submission.license_id,
        creator=submission.creator,
        publish=False,
        actor=person.email,
        declarations=declared(submission.answers),
        agreement_id=submission.agreement_id,
    )
    try:
        data = _stored(workshop, submission)
        outcome = ingest_one(workshop, submission.original_name, data, terms)
    except UnreadablePhoto as error:
        settled = _settle(workshop, _refused(submission, error))
        _forget(workshop, submission)
        return settled
    settled = replace(submission, outcome=SubmissionOutcome(outcome.outcome), asset_id=outcome.id)
    return _settle(workshop, settled)


def submissions(workshop: Workshop, batch: str) -> tuple[Submission, ...]:
    """Return the files of one upload, in the order they came."""
    with workshop.catalogue.reading() as books:
        return tuple(books.submissions.of_batch(batch))


def _keys(workshop: Workshop, submission: Submission) -> list[str]:
    return list(workshop.store.keys(original_key(submission.digest, "JPEG").rsplit(".", 1)[0]))


def _stored(workshop: Workshop, submission: Submission) -> bytes:
    keys = _keys(workshop, submission)
    if not keys:
        raise UnreadablePhoto(
            "the same file was uploaded twice, and refused the other time",
            reason="unreadable_file",
            case="twice",
            hint="See what was said about the other one.",
        )
    with workshop.store.open(keys[0]) as stream:
        return stream.read()


def _forget(workshop: Workshop, submission: Submission) -> None:
    """Remove what was refused, unless the same bytes have become an asset all the same."""
    with workshop.catalogue.transaction() as books:
        if not books.assets.by_digest(submission.digest):
            for key in _keys(workshop, submission):
                workshop.store.remove(key)


def _refused(submission: Submission, error: PoolError) -> Submission:
    words = unreadable_text(error)
    return replace(submission, outcome=SubmissionOutcome.REFUSED, error=words)


def _note(workshop: Workshop, submission: Submission, *, enqueue: bool = False) -> Submission:
    with workshop.catalogue.transaction() as books:
        books.submissions.add(submission)
        if enqueue:
            workshop.queue.enqueue(
                "ingest",
                {"submission_id": submission.id},
                connection=books.connection,
                key=f"ingest:{submission.id}",
            )
    return submission


def _settle(workshop: Workshop, submission: Submission) -> Submission:
    with workshop.catalogue.transaction() as books:
        books.submissions.replace(submission)
    return submission
