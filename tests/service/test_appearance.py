from __future__ import annotations

import re

import pytest
from hypothesis import given, strategies as st

from imagepool.pool import Pool
from imagepool.region.colors import contrast
from imagepool.service.appearance import DARKEST, READABLE, readable, tile_class
from tests.service.conftest import Visitor


def test_the_region_gives_its_colors(visitor: Visitor, pool: Pool) -> None:
    sheet = visitor.get("/region.css")
    assert sheet.mimetype == "text/css"
    assert f"--primary:{pool.region.colors['primary']};" in sheet.text
    assert pool.region.colors["primary"] in visitor.get("/region.svg").text


@given(st.from_regex(r"#[0-9a-f]{6}", fullmatch=True))
def test_whatever_its_color_a_region_can_be_read(color: str) -> None:
    assert contrast(readable(color), DARKEST) >= READABLE


@pytest.mark.parametrize("asked", ["/", "/suche"])
def test_every_tile_has_a_shape_that_the_sheet_knows(visitor: Visitor, asked: str) -> None:
    sheet = visitor.get("/region.css").text
    used = set(re.findall(r'class="tile (ar-\d+)"', visitor.get(asked).text))
    assert used
    assert all(f".{each}{{--ratio:" in sheet for each in used)


def test_the_darkest_ground_is_the_design_systems(visitor: Visitor) -> None:
    assert f"--surface-muted: {DARKEST};" in visitor.get("/static/css/foundation.css").text


def test_a_shape_follows_the_picture(pool: Pool, asset_id: str) -> None:
    assert tile_class(pool.asset(asset_id)) == "ar-135"  # 640 x 480 is 1.333
