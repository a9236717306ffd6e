from __future__ import annotations

from dataclasses import replace

import pytest

from imagepool.catalogue import Catalogue
from imagepool.errors import InvalidRequest, NotFound
from imagepool.rights.agreements import Agreement, sign


def _signed(creator: str, at: str = "2026-05-01T12:00:00+00:00") -> Agreement:
    return sign(
        creator=creator,
        signed_by="erika@example.org",
        signed_at=at,
        text="Ich bin einverstanden.",
        template_version="1",
        license_ids=["CC-BY-4.0", "CC0-1.0"],
    )


def test_a_creators_agreements_come_newest_first_however_the_name_is_written(
    catalogue: Catalogue,
) -> None:
    older, newer = _signed("Erika Groß"), _signed("Erika Groß", "2026-06-01T12:00:00+00:00")
    with catalogue.transaction() as books:
        for agreement in (older, newer, _signed("Max Mustermann")):
            books.agreements.add(agreement)
    with catalogue.reading() as books:
        assert books.agreements.of_creator("erika  GROSS") == [newer, older]
        assert books.agreements.of_creator("Erika") == []


def test_adding_an_agreement_again_gives_the_one_that_stands(catalogue: Catalogue) -> None:
    agreement = _signed("Erika Groß")
    with catalogue.transaction() as books:
        books.agreements.add(agreement)
    with catalogue.transaction() as books:
        assert books.agreements.add(replace(agreement, evidence="forged")) == agreement


def test_a_name_of_any_length_is_kept_and_found(catalogue: Catalogue) -> None:
    agreement = _signed("; ".join(f"Große Fotografin {number}" for number in range(2000)))
    with catalogue.transaction() as books:
        books.agreements.add(agreement)
        assert books.agreements.of_creator(agreement.creator) == [agreement]


def test_an_unknown_agreement_is_named(catalogue: Catalogue) -> None:
    with catalogue.transaction() as books:
        with pytest.raises(NotFound):
            books.agreements.get("nobody")
        with pytest.raises(NotFound):
            books.agreements.terminate("nobody", "2026-07-01")


def test_an_agreement_ends_once(catalogue: Catalogue) -> None:
    agreement = _signed("Erika Groß")
    with catalogue.transaction() as books:
        books.agreements.add(agreement)
        ended = books.agreements.terminate(agreement.id, "2026-07-01")
        with pytest.raises(InvalidRequest, match="ended on 2026-07-01"):
            books.agreements.terminate(agreement.id, "2027-01-01")
    assert ended == replace(agreement, terminated_at="2026-07-01")
    with catalogue.reading() as books:
        assert books.agreements.get(agreement.id) == ended
