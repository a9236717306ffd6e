from __future__ import annotations

from pathlib import Path

import pytest

from imagepool.errors import ConfigurationError
from imagepool.region import load_region
from tests.region.tiny import write_tiny


def test_villages_and_sights_lead_to_their_municipality(tmp_path: Path) -> None:
    folder = write_tiny(
        tmp_path / "region",
        places_csv="name,alt,kind,ags,lat,lon\nKleinwatt,Lüttwatt,village,01055002,54.2,8.0\n",
    )
    found = load_region(folder).gazetteer.place_of(None, keywords=["Luettwatt"])
    assert found is not None
    assert (found.ags, found.city) == ("01055002", "Süderhafen")


@pytest.mark.parametrize(
    "line", ["Kleinwatt,,village,01055009,54.2,8.0", ",,village,01055002,54,8"]
)
def test_a_village_of_nowhere_or_without_a_name_is_refused(tmp_path: Path, line: str) -> None:
    table = f"name,alt,kind,ags,lat,lon\n{line}\n"
    folder = write_tiny(tmp_path / "region", places_csv=table)
    with pytest.raises(ConfigurationError, match=r"places\.csv, line 2"):
        load_region(folder)


def test_a_neighbor_keeps_what_lies_near_it_outside(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path / "region", neighbors_csv="name,lat,lon\nFremdwatt,54.03,8.0\n")
    gazetteer = load_region(folder).gazetteer
    assert gazetteer.key_at(54.005, 8.0) == "01055001"
    assert gazetteer.key_at(54.015, 8.0) == ""
    assert gazetteer.place_of(None, keywords=["Fremdwatt"]) is None


def test_a_neighbor_without_coordinates_is_refused(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path / "region", neighbors_csv="name,lat,lon\nFremdwatt,,8\n")
    with pytest.raises(ConfigurationError, match=r"neighbors\.csv, line 2"):
        load_region(folder)


def test_a_radius_is_that_of_a_circle_of_the_same_area(tmp_path: Path) -> None:
    municipality = load_region(write_tiny(tmp_path / "region")).municipalities[0]
    assert municipality.radius == pytest.approx(2.0, abs=0.01)
    assert municipality.district == "01055"
