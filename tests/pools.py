"""Pools and photos for the tests of whole acts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from imagepool.asset import Description, RightsStatement
from imagepool.photo.containers import write_blocks
from imagepool.photo.packet import build_packet
from imagepool.pool import Pool
from imagepool.rights.declarations import Declarations
from imagepool.settings import Settings
from imagepool.workflows.ingest import IngestOutcome
from tests.making import make_photo

CREATOR = "Jana Beyer"
LICENSE = "CC-BY-4.0"
LENIENT = Path(__file__).with_name("lenient.style.toml")


def settings_in(folder: Path, **changes: object) -> Settings:
    """Return settings of an embedded pool in a folder, judged by a lenient concept."""
    settings = Settings(home=folder / "pool", concept=str(LENIENT), workers=1)
    return replace(settings, **changes).resolved()  # type: ignore[arg-type]  # fields by name


def titled_photo(
    seed: int = 0,
    *,
    size: tuple[int, int] = (640, 480),
    format: str = "JPEG",  # noqa: A002
    creator: str = "",
    **words: object,
) -> bytes:
    """Return a drawn photo that says about itself what ``words`` (of ``Description``) say."""
    description = Description(**words)  # type: ignore[arg-type]  # fields by name
    rights = _RIGHTS
    if creator:
        rights = replace(_RIGHTS, creator=(creator,), copyright_notice=f"© {creator}")
    packet = build_packet("0" * 16, description, rights)
    return write_blocks(make_photo(*size, format, seed=seed), format, packet)


_RIGHTS = RightsStatement(  # of a camera that knows nothing of rights
    creator=(),
    copyright_notice="",
    credit_line="",
    source="a camera",
    usage_terms={},
    license_id="",
    license_url="",
    licensor=(),
    marked=True,
    data_mining="",
    credit_required=False,
    asset_url="",
)


def put_photos(folder: Path, count: int, *, size: tuple[int, int] = (640, 480)) -> list[Path]:
    """Write ``count`` different photos into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"photo-{number:02}.jpg" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_bytes(make_photo(*size, seed=number))
    return paths


def ingest(pool: Pool, *paths: Path, publish: bool = True) -> list[IngestOutcome]:
    """Take photos in, as the tests' one photographer, who declares that nothing needs a release.

    What became of them comes as they arrived, which need not be the order of the paths.
    """
    nothing = Declarations.nothing_to_release()
    taken = pool.ingest(
        paths, license=LICENSE, creator=CREATOR, publish=publish, declarations=nothing
    )
    return list(taken)
