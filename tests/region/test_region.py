from __future__ import annotations

import pickle
import tomllib
from pathlib import Path

import pytest

from imagepool.asset import Description, Place
from imagepool.errors import ConfigurationError, NotFound
from imagepool.region import Region, load_region, region_packs
from imagepool.region.region import Region as Same
from imagepool.region.wording import LANGUAGES, LEGAL_PAGES
from tests.region.tiny import FILES, write_tiny
from tests.search.assets import make_asset


def test_a_pack_ships_with_the_program(home: Region) -> None:
    assert "nordthueringen" in region_packs()
    assert home.title == {"de": "Nordthüringen", "en": "Northern Thuringia"}
    assert {d.ags for d in home.districts} == {"16062", "16064", "16065"}
    assert len(home.municipalities) == 68
    assert home.pool_name == "Bilderpool Nordthüringen"
    assert Same is Region


def test_a_folder_of_ones_own_is_a_region_too(tiny: Region) -> None:
    assert (tiny.id, tiny.pool_name, tiny.pool_url) == (
        "inselland",
        "Inselbilder",
        "https://inselbilder.example",
    )
    assert tiny.label("district", "01055", "de") == "Kreis Watt"
    place = tiny.place_of(Place(city="Suederhafen"))
    assert place is not None
    assert (place.ags, place.district) == ("01055002", "01055")
    assert place.country_name == ""  # the region states none, so none is made up
    assert tiny.themes_of(["Duenen"]) == ("strand",)


def test_a_region_travels_to_another_process(home: Region) -> None:
    assert pickle.loads(pickle.dumps(home)).title == home.title


@pytest.mark.parametrize("page", LEGAL_PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_legal_page_stands_in_every_language(home: Region, page: str, language: str) -> None:
    text = home.legal_text(page, language)
    assert text.startswith("# ")
    assert home.pool_name in text or home.pool_email in text
    assert "$" not in text


def test_a_legal_page_in_another_language_is_shown_in_german(home: Region) -> None:
    assert home.legal_text("impressum", "fr") == home.legal_text("impressum", "de")
    with pytest.raises(NotFound):
        home.legal_text("agb", "de")


def test_the_agreement_names_its_version(home: Region) -> None:
    assert home.agreement.version in home.agreement.text["de"]
    assert "§ 95c" in home.agreement.text["de"]
    assert home.agreement.text["en"].startswith("# Agreement")


def test_keywords_name_themes_however_they_are_spelled(home: Region) -> None:
    assert home.themes_of(["FACHWERKHAEUSER", "Wald", "nirgends"]) == ("wald", "fachwerk")
    assert home.themes_of([]) == ()


def test_the_words_of_an_asset_are_those_people_type_for_it(home: Region) -> None:
    mill = Place(city="Mühlhausen", ags="16064046", district="16064")
    asset = make_asset(
        description=Description(themes=("fachwerk", "winter"), location_shown=(mill,))
    )
    words = home.words_of(asset)
    assert {"Mühlhausen/Thüringen", "MHL", "99974", "Unstrut-Hainich-Kreis"} <= set(words["place"])
    assert words["themes"] == ("fachwerk", "stadt_architektur")  # a season is no theme
    assert "Querformat" in words["shape"]


def test_an_asset_that_the_region_knows_nothing_of_adds_only_its_shape(home: Region) -> None:
    asset = make_asset(
        description=Description(themes=("gone",), location_shown=(Place(city="Rom"),))
    )
    words = home.words_of(asset)
    assert words["place"] == words["themes"] == ()


@pytest.mark.parametrize(
    ("facet", "value", "label"),
    [
        ("district", "16065", "Kyffhäuserkreis"),
        ("theme", "fachwerk", "Fachwerk"),
        ("orientation", "portrait", "Hochformat"),
        ("year", "2024", "2024"),
        ("license", "CC0-1.0", "CC0-1.0"),
        ("district", "99999", "99999"),
    ],
)
def test_values_of_facets_have_labels(home: Region, facet: str, value: str, label: str) -> None:
    assert home.label(facet, value, "de") == label


def test_a_region_that_does_not_exist_is_refused_with_a_suggestion() -> None:
    with pytest.raises(ConfigurationError) as refused:
        load_region("nordthuringen")
    assert refused.value.setting == "region"
    assert "nordthueringen" in refused.value.hint
    with pytest.raises(ConfigurationError):
        load_region("")


@pytest.mark.parametrize(
    ("file", "old", "new", "setting"),
    [
        ("region.toml", 'id = "inselland"', "id = 3", "id"),
        ("region.toml", 'id = "inselland"', 'id = "x"\nidd = "y"', "idd"),
        ("region.toml", 'en = "Island Country"', "", "title.en"),
        ("region.toml", "[title]", "title = 1\n[other]", "other"),
        ("region.toml", "https://inselbilder.example", "inselbilder", "pool.url"),
        ("region.toml", "post@inselbilder.example", "post", "pool.email"),
        ("region.toml", '"#003f5c"', '"blue"', "colors.primary"),
        ("region.toml", '"#003f5c"', '"#ffcc00"', "colors.primary"),
        ("region.toml", "[colors]", "[colors]\nprimry = '#000000'", "colors.primry"),
        ("region.toml", '["Own survey"]', '"Own survey"', "attributions"),
        ("region.toml", "[title]", "[title", ""),
        ("districts.csv", "ags,name", "key,name", "ags"),
        ("districts.csv", "01055,", "1055,", "line 2, ags"),
        ("districts.csv", "Kreis Watt", "", "line 2, name"),
        ("municipalities.csv", "01055002", "01056002", "line 3, ags"),
        ("municipalities.csv", "01055002", "01055001", "line 3, ags"),
        ("municipalities.csv", "54.2", "north", "line 3, lat"),
        ("municipalities.csv", "54.2", "91", "line 3, lat"),
        ("municipalities.csv", "12.56,NH", "0,NH", "line 2, area_km2"),
        ("themes.csv", "strand,meer", "strand,ozean", "line 3, broader"),
        ("themes.csv", "meer,,Meer", "meer,strand,Meer", "line 2, broader"),
        ("themes.csv", "ebbe,,", "meer,,", "line 4, id"),
        ("themes.csv", ",sea,", ",,", "line 2, label_en"),
    ],
)
def test_what_does_not_hold_is_named_by_file_and_key(
    tmp_path: Path, file: str, old: str, new: str, setting: str
) -> None:
    assert old in FILES[file]
    folder = write_tiny(
        tmp_path / "region", **{file.replace(".", "_"): FILES[file].replace(old, new, 1)}
    )
    with pytest.raises(ConfigurationError) as refused:
        load_region(folder)
    assert refused.value.setting == setting
    assert file in refused.value.message
    assert refused.value.hint


def test_a_missing_text_is_named(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path / "region")
    (folder / "legal" / "datenschutz.en.md").unlink()
    with pytest.raises(ConfigurationError, match=r"datenschutz\.en\.md"):
        load_region(folder)


@pytest.mark.parametrize("text", ["Call $pool_phone.", "It costs 5 $."])
def test_a_placeholder_that_means_nothing_is_named(tmp_path: Path, text: str) -> None:
    folder = write_tiny(tmp_path / "region")
    (folder / "agreement.de.md").write_text(text)
    with pytest.raises(ConfigurationError, match=r"agreement\.de\.md"):
        load_region(folder)


def test_text_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path / "region")
    (folder / "themes.csv").write_bytes("id,broader,Höhe".encode("latin-1"))
    with pytest.raises(ConfigurationError, match="decode"):
        load_region(folder)


