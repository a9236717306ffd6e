"""Asset and likeness: value from row, row from value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from imagepool.asset import Asset, Description, Likeness, Original, Place, State
from imagepool.catalogue.rows import AssetRow, LikenessRow


def asset_of(row: AssetRow, likeness: LikenessRow) -> Asset:
    """Return the asset."""
    return Asset(
        id=row.id,
        original=_original_of(row),
        likeness=Likeness(phash=likeness.phash, dhash=likeness.dhash, mirrored=likeness.mirrored),
        state=State(row.state),
        description=_description_of(row),
        creator=tuple(row.creator),
        license_id=row.license_id,
        agreement_id=row.agreement_id,
        copyright_notice=row.copyright_notice,
        added_at=row.added_at,
        published_at=row.published_at,
        rights_stamp=row.rights_stamp,
        number=row.number,
        revision=row.revision,
    )


def row_of_asset(asset: Asset) -> AssetRow:
    """Return the row of a new asset."""
    original = asset.original
    row = AssetRow(
        id=asset.id,
        number=asset.number,
        digest=original.digest,
        format=original.format,
        byte_count=original.byte_count,
        width=original.width,
        height=original.height,
        name=original.name,
        added_at=asset.added_at,
    )
    fill(row, asset)
    return row


def fill(row: AssetRow, asset: Asset) -> None:
    """Write everything that may change in an asset's life into its row."""
    row.revision = asset.revision
    row.state = asset.state.value
    row.creator = list(asset.creator)
    row.license_id = asset.license_id
    row.agreement_id = asset.agreement_id
    row.copyright_notice = asset.copyright_notice
    row.published_at = asset.published_at
    row.rights_stamp = asset.rights_stamp
    _fill_description(row, asset.description)


def row_of_likeness(asset_id: str, likeness: Likeness) -> LikenessRow:
    """Return the row that neighbors are searched in."""
    bands = bands_of(likeness.phash)
    return LikenessRow(
        asset_id=asset_id,
        phash=likeness.phash,
        dhash=likeness.dhash,
        mirrored=likeness.mirrored,
        band_0=bands[0],
        band_1=bands[1],
        band_2=bands[2],
    )


BAND_BITS = (22, 21, 21)
"""The widths of a pHash's thirds, highest first."""


def bands_of(phash: int) -> tuple[int, int, int]:
    """Return the thirds of a pHash, highest first."""
    return phash >> 42, phash >> 21 & 0x1FFFFF, phash & 0x1FFFFF


def _original_of(row: AssetRow) -> Original:
    return Original(
        digest=row.digest,
        format=row.format,
        byte_count=row.byte_count,
        width=row.width,
        height=row.height,
        name=row.name,
    )


def _description_of(row: AssetRow) -> Description:
    return Description(
        title=row.title,
        headline=row.headline,
        caption=row.caption,
        keywords=tuple(row.keywords),
        alt_text=row.alt_text,
        date_taken=row.date_taken,
        location_shown=tuple(_place_of(place) for place in row.location_shown),
        location_created=_place_of(row.location_created) if row.location_created else None,
        latitude=row.latitude,
        longitude=row.longitude,
        camera_make=row.camera_make,
        camera_model=row.camera_model,
        digital_source_type=row.digital_source_type,
        model_release_status=row.model_release_status,
        property_release_status=row.property_release_status,
        themes=tuple(row.themes),
    )


def _fill_description(row: AssetRow, words: Description) -> None:
    row.title = words.title
    row.headline = words.headline
    row.caption = words.caption
    row.keywords = list(words.keywords)
    row.alt_text = words.alt_text
    row.date_taken = words.date_taken
    row.location_shown = [asdict(place) for place in words.location_shown]
    row.location_created = asdict(words.location_created) if words.location_created else None
    row.latitude = words.latitude
    row.longitude = words.longitude
    row.camera_make = words.camera_make
    row.camera_model = words.camera_model
    row.digital_source_type = words.digital_source_type
    row.model_release_status = words.model_release_status
    row.property_release_status = words.property_release_status
    row.themes = list(words.themes)


def _place_of(fields: Mapping[str, str]) -> Place:
    return Place(**fields)
