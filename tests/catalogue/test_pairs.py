"""Value -> row -> database -> value is the identity."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from imagepool.asset import Asset, Description, Event, Original, Submission
from imagepool.catalogue import Catalogue
from imagepool.catalogue.rows import (
    AssetRow,
    ConceptRow,
    OpinionRow,
    PersonRow,
    Row,
    SubmissionRow,
)
from imagepool.rights.agreements import Agreement
from imagepool.rights.people import Person
from imagepool.style.calibration.opinion import Opinion
from imagepool.style.publication import PublishedConcept
from tests.catalogue import made

few = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@few
@given(asset=made.assets, described=made.descriptions)
def test_an_asset_comes_back_as_it_was_put_in_and_as_it_was_changed(
    catalogue: Catalogue, asset: Asset, described: Description
) -> None:
    with catalogue.transaction() as books:
        added = books.assets.add(asset, None, made.make_event(asset))
    with catalogue.reading() as books:
        assert books.assets.get(asset.id) == added
    assert replace(added, number=0, revision=0) == asset
    with catalogue.transaction() as books:
        changed = books.assets.replace(
            replace(added, description=described), made.make_event(asset, "describe")
        )
    with catalogue.reading() as books:
        assert books.assets.get(asset.id) == changed
    assert changed == replace(added, description=described, revision=changed.revision)


@few
@given(data=st.data())
def test_an_event_comes_back_as_it_was_put_in(catalogue: Catalogue, data: st.DataObject) -> None:
    with catalogue.transaction() as books:
        asset = made.put(books, data.draw(made.unique))
        event: Event = data.draw(made.events(asset))
        books.events.add(event)
    with catalogue.reading() as books:
        assert books.events.of_asset(asset.id)[-1] == event


@few
@given(agreement=made.agreements)
def test_an_agreement_comes_back_as_it_was_put_in(
    catalogue: Catalogue, agreement: Agreement
) -> None:
    with catalogue.transaction() as books:
        assert books.agreements.add(agreement) == agreement
    with catalogue.reading() as books:
        assert books.agreements.get(agreement.id) == agreement
        assert agreement in books.agreements.of_creator(agreement.creator)


@few
@given(data=st.data(), signed=st.binary(max_size=100))
def test_a_receipt_comes_back_as_it_was_put_in(
    catalogue: Catalogue, data: st.DataObject, signed: bytes
) -> None:
    with catalogue.transaction() as books:
        asset = made.put(books, "one asset for all receipts")
        receipt = data.draw(made.receipts(asset))
        books.receipts.add(receipt, signed)
    with catalogue.reading() as books:
        assert books.receipts.get(receipt.id) == (receipt, signed)
        assert books.receipts.by_file(receipt.file_sha256) == receipt


@few
@given(person=made.people, changed=made.people)
def test_a_person_comes_back_as_put_in_and_as_changed(
    catalogue: Catalogue, person: Person, changed: Person
) -> None:
    with catalogue.transaction() as books:
        books.people.add(person)
        assert books.people.get(person.id) == person
        books.people.replace(replace(changed, id=person.id))
    with catalogue.reading() as books:
        assert books.people.by_email(changed.email) == replace(changed, id=person.id)


@few
@given(data=st.data())
def test_a_submission_comes_back_as_put_in_and_as_settled(
    catalogue: Catalogue, data: st.DataObject
) -> None:
    with catalogue.transaction() as books:
        asset = made.put(books, "one asset for all submissions")
        person = books.people.add(data.draw(made.people))
        came: Submission = data.draw(made.submissions(person, asset))
        settled: Submission = replace(data.draw(made.submissions(person, asset)), id=came.id)
        books.submissions.add(came)
    with catalogue.reading() as books:
        assert books.submissions.get(came.id) == came
    with catalogue.transaction() as books:
        books.submissions.replace(settled)
    with catalogue.reading() as books:
        assert books.submissions.get(came.id) == settled


@few
@given(concept=made.published_concepts)
def test_a_published_concept_comes_back_as_it_was_put_in(
    catalogue: Catalogue, concept: PublishedConcept
) -> None:
    with catalogue.transaction() as books:
        assert books.concepts.add(concept) == concept
    with catalogue.reading() as books:
        assert books.concepts.get(concept.id, concept.version) == concept


@few
@given(data=st.data())
def test_an_opinion_comes_back_as_it_was_put_in(catalogue: Catalogue, data: st.DataObject) -> None:
    with catalogue.transaction() as books:
        asset = made.put(books, data.draw(made.unique))
        opinion: Opinion = data.draw(made.opinions(asset))
        books.opinions.set(opinion)
    with catalogue.reading() as books:
        assert books.opinions.of_asset(asset.id) == [opinion]


@pytest.mark.parametrize(
    ("value", "row"),
    [
        (Description, AssetRow),
        (Original, AssetRow),
        (Person, PersonRow),
        (Submission, SubmissionRow),
        (PublishedConcept, ConceptRow),
        (Opinion, OpinionRow),
    ],
)
def test_every_field_of_a_value_has_its_column(value: type, row: type[Row]) -> None:
    assert {each.name for each in fields(value)} <= set(row.__table__.columns.keys())