def test_the_pack_holds_what_its_settings_say(home: Region) -> None:
    settings = tomllib.loads((home.concept_path.parent / "region.toml").read_text(encoding="utf-8"))
    assert settings["id"] == home.concept_path.parent.name


def test_terms_are_finer_than_themes_and_no_filter(home: Region) -> None:
    doctor = next(term for term in home.terms if term.id == "gesundheit/arzt")
    assert (doctor.broader, doctor.label["en"]) == ("gesundheit", "doctor")
    assert {"Hausarzt", "Ärztin"} <= set(doctor.words["de"])
    assert home.themes_of(["Hausärztin"]) == home.themes_of(["Hausarzt"]) == ("gesundheit",)
    assert {term.broader for term in home.terms} <= set(home.themes)


@pytest.mark.parametrize(
    ("rows", "where"),
    [
        ("nirgends,Wort,", "broader"),
        ("meer,,sea", "words_de"),
        ("meer,See|Ozean,\nmeer,See|Teich,", "words_de"),
    ],
)
def test_terms_that_do_not_hold_are_refused(tmp_path: Path, rows: str, where: str) -> None:
    write_tiny(tmp_path, terms_csv=f"broader,words_de,words_en\n{rows}\n")
    with pytest.raises(ConfigurationError) as refused:
        load_region(tmp_path)
    assert where in str(refused.value)


def test_landscapes_name_municipalities_that_there_are(tmp_path: Path) -> None:
    write_tiny(tmp_path, landscapes_csv="name,alt,ags\nWattland,,01055001|01055002\n")
    assert load_region(tmp_path).gazetteer.landscapes[0].ags == ("01055001", "01055002")
    write_tiny(tmp_path, landscapes_csv="name,alt,ags\nWattland,,99999999\n")
    with pytest.raises(ConfigurationError) as refused:
        load_region(tmp_path)
    assert "99999999" in str(refused.value)
