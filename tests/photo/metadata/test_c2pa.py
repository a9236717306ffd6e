from __future__ import annotations

import random
import time

import cbor2
import pytest
from hypothesis import given, settings, strategies as st

from imagepool.asset import Conflict, Fact
from imagepool.photo.containers import Blocks, read_blocks
from imagepool.photo.facts import facts_of, read_facts
from imagepool.photo.metadata.c2pa import read_c2pa
from tests.photo.blocks_made import packet
from tests.photo.credentials_made import (
    CAPTURED,
    GENERATED,
    NEWSCODES,
    actions,
    assertion,
    box,
    manifest,
    store,
    superbox,
    with_credentials,
)

FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "AVIF", "HEIC")
COMPOSED = NEWSCODES + "compositeWithTrainedAlgorithmicMedia"
EDITED = NEWSCODES + "humanEdits"


@pytest.mark.parametrize("name", FORMATS)
def test_credentials_are_read_in_every_format(name: str) -> None:
    whole = store(
        manifest(superbox("c2pa.thumbnail", box(b"bidb", bytes(150_000))), actions(GENERATED))
    )
    fields = read_facts(with_credentials(name, whole), name).fields
    assert fields["digital_source_type"] == Fact(GENERATED, "derived")
    assert fields["c2pa_source_types"] == Fact((GENERATED,), "derived")
    assert fields["c2pa_generator"] == Fact("Kamera/1.0", "derived")


@pytest.mark.parametrize("label", ["c2pa.actions", "c2pa.actions.v2", "c2pa.actions__2"])
def test_actions_of_both_versions_are_read(label: str) -> None:
    found = read_c2pa([store(manifest(actions(CAPTURED, label=label)))])
    assert found.values["c2pa_source_types"] == (CAPTURED,)


def test_what_a_newer_step_says_comes_first_and_older_manifests_last() -> None:
    old, new = manifest(actions(NEWSCODES + "print")), manifest(actions(CAPTURED, "", EDITED))
    found = read_c2pa([store(old, new)]).values
    assert found["c2pa_source_types"] == (EDITED, CAPTURED, NEWSCODES + "print")
    assert found["digital_source_type"] == EDITED


def test_a_generated_part_is_not_hidden_by_later_edits() -> None:
    found = read_c2pa([store(manifest(actions(CAPTURED, COMPOSED)), manifest(actions(EDITED)))])
    assert found.values["digital_source_type"] == COMPOSED


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ({"claim_generator": "Photoshop"}, "Photoshop"),
        ({"claim_generator_info": [{"name": "Firefly", "version": "3"}]}, "Firefly 3"),
        ({"claim_generator_info": {"name": "Leica"}}, "Leica"),
        ({"claim_generator": 7, "claim_generator_info": [7]}, None),
    ],
)
def test_the_program_is_named_as_the_claim_names_it(
    claim: dict[str, object], said: str | None
) -> None:
    found = read_c2pa([store(manifest(claim=claim))]).values
    assert found.get("c2pa_generator") == said
    assert not found.get("digital_source_type")


def test_xmp_comes_first_and_credentials_that_say_otherwise_are_a_conflict() -> None:
    claimed = packet("", attributes=f'Iptc4xmpExt:DigitalSourceType="{CAPTURED}"')
    facts = facts_of(Blocks(xmp=(claimed,), jumbf=(store(manifest(actions(GENERATED))),)))
    conflict = Conflict("derived", GENERATED)
    assert facts.fields["digital_source_type"] == Fact(CAPTURED, "xmp", (conflict,))


@pytest.mark.parametrize(
    ("jumbf", "named"),
    [
        (store(superbox("urn:c2pa:1")), "broken"),
        (store(superbox("urn:c2pa:1", box(b"brob", bytes(99)))), "compressed"),
        (store(manifest(superbox("c2pa.actions", box(b"cbor", b"\xff")))), "cannot be decoded"),
        (store(manifest(assertion("c2pa.actions", {"actions": ["x" * 70_000]}))), "is not read"),
        (store(*[manifest(actions(""))] * 900), "too many boxes"),
    ],
)
def test_what_cannot_be_read_is_named(jumbf: bytes, named: str) -> None:
    found = read_c2pa([jumbf])
    assert any(named in trouble.message for trouble in found.troubles)
    assert {trouble.block for trouble in found.troubles} == {"c2pa"}


@pytest.mark.parametrize(
    "content",
    [
        [],
        "text",
        {1: 2},
        {"actions": 3},
        {"actions": {"a": 1}},
        {"actions": [3, None, {}]},
        {"actions": [{"digitalSourceType": 3}, {"digitalSourceType": ["x"]}]},
    ],
)
def test_assertions_of_another_shape_state_nothing(content: object) -> None:
    found = read_c2pa([store(manifest(assertion("c2pa.actions", content)))])
    assert "digital_source_type" not in found.values


def test_boxes_that_are_no_manifest_store_state_nothing() -> None:
    other = superbox("vendor.depth", box(b"bidb", bytes(99)))
    assert read_c2pa([other, b"", b"\0" * 40, b"jumb"]) == read_c2pa([])


def _raw(*content: bytes) -> bytes:
    return store(manifest(superbox("c2pa.actions", *(box(b"cbor", each) for each in content))))


HOSTILE = {
    "deep lists": b"\x81" * 60_000,
    "deep maps": b"\xa1\x61a" * 20_000,
    "deep tags": b"\xc1" * 60_000,
    "a list longer than memory": b"\x9b" + b"\x7f" * 8,
    "a text longer than memory": b"\x7b" + b"\x7f" * 8,
    "a pattern": b"\xd8\x23" + cbor2.dumps("(a+)+" * 9_000),
    "a number beyond reason": b"\xc4\x82\x1a\x7f\xff\xff\xff\x01",
    "a huge exponent": b"\xc5\x82\x1b" + b"\x7f" * 8 + b"\x01",
    "a list that holds itself": bytes.fromhex("d81c81d81d00"),
    "keys of one hash": b"\xbf"
    + b"".join(cbor2.dumps(k * (2**61 - 1)) + b"\1" for k in range(1, 7_000)),
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_hostile_content_is_left_in_bounded_time(content: bytes) -> None:
    began = time.process_time()
    read_c2pa([_raw(content[:65_536])] * 4)
    assert time.process_time() - began < 4


def test_a_great_many_boxes_are_left_in_bounded_time() -> None:
    began = time.process_time()
    read_c2pa([store(manifest(superbox("c2pa.actions", box(b"free", b"") * 1_000_000)))] * 2)
    assert time.process_time() - began < 4


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_make_it_raise(content: bytes) -> None:
    read_c2pa([content, _raw(content), store(content), superbox("c2pa", superbox("m", content))])


@pytest.mark.parametrize("name", FORMATS)
def test_no_damage_to_a_file_makes_it_raise(name: str) -> None:
    whole = with_credentials(name, store(manifest(actions(CAPTURED, GENERATED))))
    draw = random.Random(3)
    assert read_blocks(whole, name).jumbf
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(draw.randrange(1, 6)):
            data[draw.randrange(len(data))] = draw.randrange(256)
        read_facts(bytes(data[: draw.randrange(60, len(data) + 1)]), name)
