"""Person and submission: value from row, row from value."""

from __future__ import annotations

import json

from imagepool.asset import Submission, SubmissionOutcome
from imagepool.catalogue.rows import PersonRow, SubmissionRow
from imagepool.rights.people import Person, Role
from imagepool.rights.uses import Audience


def email_key(email: str) -> str:
    """Return the address as two spellings of it meet."""
    return email.strip().casefold()


def person_of(row: PersonRow) -> Person:
    """Return the person."""
    return Person(
        id=row.id,
        name=row.name,
        email=row.email,
        role=Role(row.role),
        organization=row.organization,
        audience=Audience(row.audience),
        password_hash=row.password_hash,
        active=row.active,
        added_at=row.added_at,
    )


def fill_person(row: PersonRow, person: Person) -> None:
    """Write the person into the row, new or standing."""
    row.id = person.id
    row.name = person.name
    row.email = person.email
    row.email_key = email_key(person.email)
    row.role = person.role.value
    row.organization = person.organization
    row.audience = person.audience.value
    row.password_hash = person.password_hash
    row.active = person.active
    row.added_at = person.added_at


def submission_of(row: SubmissionRow) -> Submission:
    """Return the submission."""
    return Submission(
        id=row.id,
        batch=row.batch,
        at=row.at,
        person_id=row.person_id,
        original_name=row.original_name,
        digest=row.digest,
        license_id=row.license_id,
        creator=tuple(row.creator),
        agreement_id=row.agreement_id,
        answers=dict(row.answers),
        outcome=SubmissionOutcome(row.outcome),
        asset_id=row.asset_id,
        error=_texts(row.error),
    )


def fill_submission(row: SubmissionRow, submission: Submission) -> None:
    """Write the submission into the row, new or standing."""
    row.id = submission.id
    row.batch = submission.batch
    row.at = submission.at
    row.person_id = submission.person_id
    row.original_name = submission.original_name
    row.digest = submission.digest
    row.license_id = submission.license_id
    row.creator = list(submission.creator)
    row.agreement_id = submission.agreement_id
    row.answers = dict(submission.answers)
    row.outcome = submission.outcome.value
    row.asset_id = submission.asset_id
    row.error = json.dumps(dict(submission.error), ensure_ascii=False) if submission.error else ""


def _texts(written: str) -> dict[str, str]:
    """Read words by language; what was kept before there were two is English."""
    try:
        texts = json.loads(written or "{}")
    except ValueError:
        texts = None
    return texts if isinstance(texts, dict) else {"en": written}
