from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from imagepool.errors import InvalidRequest, NotFound
from imagepool.pool import Pool
from imagepool.rights.people import Role
from imagepool.search.query import Query
from tests.pools import ingest, settings_in, titled_photo

FACHWERK = Query(text="Fachwerk")


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pool]:
    with Pool.open(settings_in(tmp_path_factory.mktemp("saved"))) as opened:
        yield opened


@pytest.fixture
def person(pool: Pool, request: pytest.FixtureRequest) -> str:
    return pool.accounts.admit(
        f"{hash(request.node.name)}@example.org", name="P", role=Role.MEMBER
    ).id


def publish(pool: Pool, folder: Path, title: str, seed: int, *, now: bool = True) -> str:
    path = folder / f"{seed}.jpg"
    path.write_bytes(titled_photo(seed, title=title))
    [outcome] = ingest(pool, path, publish=now)
    return str(outcome.id)


def test_what_is_published_later_is_new_until_it_was_seen(
    pool: Pool, person: str, tmp_path: Path
) -> None:
    publish(pool, tmp_path, "Fachwerk alt", 1)
    waiting = publish(pool, tmp_path, "Fachwerk wartet", 2, now=False)
    saved = pool.wishes.save(person, FACHWERK)
    assert pool.wishes.news(saved.id, person).assets == ()
    new = publish(pool, tmp_path, "Fachwerkhaus neu", 3)
    publish(pool, tmp_path, "Wald", 4)
    pool.sign_for(waiting, actor="test")
    pool.publish(waiting, actor="test")  # came earlier, and is published last
    [news] = pool.wishes.saved(person)
    assert [asset.id for asset in news.assets] == [waiting, new]
    pool.wishes.seen(saved.id, person, news.assets[1].published_at or "")
    assert [a.id for a in pool.wishes.news(saved.id, person).assets] == [waiting]
    pool.wishes.seen(saved.id, person, "9999-01-01T00:00:00+00:00")  # nobody has seen the future
    for wrong in ("", "x", "2026-13-01", "2026-11-26T02:34:47.863685x"):
        with pytest.raises(InvalidRequest):
            pool.wishes.seen(saved.id, person, wrong)
    later = publish(pool, tmp_path, "Fachwerk noch neuer", 5)
    assert [a.id for a in pool.wishes.news(saved.id, person).assets] == [later]
    pool.withdraw(later, actor="test", reason="consent")
    assert pool.wishes.news(saved.id, person).assets == ()


def test_saved_searches_are_ones_own(pool: Pool, person: str) -> None:
    saved = pool.wishes.save(person, FACHWERK)
    assert pool.wishes.save(person, FACHWERK).id == saved.id
    for act in (pool.wishes.news, pool.wishes.forget):
        with pytest.raises(NotFound):
            act(saved.id, "somebody else")
    pool.wishes.forget(saved.id, person)
    assert pool.wishes.saved(person) == ()
    with pytest.raises(InvalidRequest):
        pool.wishes.save(person, Query())


def test_a_search_with_filters_is_saved_with_them(pool: Pool, person: str, tmp_path: Path) -> None:
    query = Query(text="Mühle", filters={"orientation": ("portrait",)})
    saved = pool.wishes.save(person, query)
    publish(pool, tmp_path, "Mühle", 6)
    assert Query.parse(saved.query).filters == query.filters
    assert pool.wishes.news(saved.id, person).assets == ()


def test_a_search_is_told_in_the_words_of_its_reader(pool: Pool, person: str) -> None:
    query = Query(text="Wald", filters={"orientation": ("landscape",), "year": ("2024",)})
    saved = pool.wishes.save(person, query)
    assert pool.wishes.news(saved.id, person).name == {
        "de": "Wald, 2024, Querformat",
        "en": "Wald, 2024, Landscape",
    }
