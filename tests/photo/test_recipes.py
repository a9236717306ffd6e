from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from imagepool.errors import InvalidRequest
from imagepool.photo.recipes import (
    PRESETS,
    WORK,
    Recipe,
    needed_scale,
    original_key,
    plan,
    recipe_named,
    rendition_key,
)

SIDES = st.one_of(st.integers(1, 40), st.integers(1, 60_000))
RECIPES = st.one_of(
    st.sampled_from([*PRESETS.values(), WORK]),
    st.builds(
        Recipe,
        name=st.just("any"),
        purpose=st.just("test"),
        width=st.integers(1, 5000),
        height=st.integers(1, 5000),
        mode=st.sampled_from(["fit", "fill"]),
        quality=st.just(80),
    ),
)


@given(SIDES, SIDES, RECIPES)
def test_a_plan_never_enlarges_and_never_leaves_the_picture(
    width: int, height: int, recipe: Recipe
) -> None:
    (x, y, crop_width, crop_height), size = plan(width, height, recipe)
    assert min(x, y) >= 0
    assert x + crop_width <= width
    assert y + crop_height <= height
    assert 1 <= size[0] <= min(crop_width, recipe.width)
    assert 1 <= size[1] <= min(crop_height, recipe.height)


@given(SIDES, SIDES, RECIPES)
def test_a_plan_keeps_the_shape_within_a_pixel(width: int, height: int, recipe: Recipe) -> None:
    (_, _, crop_width, crop_height), size = plan(width, height, recipe)
    long = 0 if crop_width >= crop_height else 1
    scale = size[long] / (crop_width, crop_height)[long]
    assert abs(size[0] - max(crop_width * scale, 1)) <= 1
    assert abs(size[1] - max(crop_height * scale, 1)) <= 1


@given(SIDES, SIDES, RECIPES)
def test_fit_shows_the_whole_picture_as_large_as_the_box_allows(
    width: int, height: int, recipe: Recipe
) -> None:
    if recipe.mode == "fill":
        return
    crop, size = plan(width, height, recipe)
    assert crop == (0, 0, width, height)
    assert size[0] in {width, recipe.width} or size[1] in {height, recipe.height}


@given(SIDES, SIDES, RECIPES)
def test_fill_has_the_shape_of_its_box_and_takes_the_middle(
    width: int, height: int, recipe: Recipe
) -> None:
    if recipe.mode == "fit":
        return
    (x, y, crop_width, crop_height), size = plan(width, height, recipe)
    assert abs(x - (width - crop_width - x)) <= 1
    assert abs(y - (height - crop_height - y)) <= 1
    if width >= recipe.width and height >= recipe.height:
        assert size == (recipe.width, recipe.height)


@given(SIDES, SIDES)
def test_the_needed_scale_covers_every_preset(width: int, height: int) -> None:
    scale = needed_scale(width, height)
    assert 0 < scale <= 1
    for recipe in PRESETS.values():
        (_, _, crop_width, crop_height), size = recipe.plan(width, height)
        assert size[0] <= crop_width * scale + 1e-6
        assert size[1] <= crop_height * scale + 1e-6


def test_a_large_photo_need_not_be_decoded_whole() -> None:
    assert needed_scale(8000, 6000) < 0.5
    assert needed_scale(4000, 3000) > 0.5


def test_presets_are_known_by_name_and_others_are_refused() -> None:
    assert recipe_named("slide").width == 1920
    with pytest.raises(InvalidRequest, match="poster") as caught:
        recipe_named("poster")
    assert "print" in caught.value.hint


def test_presets_say_what_they_are_for() -> None:
    for name, recipe in PRESETS.items():
        assert recipe.name == name
        assert recipe.purpose
        assert recipe.media_type.startswith("image/")


def test_keys_are_made_of_content_recipe_and_rights() -> None:
    digest = "ab" * 32
    assert original_key(digest, "JPEG") == f"originals/ab/{digest}.jpg"
    grid = rendition_key(digest, PRESETS["grid"], "0123456789abcdef")
    assert grid == f"renditions/ab/{digest}/grid-v2-0123456789abcdef.webp"
