from __future__ import annotations

from typing import Any

from imagepool.catalogue import Catalogue
from imagepool.style.looks import Look
from tests.catalogue.made import REPORT, put

FINDINGS: list[dict[str, Any]] = [
    {"rule": "people", "verdict": "warn", "level": "should", "value": 2},
    {"rule": "tilt", "verdict": "pass", "level": "must", "value": 0.1},
]
SEEN = {**REPORT, "findings": FINDINGS, "colors": [["#1f5b4a", 0.6], ["#ffffff", 0.4]]}
LOOK = Look(faces=2, colors=(("#1f5b4a", 0.6), ("#ffffff", 0.4)), fit=833)


def test_the_look_of_the_newest_report_is_kept_beside_it(catalogue: Catalogue) -> None:
    with catalogue.transaction() as books:
        one, other = put(books, 1), put(books, 2)
        books.assets.set_report(one.id, SEEN)
        assert books.assets.looks([one.id, other.id, "unknown"]) == {one.id: LOOK, other.id: Look()}


def test_another_look_is_a_change_in_the_feed_and_the_same_one_is_none(
    catalogue: Catalogue,
) -> None:
    with catalogue.transaction() as books:
        one = put(books, 1)
        before = books.changes.last()
        books.assets.set_report(one.id, SEEN)
    with catalogue.transaction() as books:
        [change] = books.changes.after(before)
        assert change.asset_id == one.id
        assert books.assets.get(one.id).revision == change.position == books.changes.last()
        books.assets.set_report(one.id, SEEN)
        assert books.changes.last() == change.position


def test_reports_of_an_older_version_get_their_looks(catalogue: Catalogue) -> None:
    with catalogue.transaction() as books:
        one = put(books, 1)
        books.assets.set_report(one.id, SEEN)
    catalogue.downgrade("0005")
    catalogue.upgrade()
    with catalogue.reading() as books:
        assert books.assets.looks([one.id]) == {one.id: LOOK}
        assert books.assets.report(one.id) == SEEN


def test_receipts_are_counted_and_followed(catalogue: Catalogue) -> None:
    with catalogue.reading() as books:
        assert books.changes.ends() == (0, 0)
        assert books.receipts.counts(["unknown"]) == {}
        assert books.receipts.assets_after(0) == []
