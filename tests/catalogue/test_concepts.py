from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from imagepool.catalogue import Catalogue
from imagepool.errors import NotFound
from tests.catalogue.made import make_concept


def test_a_version_is_kept_once_and_never_written_again(catalogue: Catalogue) -> None:
    first = make_concept("1.0.0")
    with catalogue.transaction() as books:
        assert books.concepts.add(first) == first
    with catalogue.transaction() as books:
        assert books.concepts.add(replace(first, text="something else", sha256="0")) == first
    with catalogue.reading() as books:
        assert books.concepts.find("home", "1.0.0") == first


def test_versions_come_newest_first(catalogue: Catalogue) -> None:
    older = make_concept("1.0.0", since="2026-01-01T00:00:00+00:00")
    newer = make_concept("0.9.0", since="2026-02-01T00:00:00+00:00")
    with catalogue.transaction() as books:
        for concept in (older, newer):
            books.concepts.add(concept)
    with catalogue.reading() as books:
        assert books.concepts.all() == [newer, older]


def test_an_unknown_version_names_those_that_there_are(catalogue: Catalogue) -> None:
    with catalogue.transaction() as books:
        assert books.concepts.find("home", "1.0.0") is None
        books.concepts.add(make_concept("1.0.0"))
        with pytest.raises(NotFound, match=r"home@2\.0\.0") as refusal:
            books.concepts.get("home", "2.0.0")
    assert "home@1.0.0" in refusal.value.hint


def test_of_processes_that_publish_at_once_one_wins_and_none_fails(
    tables: str, catalogue: Catalogue
) -> None:
    act = (
        "import sys\n"
        "from imagepool.catalogue import Catalogue\n"
        "from tests.catalogue.made import make_concept\n"
        "with Catalogue.open(sys.argv[1], patience=60) as opened:\n"
        "    for version in range(20):\n"
        "        with opened.transaction() as books:\n"
        "            books.concepts.add(make_concept(f'{version}.0.0', text=sys.argv[2]))\n"
    )
    running = [
        subprocess.Popen([sys.executable, "-W", "error", "-c", act, tables, who]) for who in "ab"
    ]
    assert [process.wait(timeout=120) for process in running] == [0, 0]
    with catalogue.reading() as books:
        kept = books.concepts.all()
    assert len(kept) == 20
    assert {concept.text for concept in kept} <= {"a", "b"}
