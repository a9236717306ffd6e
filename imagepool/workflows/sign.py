"""Sign: a photographer agrees to the pool's terms, once for each version of them."""

from __future__ import annotations

from imagepool.rights.agreements import Agreement, sign
from imagepool.rights.days import today
from imagepool.workflows.workshop import Workshop, now


def agreement_of(workshop: Workshop, creator: tuple[str, ...], license_id: str) -> Agreement | None:
    """Return what the creator has signed that lets the pool grant the license today, or None."""
    name, on = "; ".join(creator), today()
    with workshop.catalogue.reading() as books:
        signed = books.agreements.of_creator(name)
    covering = (each for each in signed if each.covers(creator=name, license_id=license_id, on=on))
    return next(covering, None)


def signed_agreement(
    workshop: Workshop, creator: tuple[str, ...], license_id: str, agreement_id: str | None
) -> Agreement | None:
    """Return the agreement of this id, or without one what ``agreement_of`` finds."""
    if agreement_id is None:
        return agreement_of(workshop, creator, license_id)
    with workshop.catalogue.reading() as books:
        return books.agreements.get(agreement_id)


def sign_agreement(
    workshop: Workshop, creator: tuple[str, ...], license_id: str, *, actor: str, evidence: str
) -> Agreement:
    """Return the creator's agreement, signed now by ``actor`` where there was none."""
    standing = agreement_of(workshop, creator, license_id)
    return standing or _sign(
        workshop, "; ".join(creator), license_id, "", actor=actor, evidence=evidence
    )


def sign_present(
    workshop: Workshop,
    creator: str,
    license_id: str,
    *,
    credit_name: str,
    actor: str,
    evidence: str,
) -> Agreement:
    """Return the creator's agreement to the present version, signed now where there was none.

    ``credit_name`` is the name to be printed, or "" for the creator's own.
    """
    on, version = today(), workshop.region.agreement.version
    with workshop.catalogue.reading() as books:
        signed = books.agreements.of_creator(creator)
    for each in signed:
        present = each.template_version == version and each.signed_by == actor
        named = (each.creator, each.credit_name) == (creator, credit_name)
        if present and named and each.covers(creator=creator, license_id=license_id, on=on):
            return each
    return _sign(workshop, creator, license_id, credit_name, actor=actor, evidence=evidence)


def _sign(
    workshop: Workshop,
    creator: str,
    license_id: str,
    credit_name: str,
    *,
    actor: str,
    evidence: str,
) -> Agreement:
    template = workshop.region.agreement
    agreement = sign(
        creator=creator,
        signed_by=actor,
        signed_at=now(),
        text=template.text["de"],
        template_version=template.version,
        license_ids=[license_id],
        credit_name=credit_name,
        evidence=evidence,
    )
    with workshop.catalogue.transaction() as books:
        books.agreements.add(agreement)
    return agreement
