"""Whoever is named by a pseudonym is not given away by the original of their picture."""

from __future__ import annotations

import io
import threading
from pathlib import Path

from imagepool.pool import Pool
from imagepool.rights.declarations import Declarations
from imagepool.rights.people import Role
from imagepool.rights.questionnaire import answers_of
from imagepool.rights.uses import Channel, Purpose, Use
from imagepool.workflows.submit import Offer
from tests.photo.exiftool import exiftool, needs_exiftool
from tests.pools import LICENSE, titled_photo

pytestmark = needs_exiftool

TELLING = (
    "-XMP-iptcCore:CreatorWorkEmail=heimlich@example.org",
    "-XMP-photoshop:CaptionWriter=Conrad Heimlich",
    "-IPTC:Writer-Editor=Conrad Heimlich",
    "-EXIF:Artist=Conrad Heimlich",
    "-EXIF:UserComment=by Conrad Heimlich",
    "-Comment=Conrad Heimlich",
)


def test_the_original_tells_nothing_of_who_signed(pool: Pool, tmp_path: Path) -> None:
    path = tmp_path / "kauz.jpg"
    path.write_bytes(titled_photo(5, title="Kauz", creator="Conrad Heimlich"))
    exiftool("-overwrite_original", *TELLING, path)
    assert b"heimlich@example.org" in path.read_bytes()

    person = pool.accounts.admit("c@example.org", name="Conrad", role=Role.CONTRIBUTOR)
    offer = Offer(
        license_id=LICENSE,
        creator="Conrad Heimlich",
        credit_name="Waldkauz",
        agreement_version=pool.region.agreement.version,
        answers=answers_of(Declarations.nothing_to_release()),
    )
    data = io.BytesIO(path.read_bytes())
    taken = pool.submit(data, "kauz.jpg", offer, batch="b" * 20, person=person)
    pool.work(threading.Event(), until_empty=True)
    [taken] = pool.submissions(taken.batch)
    asset_id = str(taken.asset_id)
    pool.publish(asset_id, actor="Anna")
    use = Use(purpose=Purpose.TOURISM, channel=Channel.WEB)
    for preset in ("original", "screen"):
        delivery = pool.download(asset_id, preset, use, accepted_terms=True)
        assert b"heimlich" not in delivery.data.lower()
        assert "heimlich" not in repr(delivery.receipt).lower()
        (tmp_path / "out").write_bytes(delivery.data)
        assert "Waldkauz" in exiftool("-XMP-dc:Creator", tmp_path / "out")
    [original, screen] = [
        pool.download(asset_id, preset, use, accepted_terms=True).receipt.left_out
        for preset in ("original", "screen")
    ]
    assert (original, screen) == (("own_words",), ())
