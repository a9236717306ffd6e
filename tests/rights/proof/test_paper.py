from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from imagepool.errors import InvalidReceipt, InvalidRequest
from imagepool.rights.proof.paper import (
    Page,
    compare_page,
    embedded_receipt,
    is_paper,
    print_receipt,
)
from imagepool.rights.proof.receipts import sign_receipt, verify_receipt
from imagepool.rights.proof.signing import SigningKey
from tests.rights.samples import RECEIPT

_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
_SAME_KEY = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25
)
PDFAID = "{http://www.aiim.org/pdfa/ns/id/}"
PDFUAID = "{http://www.aiim.org/pdfua/ns/id/}"


@pytest.fixture(scope="module")
def signed(key: SigningKey) -> bytes:
    return sign_receipt(RECEIPT, key)


@pytest.fixture(scope="module", params=["de", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def paper(signed: bytes, language: str) -> bytes:
    return print_receipt(RECEIPT, signed, language)


@pytest.fixture
def pdf(paper: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(paper)) as opened:
        yield opened


def test_it_declares_pdf_a_3a_and_pdf_ua_1(pdf: pikepdf.Pdf) -> None:
    xmp = ET.fromstring(bytes(pdf.Root.Metadata.read_bytes()))
    assert [each.text for each in xmp.iter(f"{PDFAID}part")] == ["3"]
    assert [each.text for each in xmp.iter(f"{PDFAID}conformance")] == ["A"]
    assert [each.text for each in xmp.iter(f"{PDFUAID}part")] == ["1"]
    [intent] = pdf.Root.OutputIntents
    assert str(intent.S) == "/GTS_PDFA1"
    assert bytes(intent.DestOutputProfile.read_bytes())[36:40] == b"acsp"  # an ICC profile
    assert pdf.check_pdf_syntax() == []
    assert "/Encrypt" not in pdf.trailer
    assert pdf.trailer.ID


def test_a_screen_reader_finds_language_title_headings_and_tables(
    pdf: pikepdf.Pdf, language: str
) -> None:
    assert str(pdf.Root.Lang) == language
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as xmp:
        assert xmp["dc:title"]
    kinds = list(_structure(pdf.Root.StructTreeRoot))
    roles = {str(name): str(role) for name, role in pdf.Root.StructTreeRoot.RoleMap.items()}
    shown = [roles.get(kind, kind) for kind in kinds]
    assert shown.count("/Table") == 3
    assert shown.count("/H1") + shown.count("/H2") >= 5
    for kind in ("/TH", "/TD", "/L", "/LI", "/Link", "/P"):
        assert kind in shown
    assert all("/StructParents" in page.obj for page in pdf.pages)


def _structure(element: pikepdf.Object | None) -> Iterator[str]:
    if not isinstance(element, pikepdf.Dictionary):
        return
    if "/S" in element:
        yield str(element.S)
    children = element.get("/K")
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        yield from _structure(child)


def test_every_font_is_embedded_and_maps_to_unicode(pdf: pikepdf.Pdf) -> None:
    fonts = [font for page in pdf.pages for font in page.obj.Resources.Font.values()]
    assert fonts
    for font in fonts:
        assert "/ToUnicode" in font
        [inner] = font.DescendantFonts
        assert "/FontFile2" in inner.FontDescriptor or "/FontFile3" in inner.FontDescriptor


def test_the_signed_receipt_is_attached_as_the_pages_source(
    pdf: pikepdf.Pdf, signed: bytes
) -> None:
    [attached] = pdf.Root.AF
    assert str(attached.AFRelationship) == "/Source"
    assert str(attached.UF) == RECEIPT.document_name
    assert str(attached.EF.F.Subtype) == "/application/json"
    assert bytes(attached.EF.F.read_bytes()) == signed
    assert list(pdf.attachments) == [RECEIPT.document_name]  # readers list it too


def test_the_receipt_inside_verifies(paper: bytes, key: SigningKey) -> None:
    found = embedded_receipt(paper)
    assert found
    assert verify_receipt(found, {"keys": [key.public_jwk()]}) == RECEIPT


def test_the_same_receipt_gives_the_same_bytes_and_they_are_recognized(
    paper: bytes, signed: bytes, language: str
) -> None:
    assert print_receipt(RECEIPT, signed, language) == paper
    assert compare_page(RECEIPT, signed, paper) is Page.SAME


def test_a_changed_page_around_a_genuine_receipt_is_noticed(paper: bytes, signed: bytes) -> None:
    with pikepdf.open(BytesIO(paper)) as pdf:
        saved = BytesIO()
        pdf.add_blank_page()
        pdf.save(saved)
    assert compare_page(RECEIPT, signed, saved.getvalue()) is Page.CHANGED
    assert compare_page(RECEIPT, signed, paper + b" ") is Page.CHANGED


def test_a_page_of_another_version_of_the_program_is_not_called_changed(
    paper: bytes, signed: bytes
) -> None:
    other = paper.replace(b"<pdf:Keywords>imagepool-paper-", b"<pdf:Keywords>imagepool-paper-0")
    assert other != paper
    assert compare_page(RECEIPT, signed, other) is Page.UNKNOWN


def test_a_pdf_that_another_program_saved_anew_still_has_its_receipt(
    paper: bytes, signed: bytes
) -> None:
    saved = BytesIO()
    with pikepdf.open(BytesIO(paper)) as pdf:
        pdf.save(
            saved,
            compress_streams=True,
            recompress_flate=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    assert embedded_receipt(saved.getvalue()) == signed


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n", b"%PDF-1.7 stream\n" * 99, b"%PDF-1.7 stream\nx\x9c" + b"\0" * 99]
)
def test_a_pdf_without_a_receipt_has_none(data: bytes) -> None:
    assert is_paper(data)
    assert embedded_receipt(data) is None


@_SAME_KEY
@given(data=st.data())
def test_a_changed_byte_is_never_overlooked(
    paper: bytes, signed: bytes, key: SigningKey, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(paper) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != paper[at]))
    damaged = paper[:at] + bytes([other]) + paper[at + 1 :]
    found = embedded_receipt(damaged)
    if found == signed:
        assert compare_page(RECEIPT, signed, damaged) is not Page.SAME
    elif found:
        with pytest.raises(InvalidReceipt) as refused:
            verify_receipt(found, {"keys": [key.public_jwk()]})
        assert refused.value.reason in {"changed", "copy_changed"}


@_SAME_KEY
@given(title=_TEXT, credit=_TEXT, recipient=_TEXT)
def test_every_text_can_be_printed(
    key: SigningKey, title: str, credit: str, recipient: str
) -> None:
    receipt = replace(RECEIPT, title=title, credit_line=credit, recipient=recipient)
    signed = sign_receipt(receipt, key)
    assert embedded_receipt(print_receipt(receipt, signed, "de")) == signed


@pytest.mark.parametrize(
    "title", ["Mühle 🌻 日本", "\u202everkehrt", "﷽", "a\u200db", "\x00\x1f\ufffe"]
)
def test_signs_that_no_font_has_are_replaced_on_the_page_only(key: SigningKey, title: str) -> None:
    receipt = replace(RECEIPT, title=title)
    signed = sign_receipt(receipt, key)
    found = embedded_receipt(print_receipt(receipt, signed, "en"))
    assert json.loads(found or b"{}")["receipt"]["title"] == title


def test_another_language_is_refused(signed: bytes) -> None:
    with pytest.raises(InvalidRequest, match="'fr'"):
        print_receipt(RECEIPT, signed, "fr")
