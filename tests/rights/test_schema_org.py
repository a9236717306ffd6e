from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from imagepool.asset import Description, Place
from imagepool.rights.licenses import License
from imagepool.rights.schema_org import ShownFile, image_object
from imagepool.rights.statement import state_rights
from tests.rights.samples import ASSET, POOL

_SHOWN = ShownFile(url="https://pool.example/f", width=1200, height=800, media_type="image/jpeg")


def test_what_is_known_is_said_and_what_is_unknown_is_left_out(
    licenses: Mapping[str, License],
) -> None:
    statement = state_rights(
        asset_id=ASSET.id,
        creator=("Jürgen Müßig", "Änne Öz"),
        license=licenses["LicenseRef-Bilderpool-1.0"],
        copyright_notice="",
        pool=POOL,
    )
    bare = image_object(ASSET, statement, _SHOWN)
    assert bare["name"] == "Frauentor"
    assert not {"caption", "dateCreated", "contentLocation", "digitalSourceType"} & bare.keys()
    source = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"
    words = Description(
        title="Tor",
        caption="Am Tor",
        date_taken="2026-05-01",
        location_shown=(Place(city="Mühlhausen", country_code="DE"),),
        digital_source_type=source,
    )
    full = image_object(replace(ASSET, description=words), statement, _SHOWN)
    home = {"@type": "Organization", "name": POOL.name, "url": "https://pool.example"}
    assert full["provider"] == home
    assert [person["name"] for person in full["creator"]] == ["Jürgen Müßig", "Änne Öz"]
    assert full["contentLocation"][0]["address"]["addressLocality"] == "Mühlhausen"
    assert (full["dateCreated"], full["digitalSourceType"]) == ("2026-05-01", source)
    assert full["license"] == "https://pool.example/lizenzen/LicenseRef-Bilderpool-1.0"
    assert full["acquireLicensePage"] == f"https://pool.example/bilder/{ASSET.id}"
    assert (full["width"], full["height"], full["encodingFormat"]) == (1200, 800, "image/jpeg")
