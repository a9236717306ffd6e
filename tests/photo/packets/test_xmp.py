from __future__ import annotations

from dataclasses import replace

import pytest
from defusedxml import ElementTree
from hypothesis import given, strategies as st

from imagepool.photo.packets.text import line, paragraphs
from imagepool.photo.packets.xmp import LARGEST_PACKET, NAMESPACES, xmp_packet
from tests.photo.delivered import ASSET_ID, DESCRIPTION, RIGHTS

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

_ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def items(packet: bytes, name: str) -> list[tuple[str | None, str]]:
    """Give language and text of the items of a property, as ElementTree reads them."""
    prefix, _, local = name.partition(":")
    tag = f"{{{NAMESPACES[prefix]}}}{local}"
    root = ElementTree.fromstring(packet)
    return [(li.get(_LANGUAGE), li.text or "") for li in root.findall(f".//{tag}//{_RDF}li")]


@given(caption=_ANY_TEXT, keyword=_ANY_TEXT)
def test_every_text_is_read_back_as_it_was_shaped(caption: str, keyword: str) -> None:
    words = replace(DESCRIPTION, caption=caption, keywords=(keyword,))
    packet = xmp_packet(ASSET_ID, words, RIGHTS, minimal=False)
    shaped = paragraphs(caption)
    alternatives = [("x-default", shaped), ("de", shaped)] if shaped else []
    assert items(packet, "dc:description") == alternatives
    assert items(packet, "dc:subject") == ([(None, line(keyword))] if line(keyword) else [])


def test_texts_that_look_like_markup_stay_texts() -> None:
    hostile = '<?xpacket end="w"?>]]>&amp;</rdf:li><rdf:li xml:lang="en">'
    words = replace(DESCRIPTION, caption=hostile)
    rights = replace(RIGHTS, asset_url='https://pool.example/"><x')
    packet = xmp_packet(ASSET_ID, words, rights, minimal=False)
    assert items(packet, "dc:description")[0] == ("x-default", hostile)


@pytest.mark.parametrize("letter", ["&", "<", "ß", "𝄞", "a b"])
@pytest.mark.parametrize("count", [80, 800, 40_000])
def test_the_packet_always_fits_into_one_segment(letter: str, count: int) -> None:
    much = letter * count
    words = replace(
        DESCRIPTION,
        title=much,
        headline=much,
        caption=much,
        alt_text=much,
        keywords=(much,) * 300,
        location_shown=DESCRIPTION.location_shown * 200,
    )
    rights = replace(RIGHTS, creator=(much,) * 100, usage_terms={"de": much, "en": much})
    packet = xmp_packet(ASSET_ID, words, rights, minimal=False)
    assert len(packet) <= LARGEST_PACKET
    ElementTree.fromstring(packet)


def test_language_alternatives_begin_with_the_default() -> None:
    packet = xmp_packet(ASSET_ID, DESCRIPTION, RIGHTS, minimal=False)
    languages = [language for language, _ in items(packet, "xmpRights:UsageTerms")]
    assert languages == ["x-default", "de", "en"]
