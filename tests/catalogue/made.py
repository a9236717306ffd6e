"""Values that the catalogue's tests put in: plain ones by number, wild ones by hypothesis."""

from __future__ import annotations

import hashlib
import uuid
from datetime import date
from typing import Any

from hypothesis import strategies as st

from imagepool.asset import (
    FORMATS,
    Asset,
    Description,
    Event,
    Likeness,
    Original,
    Place,
    State,
    Submission,
    SubmissionOutcome,
    asset_id,
)
from imagepool.catalogue import Transaction
from imagepool.rights.agreements import Agreement
from imagepool.rights.people import Person, Role
from imagepool.rights.proof.receipts import Receipt
from imagepool.rights.uses import Audience
from imagepool.search.calls import Call
from imagepool.search.collections import Collection
from imagepool.search.saved import SavedSearch
from imagepool.style.calibration.opinion import Opinion, Stance
from imagepool.style.publication import PublishedConcept

AT = "2026-05-01T12:00:00+00:00"
REPORT = {"concept": {"id": "home", "version": "3"}, "verdict": "pass", "findings": []}


def digest(seed: object) -> str:
    return hashlib.sha256(str(seed).encode()).hexdigest()


def make_asset(seed: object, **changes: Any) -> Asset:
    sha256 = digest(seed)
    likeness = Likeness(phash=int(sha256[:16], 16), dhash=int(sha256[16:32], 16))
    fields: dict[str, Any] = {
        "id": asset_id(sha256),
        "original": Original(
            digest=sha256,
            format="JPEG",
            byte_count=5_000_000_000,
            width=6000,
            height=4000,
            name="Mühle.jpg",
        ),
        "likeness": likeness,
        "state": State.IN_REVIEW,
        "description": Description(title=f"Bild {seed}", keywords=("Fachwerk", "Kyffhäuser")),
        "creator": ("Erika Mustermann",),
        "license_id": "CC-BY-4.0",
        "agreement_id": None,
        "added_at": AT,
    }
    return Asset(**{**fields, **changes})


def make_event(asset: Asset | str, act: str = "ingest", **detail: str) -> Event:
    key = asset if isinstance(asset, str) else asset.id
    return Event(at=AT, actor="tester", act=act, asset_id=key, detail=detail)


def put(books: Transaction, seed: object, **changes: Any) -> Asset:
    """Add an asset as an ingest does."""
    asset = make_asset(seed, **changes)
    return books.assets.add(asset, REPORT, make_event(asset))


def make_person(seed: object, **changes: Any) -> Person:
    fields: dict[str, Any] = {
        "id": f"person-{seed}",
        "name": f"Person {seed}",
        "email": f"{seed}@example.org",
        "role": Role.CONTRIBUTOR,
        "added_at": AT,
    }
    return Person(**{**fields, **changes})


def make_submission(seed: object, person: Person, **changes: Any) -> Submission:
    fields: dict[str, Any] = {
        "id": f"submission-{seed}",
        "batch": "batch",
        "at": AT,
        "person_id": person.id,
        "original_name": "Mühle.jpg",
        "digest": digest(seed),
        "license_id": "CC-BY-4.0",
        "creator": ("Erika Mustermann",),
    }
    return Submission(**{**fields, **changes})


def make_saved_search(seed: object, person: Person, **changes: Any) -> SavedSearch:
    fields = {"id": f"saved-{seed}", "person_id": person.id, "query": "Fachwerk theme:burg"}
    moments = {"saved_at": AT, "seen_at": AT, "told_at": AT}
    return SavedSearch(**{**fields, **moments, **changes})


def make_call(seed: object, **changes: Any) -> Call:
    fields: dict[str, Any] = {
        "id": f"call-{seed}",
        "title": "Bilder gesucht",
        "text": "Schnee in Ellrich.\nAuch bei Nacht.",
        "themes": ("winter",),
        "places": ("16062005",),
        "deadline": date(2026, 12, 31),
        "license_id": "CC-BY-4.0",
        "agreement_version": "1.0",
        "called_at": AT,
        "called_by": "curator@example.org",
    }
    return Call(**{**fields, **changes})


def make_concept(version: str, **changes: Any) -> PublishedConcept:
    fields = {"id": "home", "version": version, "text": "[concept]", "sha256": digest(version)}
    return PublishedConcept(**{**fields, "since": AT, **changes})


def make_opinion(asset: Asset | str, rule: str, **changes: Any) -> Opinion:
    fields: dict[str, Any] = {
        "asset_id": asset if isinstance(asset, str) else asset.id,
        "rule": rule,
        "measure_version": 1,
        "stance": Stance.OVERRULED,
        "reason": "It is a foggy morning.",
        "actor": "curator@example.org",
        "at": AT,
        "concept_id": "home",
        "concept_version": "1.0.0",
        "value": 2.75,
    }
    return Opinion(**{**fields, **changes})


