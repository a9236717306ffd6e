from __future__ import annotations

from imagepool.region import load_region
from imagepool.service.chart import drawn_chart
from imagepool.service.filters import filters_of
from imagepool.workflows.search import FacetCount
from tests.service.conftest import Visitor

REGION = load_region("nordthueringen")


def count(value: str, number: int = 1, *, selected: bool = False, broader: str = "") -> FacetCount:
    return FacetCount(value, {"de": value, "en": value}, number, selected, broader)


def shown(*counts: FacetCount, facet: str = "theme", curator: bool = False) -> list[object]:
    made = filters_of({facet: counts}, curator=curator)
    return [(entry.count.value, entry.depth) for each in made for entry in each.entries]


def test_a_tree_shows_what_is_narrower_below_what_is_broader() -> None:
    counts = (count("wood", broader="nature"), count("feast"), count("nature", 3))
    assert shown(*counts) == [("feast", 0), ("nature", 0), ("wood", 1)]
    assert shown(count("wood", broader="nature")) == [("wood", 0)]


def test_the_channels_of_a_purpose_are_offered_once_it_is_chosen() -> None:
    channel = count("tourism.web", broader="tourism")
    assert shown(count("tourism"), channel, facet="use") == [("tourism", 0)]
    chosen = count("tourism", selected=True)
    assert shown(chosen, channel, facet="use") == [("tourism", 0), ("tourism.web", 1)]
    ticked = count("tourism.web", selected=True, broader="tourism")
    assert ("tourism.web", 1) in shown(count("tourism"), ticked, facet="use")


def test_only_curators_are_offered_what_is_not_stated() -> None:
    counts = (count("nature"), count("-", 5))
    assert shown(*counts) == [("nature", 0)]
    assert shown(*counts, curator=True) == [("nature", 0), ("-", 0)]
    assert shown(count("-", 5), curator=True) == []
    assert shown(count("nature"), count("-", selected=True)) == [("nature", 0), ("-", 0)]


def test_a_facet_without_values_is_no_filter() -> None:
    assert filters_of({"collection": (), "theme": ()}) == ()


def test_the_map_counts_every_answer_once_and_its_clusters_do_not_overlap() -> None:
    counts = [count(town.ags, place + 1) for place, town in enumerate(REGION.municipalities)]
    drawn = drawn_chart(REGION, [*counts, count("-", 7), count("99999999", 2)])
    assert drawn.elsewhere == 9
    assert sum(each.count for each in drawn.clusters) == sum(each.count for each in counts)
    keys = [key for each in drawn.clusters for key in each.keys]
    assert sorted(keys) == sorted(each.value for each in counts)
    assert [each.count for each in drawn.listed] == sorted((c.count for c in counts), reverse=True)


def test_a_map_without_answers_is_a_map() -> None:
    drawn = drawn_chart(REGION, [])
    assert (drawn.clusters, drawn.listed) == ((), ())
    assert len(drawn.areas) == len(REGION.municipalities)


def test_the_unset_filter_is_there_for_curators_alone(visitor: Visitor, anna: Visitor) -> None:
    assert 'value="-"' not in visitor.get("/suche").text
    page = anna.get("/suche").text
    assert 'name="theme" value="-"' in page
    assert "ohne Angabe" in page


def test_orders_and_colors_that_there_are_not_get_advice(visitor: Visitor) -> None:
    for address in ("/suche?sort=rubbish", "/suche?shade=rubbish", "/karte?sort=rubbish"):
        answer = visitor.get(address)
        assert answer.status_code == 400
        assert "Bitte prüfen Sie Ihre Eingabe" in answer.text
    assert visitor.get("/suche?like=0000000000000000").status_code == 404


def test_a_lonely_quote_finds_nothing_and_a_facet_of_nobody_can_be_taken_back(
    visitor: Visitor,
) -> None:
    assert "Nichts gefunden" in visitor.get("/suche?q=%22").text
    page = visitor.get("/suche?district=99999").text
    assert "Nichts gefunden" in page
    assert 'class="chip on" href="/suche"' in page


def test_the_map_says_the_same_as_the_list(visitor: Visitor) -> None:
    page = visitor.get("/karte?q=Wald").text
    assert "<svg" in page
    assert "Als Liste" in page
    assert 'href="/suche?q=Wald"' in page
