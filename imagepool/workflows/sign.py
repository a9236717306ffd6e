"""Sign: a photographer agrees to the pool's terms, once for each version of them."""

from __future__ import annotations

from datetime import UTC, datetime

from imagepool.rights.agreements import Agreement, sign
from imagepool.workflows.workshop import Workshop, now


def agreement_of(workshop: Workshop, creator: tuple[str, ...], license_id: str) -> Agreement | None:
    """Return what the creator has signed that lets the pool grant the license today, or None."""
    name, today = "; ".join(creator), datetime.now(UTC).date()
    with workshop.catalogue.reading() as books:
        signed = books.agreements.of_creator(name)
    covering = (
        each for each in signed if each.covers(creator=name, license_id=license_id, on=today)
    )
    return next(covering, None)


def sign_agreement(
    workshop: Workshop, creator: tuple[str, ...], license_id: str, *, actor: str, evidence: str
) -> Agreement:
    """Return the creator's agreement, signed now by ``actor`` where there was none."""
    standing = agreement_of(workshop, creator, license_id)
    if standing:
        return standing
    template = workshop.region.agreement
    agreement = sign(
        creator="; ".join(creator),
        signed_by=actor,
        signed_at=now(),
        text=template.text["de"],
        template_version=template.version,
        license_ids=[license_id],
        evidence=evidence,
    )
    with workshop.catalogue.transaction() as books:
        books.agreements.add(agreement)
    return agreement
