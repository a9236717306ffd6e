from __future__ import annotations

import pytest

from imagepool.pool import Pool
from tests.service.conftest import Visitor

PAGES = ("/impressum", "/datenschutz", "/nutzungsbedingungen", "/barrierefreiheit", "/lizenzen")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["de", "en"])
def test_legal_pages_stand_in_both_languages_and_have_one_heading(
    visitor: Visitor, page: str, language: str
) -> None:
    answer = visitor.get(f"{page}?lang={language}")
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text
    assert answer.text.count("<h1") == 1


@pytest.mark.parametrize("page", PAGES)
def test_every_page_leads_to_them(visitor: Visitor, page: str) -> None:
    assert f'href="{page}"' in visitor.get("/").text


def test_every_license_has_its_page_with_the_clauses_that_decisions_name(
    visitor: Visitor, pool: Pool
) -> None:
    for license_id, license_ in pool.licenses.items():
        page = visitor.get(f"/lizenzen/{license_id}").text
        assert license_.text_sha256 in page
        for clause in license_.text_clauses("de"):
            assert f'id="{clause.id}"' in page


def test_a_license_says_at_a_glance_what_is_allowed(visitor: Visitor) -> None:
    page = visitor.get("/lizenzen/LicenseRef-Bilderpool-1.0").text
    assert page.index("Erlaubt") < page.index("Bitte vorher fragen") < page.index("Nicht erlaubt")


def test_an_unknown_license_is_not_found(visitor: Visitor) -> None:
    assert visitor.get("/lizenzen/MIT").status_code == 404
