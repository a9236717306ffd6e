from __future__ import annotations

import time

import pytest

from imagepool.photo.metadata.xmp_tree import MOST_EVENTS, parse_packet
from tests.photo.blocks_made import packet, title_packet

_HEAD = packet("").split(b"</rdf:Description>")[0]


def test_a_tree_has_the_usual_prefixes_whatever_the_packet_calls_them() -> None:
    odd = title_packet("T").replace(b"xmlns:dc=", b"xmlns:a=").replace(b"dc:", b"a:")
    names = [node.name for node in parse_packet(odd).root.walk()]
    assert names[-3:] == ["dc:title", "rdf:Alt", "rdf:li"]


def test_edit_history_and_raw_settings_are_passed_over() -> None:
    foreign = (
        "<s:Mask xmlns:s='http://ns.adobe.com/crs/'><rdf:Seq><rdf:li>1</rdf:li></rdf:Seq></s:Mask>"
    )
    tree = parse_packet(packet(foreign * 100 + "<dc:title>T</dc:title>"))
    description = tree.root.children[0].children[0].children[0]
    assert [child.name for child in description.children] == ["dc:title"]


def test_a_picture_inside_of_a_packet_does_not_hide_what_follows() -> None:
    picture = f'<g:Data xmlns:g="http://g.example/">{"QUJD" * 1_000_000}</g:Data>'
    tree = parse_packet(packet(picture + "<dc:title>T</dc:title>"))
    assert not tree.trouble
    assert "dc:title" in {node.name for node in tree.root.walk()}


@pytest.mark.parametrize(
    "filling",
    [b"<a/>", b"<a>", b"&", b"&amp;", b"<", b"\n", b"&#65;", b"<!DOCTYPE ", b'<a b:c="1" '],
)
def test_a_monstrous_packet_is_given_up_soon(filling: bytes) -> None:
    started = time.process_time()
    tree = parse_packet(_HEAD + filling * ((16 << 20) // len(filling)))
    assert tree.trouble
    assert tree.events <= MOST_EVENTS + 1
    assert time.process_time() - started < 4


def test_a_packet_that_hides_its_words_too_deep_says_so() -> None:
    tree = parse_packet(packet("<dc:a>" * 2000 + "T" + "</dc:a>" * 2000))
    assert tree.trouble == "it is nested too deeply"


def test_entities_are_never_followed_and_named() -> None:
    tree = parse_packet(b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + packet(
        "<dc:title>&x;</dc:title>"
    ))  # fmt: skip
    assert "entities" in tree.trouble
    assert "root:" not in "".join(node.text for node in tree.root.walk())