# PostgreSQL stores no NUL; half a character is no text.
words = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)
_maybe_words = st.none() | words
_lists = st.lists(words, max_size=3).map(tuple)
_bits = st.integers(0, 2**64 - 1)
_degrees = st.none() | st.floats(-180, 180)
unique = st.builds(lambda: uuid.uuid4().hex)
_digests = unique.map(digest)
places = st.builds(
    Place,
    sublocation=words,
    city=words,
    province_state=words,
    country_name=words,
    country_code=words,
    ags=words,
    district=words,
)
descriptions = st.builds(
    Description,
    title=words,
    headline=words,
    caption=words,
    keywords=_lists,
    alt_text=words,
    date_taken=words,
    location_shown=st.lists(places, max_size=2).map(tuple),
    location_created=st.none() | places,
    latitude=_degrees,
    longitude=_degrees,
    camera_make=words,
    camera_model=words,
    digital_source_type=words,
    model_release_status=words,
    property_release_status=words,
    themes=_lists,
)
originals = st.builds(
    Original,
    digest=_digests,
    format=st.sampled_from(sorted(FORMATS)),
    byte_count=st.integers(0, 2**40),
    width=st.integers(1, 2**24),
    height=st.integers(1, 2**24),
    name=words,
)
assets = st.builds(
    Asset,
    id=unique,
    original=originals,
    likeness=st.builds(Likeness, phash=_bits, dhash=_bits, mirrored=st.none() | _bits),
    state=st.sampled_from(State),
    description=descriptions,
    creator=_lists,
    license_id=words,
    agreement_id=st.none(),
    copyright_notice=words,
    added_at=words,
    published_at=_maybe_words,
    rights_stamp=words,
)
agreements = st.builds(
    Agreement,
    id=unique,
    creator=words,
    signed_at=words,
    signed_by=words,
    template_version=words,
    text_sha256=_digests,
    license_ids=_lists,
    credit_name=words,
    evidence=words,
    valid_until=_maybe_words,
    terminated_at=_maybe_words,
)
people = st.builds(
    Person,
    id=unique,
    name=words,
    email=unique.map("{}@example.org".format),
    role=st.sampled_from(Role),
    organization=words,
    audience=st.sampled_from(Audience),
    password_hash=_maybe_words,
    active=st.booleans(),
    added_at=words,
)


def receipts(asset: Asset) -> st.SearchStrategy[Receipt]:
    return st.builds(
        Receipt,
        id=unique,
        issued_at=words,
        pool_name=words,
        pool_url=words,
        asset_id=st.just(asset.id),
        asset_url=words,
        title=words,
        creator=_lists,
        preset=words,
        file_name=words,
        media_type=words,
        file_sha256=_digests,
        file_bytes=st.integers(0, 2**40),
        license_id=words,
        license_version=words,
        license_url=words,
        license_text_sha256=_digests,
        agreement_id=words,
        credit_line=words,
        purpose=words,
        channel=words,
        audience=words,
        print_run=st.none() | st.integers(1, 10**9),
        decision=words,
        clause=words,
        conditions=st.lists(st.fixed_dictionaries({"de": words, "en": words}), max_size=2).map(
            tuple
        ),
        recipient=words,
    )


def submissions(person: Person, asset: Asset) -> st.SearchStrategy[Submission]:
    return st.builds(
        Submission,
        id=unique,
        batch=unique,
        at=words,
        person_id=st.just(person.id),
        original_name=words,
        digest=_digests,
        license_id=words,
        creator=_lists,
        outcome=st.sampled_from(SubmissionOutcome),
        asset_id=st.none() | st.just(asset.id),
        error=st.dictionaries(st.sampled_from(["de", "en"]), words),
    )


published_concepts = st.builds(
    PublishedConcept, id=unique, version=words, text=words, sha256=_digests, since=words
)


def opinions(asset: Asset) -> st.SearchStrategy[Opinion]:
    return st.builds(
        Opinion,
        asset_id=st.just(asset.id),
        rule=unique,
        measure_version=st.integers(1, 1000),
        stance=st.sampled_from(Stance),
        reason=words,
        actor=words,
        at=words,
        concept_id=words,
        concept_version=words,
        value=st.none() | words | st.floats(allow_nan=False, allow_infinity=False),
    )


def events(asset: Asset) -> st.SearchStrategy[Event]:
    return st.builds(
        Event,
        at=words,
        actor=words,
        act=words,
        subject=words,
        asset_id=st.just(asset.id),
        detail=st.dictionaries(words, words, max_size=3),
    )


def make_collection(seed: int, **changes: Any) -> Collection:
    """Return a collection that is public."""
    values: dict[str, Any] = {
        "id": f"c{seed:015}",
        "title": f"Sammlung {seed}",
        "public": True,
        "made_at": AT,
        "made_by": "anna",
    }
    return Collection(**(values | changes))
