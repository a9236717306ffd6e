"""The index's life over a catalogue on SQLite and on PostgreSQL: one contract for both."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from imagepool.asset import Asset, Description, State
from imagepool.pool import Pool
from imagepool.rights.agreements import sign
from imagepool.rights.declarations import Declarations
from imagepool.rights.uses import Channel, Purpose, Use
from imagepool.search.query import Query, Sort
from imagepool.workflows import indexing, vocabulary
from tests.catalogue.made import make_asset, make_event
from tests.pools import ingest, put_photos, settings_in

ENGINES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]
SIGNED = sign(
    creator="Erika Mustermann",
    signed_by="erika@example.org",
    signed_at="2026-05-01T12:00:00+00:00",
    text="Ich bin einverstanden.",
    template_version="1",
    license_ids=["CC-BY-4.0"],
)
TITLES = ("Fachwerk im Herbst", "Fachwerk im Winter", "Weg im Wald")


@pytest.fixture(params=ENGINES)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'pool.db'}"
    return str(request.getfixturevalue("postgresql_url"))


@pytest.fixture
def pool(tmp_path: Path, database: str) -> Iterator[Pool]:
    with Pool.open(settings_in(tmp_path, database=database)) as opened:
        for title in TITLES:
            put(opened, title)
        yield opened


def put(pool: Pool, title: str, **changes: object) -> Asset:
    """Add a published asset without any photo."""
    shown = Description(title=title)
    asset = make_asset(
        title, description=shown, state=State.PUBLISHED, agreement_id=SIGNED.id, **changes
    )
    with pool._workshop.catalogue.transaction() as books:
        books.agreements.add(SIGNED)
        added = books.assets.add(asset, None, make_event(asset))
        books.declarations.declare(asset.id, Declarations.nothing_to_release())
        return added


def titles(pool: Pool, text: str = "", **changes: object) -> list[str]:
    query = replace(Query.parse(text), **changes)  # type: ignore[arg-type]  # fields by name
    return [hit.asset.title for hit in pool.search(query).hits]


def another(pool: Pool, home: Path) -> Pool:
    """Open the same pool on another machine: the same catalogue, an index of its own."""
    return Pool.open(replace(pool.settings, home=home))


def test_a_writer_sees_its_own_write_and_every_machine_agrees(pool: Pool, tmp_path: Path) -> None:
    with another(pool, tmp_path / "elsewhere") as other:
        assert titles(pool) == titles(other) == [*reversed(TITLES)]
        added = put(pool, "Kirche am Markt")
        assert titles(pool, "Kirche") == titles(other, "Kirche") == [added.title]
        described = Description(title="Museum am Markt")
        other.describe(added.id, described, actor="anna")
        assert titles(pool, "Museum") == ["Museum am Markt"]
        assert pool.search("Kirche").exact == 0  # what is near may follow


def test_processes_of_one_machine_never_take_each_others_work_for_a_step_back(pool: Pool) -> None:
    stop = threading.Event()
    went_back: list[tuple[int, int]] = []

    def look() -> None:
        before = 0
        with Pool.open(pool.settings) as other:
            while not stop.is_set():
                other.search("Fachwerk")
                stands = other._workshop.index.position
                if stands < before:
                    went_back.append((before, stands))
                before = stands

    reader = threading.Thread(target=look)
    reader.start()
    for number in range(15):
        put(pool, f"Bild {number}")
        assert titles(pool, f"Bild {number}")
    stop.set()
    reader.join(30)
    assert went_back == []


def test_a_withdrawn_asset_is_not_shown_even_by_a_stale_index(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    hit = pool.search("Wald").hits[0]
    pool.withdraw(hit.asset.id, actor="anna", reason="consent withdrawn")
    # As if the index had not heard of it yet.
    monkeypatch.setattr("imagepool.workflows.search.bring_up_to_date", lambda *_, **__: True)
    page = pool.search("Wald")
    assert page.total == 1
    assert page.hits == ()


def test_a_lost_or_damaged_index_is_made_again(pool: Pool) -> None:
    assert len(titles(pool, "Fachwerk")) == 2
    for path in (pool.settings.home / "index").rglob("*.idx"):
        path.write_bytes(b"rubbish")
    assert len(titles(pool, "Fachwerk")) == 2
    pool._workshop.index.clear()
    assert len(titles(pool, "Fachwerk")) == 2


def test_a_catalogue_that_was_set_back_is_followed_back(pool: Pool) -> None:
    assert titles(pool)
    pool._workshop.catalogue.downgrade()
    pool._workshop.catalogue.upgrade()
    assert titles(pool) == []
    put(pool, "Neues Bild")
    assert titles(pool) == ["Neues Bild"]


def test_a_rebuild_tells_its_progress_and_searches_are_answered_meanwhile(pool: Pool) -> None:
    assert titles(pool)
    steps = []
    for step in pool.rebuild_index():
        assert len(titles(pool, "Fachwerk")) == 2
        steps.append(step)
        if len(steps) == 1:
            put(pool, "Inzwischen dazugekommen")
            assert titles(pool, "Inzwischen") == ["Inzwischen dazugekommen"]
    assert steps[0] == (0, 3)
    assert steps[-1] == (3, 3)
    assert titles(pool, "Inzwischen") == ["Inzwischen dazugekommen"]
    assert len(titles(pool)) == 4


def test_children_make_the_same_index(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    before = pool.search(Query(text="Fachwerk"))
    monkeypatch.setattr(indexing, "_MANY", 0)
    assert list(pool.rebuild_index())[-1] == (3, 3)
    after = pool.search(Query(text="Fachwerk"))
    assert [hit.asset.id for hit in after.hits] == [hit.asset.id for hit in before.hits]
    assert after.facets == before.facets


def test_other_words_make_the_index_anew_by_itself(
    pool: Pool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert titles(pool, "Fachwerk")
    table = tmp_path / "themes.csv"
    table.write_text("other words")
    monkeypatch.setattr(vocabulary, "_tables", lambda _folder: [table])
    vocabulary.edition_of.cache_clear()
    try:
        with Pool.open(pool.settings) as changed:
            assert changed._workshop.index.outdated
            assert len(titles(changed, "Fachwerk")) == 2
            assert not changed._workshop.index.outdated
    finally:
        vocabulary.edition_of.cache_clear()


def test_many_changes_are_caught_up_with_in_the_background(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "AT_ONCE", 1)
    page = pool.search("Fachwerk")
    assert not page.fresh
    for thread in threading.enumerate():
        if thread.daemon and thread is not threading.current_thread():
            thread.join(30)
    page = pool.search("Fachwerk")
    assert page.fresh
    assert page.total == 2


def test_what_is_downloaded_most_comes_first_where_that_is_asked_for(
    tmp_path: Path, database: str
) -> None:
    use = Use(purpose=Purpose.TOURISM, channel=Channel.WEB)
    with Pool.open(settings_in(tmp_path, database=database)) as pool:
        ids = [str(each.id) for each in ingest(pool, *put_photos(tmp_path / "in", 3))]
        oldest = pool.search(Query(sort=Sort.NEWEST)).hits[-1].asset.id
        for _ in range(2):
            pool.download(oldest, "social", use, accepted_terms=True)
        second = next(each for each in ids if each != oldest)
        pool.download(second, "social", use, accepted_terms=True)
        used = [hit.asset.id for hit in pool.search(Query(sort=Sort.MOST_USED)).hits]
        assert used[:2] == [oldest, second]
        assert set(used) == set(ids)
        usable = pool.search(Query(filters={"use": ("tourism.web",)}))
        assert usable.total == 3
        assert {each.value for each in usable.facets["color"]}
