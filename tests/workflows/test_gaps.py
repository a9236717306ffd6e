from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from imagepool.asset import Place
from imagepool.errors import InvalidRequest, NotFound
from imagepool.pool import Pool
from imagepool.rights.days import today
from imagepool.search.query import Query
from imagepool.workflows.gaps import Slice
from tests.pools import ingest, settings_in, titled_photo

ELLRICH, NORDHAUSEN = "16062005", "16062041"
YEAR = today().year
SCENES = (
    (ELLRICH, "wald", f"{YEAR}-10-02", (640, 480)),
    (ELLRICH, "burg", f"{YEAR - 8}-01-05", (480, 640)),
    (NORDHAUSEN, "wald", "", (640, 480)),
)


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pool]:
    folder = tmp_path_factory.mktemp("gaps")
    with Pool.open(settings_in(folder)) as opened:
        for seed, (ags, theme, date, size) in enumerate(SCENES):
            path = folder / f"{seed}.jpg"
            path.write_bytes(titled_photo(seed, size=size, title=f"Bild {seed}"))
            [outcome] = ingest(opened, path)
            words = opened.asset(str(outcome.id)).description
            place = Place(ags=ags, district=ags[:5])
            words = replace(words, themes=(theme,), date_taken=date, location_shown=(place,))
            opened.describe(str(outcome.id), words, actor="test")
        yield opened


@pytest.mark.parametrize(
    ("part", "counts"),
    [
        (Slice(), {(ELLRICH, "natur"): 1, (ELLRICH, "stadt_architektur"): 1,
                   (NORDHAUSEN, "natur"): 1}),
        (Slice(theme="natur"), {(ELLRICH, "wald"): 1, (NORDHAUSEN, "wald"): 1}),
        (Slice(season="herbst"), {(ELLRICH, "natur"): 1}),
        (Slice(orientation="portrait"), {(ELLRICH, "stadt_architektur"): 1}),
        (Slice(age="recent"), {(ELLRICH, "natur"): 1}),
        (Slice(age="older"), {(ELLRICH, "stadt_architektur"): 1, (NORDHAUSEN, "natur"): 1}),
        (Slice(district="16064"), {}),
    ],
)  # fmt: skip
def test_pictures_are_counted_by_municipality_and_theme(
    pool: Pool, part: Slice, counts: dict[tuple[str, str], int]
) -> None:
    found = pool.wishes.coverage(part)
    seen = {
        (town.ags, theme.id): found.count(town, theme)
        for town in found.towns
        for theme in found.themes
        if found.count(town, theme)
    }
    assert seen == counts
    assert found.gaps == len(found.towns) * len(found.themes) - len(counts)


def test_the_table_has_every_pair_in_every_season_format_and_age(pool: Pool) -> None:
    lines = list(pool.wishes.table())
    found = pool.wishes.coverage(Slice())
    assert len(lines) == len(found.towns) * len(found.themes) * 4 * 4 * 2
    assert len({(t.ags, e.id, part) for t, e, part, _ in lines}) == len(lines)
    autumn = [(t.ags, e.id, part.age) for t, e, part, n in lines if n and part.season == "herbst"]
    assert autumn == [(ELLRICH, "natur", "recent")]


def test_the_seasons_are_those_that_the_region_names(pool: Pool) -> None:
    assert set(pool.wishes.seasons()) == {"winter", "fruehling", "sommer", "herbst"}


def test_searches_in_vain_are_counted_in_their_tidiest_form(pool: Pool) -> None:
    for text in ("Kanu  Winter", "kanu winter", "Erika Mustermann", "anna@example.org"):
        pool.wishes.note_missed(Query(text=text))
    assert [(each.text, each.asked) for each in pool.wishes.missed()] == [("kanu winter", 2)]


def test_what_a_search_wanted_is_known(pool: Pool) -> None:
    assert pool.wishes.wanted("Wald in Ellrich ohne Kinder") == (("wald",), (ELLRICH,))


def call(pool: Pool, **changes: object) -> str:
    fields: dict[str, object] = {
        "title": "Bilder gesucht",
        "text": "Schnee in Ellrich",
        "deadline": today() + timedelta(days=3),
        "license": "CC-BY-4.0",
        "actor": "test",
        "themes": ("wald",),
        "places": (ELLRICH, "16065"),
    }
    return pool.wishes.call(**{**fields, **changes}).id  # type: ignore[arg-type]  # by name


def test_a_call_is_open_until_its_day_is_over_or_it_is_closed(pool: Pool) -> None:
    call_id = call(pool)
    assert call_id in {each.id for each in pool.wishes.open_calls()}
    changed = pool.wishes.change_call(
        call_id, title="Anders", text="Text", deadline=today(), closed=True
    )
    assert (changed.title, changed.closed) == ("Anders", True)
    assert call_id not in {each.id for each in pool.wishes.open_calls()}
    with pytest.raises(InvalidRequest, match="ended"):
        pool.wishes.answer(call_id, "batch-of-late-ones")


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "},
        {"text": "x" * 5001},
        {"deadline": today() - timedelta(days=1)},
        {"themes": ("nirgends",)},
        {"places": ("99999999",)},
    ],
)
def test_what_cannot_be_asked_for_is_refused(pool: Pool, wrong: dict[str, object]) -> None:
    with pytest.raises(InvalidRequest):
        call(pool, **wrong)


def test_a_call_under_a_license_that_there_is_not_is_refused(pool: Pool) -> None:
    with pytest.raises(NotFound):
        call(pool, license="none")


def test_a_withdrawn_picture_leaves_a_gap(pool: Pool) -> None:
    before = pool.wishes.coverage(Slice()).gaps
    [lone] = [hit.asset for hit in pool.search("Nordhausen Wald").hits
              if hit.asset.description.location_shown[0].ags == NORDHAUSEN]  # fmt: skip
    pool.withdraw(lone.id, actor="test", reason="consent")
    assert pool.wishes.coverage(Slice()).gaps == before + 1
