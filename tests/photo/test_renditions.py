from __future__ import annotations

import io

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from PIL import ExifTags, Image, ImageFile, IptcImagePlugin

from imagepool.photo.decoding import decode
from imagepool.photo.packet import Packet
from imagepool.photo.pixels.color import SRGB
from imagepool.photo.pixels.pixels import Pixels, as_pixels
from imagepool.photo.recipes import PRESETS
from imagepool.photo.renditions import Rendition, make_renditions
from tests.making import make_photo
from tests.photo.pixels.test_resampling import similarity

EXIF = Image.Exif()
EXIF[ExifTags.Base.Artist] = "Anne Beispiel"
PACKET = Packet(
    xmp=b"<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x/><?xpacket end='w'?>",
    exif=EXIF.tobytes().removeprefix(b"Exif\0\0"),
    iim=b"\x1c\x01\x5a\x00\x03\x1b%G\x1c\x02\x74\x00\x03(c)",
    stamp="0" * 16,
)


def made(data: bytes) -> dict[str, Rendition]:
    return {one.recipe.name: one for one in make_renditions(decode(data), PACKET)}


def opened(rendition: Rendition) -> ImageFile.ImageFile:
    image = Image.open(io.BytesIO(rendition.data))
    image.load()
    return image


def test_every_preset_gives_the_file_that_it_promises() -> None:
    renditions = made(make_photo(2400, 1600))
    sizes = {name: (one.width, one.height) for name, one in renditions.items()}
    assert sizes == {
        "grid": (480, 320),
        "preview": (1200, 800),
        "social": (1200, 630),
        "screen": (1920, 1280),
        "slide": (1920, 1080),
        "print": (2400, 1600),
    }
    for rendition in renditions.values():
        with opened(rendition) as image:
            assert image.size == (rendition.width, rendition.height)
            assert image.mode == "RGB"
            assert Image.MIME[image.format or ""] == rendition.media_type


def test_rights_and_color_space_are_in_every_file() -> None:
    for rendition in made(make_photo(700, 500)).values():
        with opened(rendition) as image:
            assert image.getexif()[ExifTags.Base.Artist] == "Anne Beispiel"
            assert image.info["xmp"] == PACKET.xmp
            assert image.info["icc_profile"] == SRGB
            if rendition.recipe.format == "JPEG":
                iim = IptcImagePlugin.getiptcinfo(image)
                assert iim is not None
                assert iim[2, 116] == b"(c)"


def test_nothing_of_the_original_s_metadata_goes_out() -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.BodySerialNumber] = "SECRET-4711"
    for rendition in made(make_photo(700, 500, exif=exif.tobytes())).values():
        assert b"SECRET" not in rendition.data


def test_a_print_tells_its_resolution() -> None:
    with opened(made(make_photo(700, 500))["print"]) as image:
        assert image.info["dpi"] == (300, 300)


def test_the_same_photo_and_rights_give_the_same_bytes() -> None:
    data = make_photo(1500, 1000)
    assert [one.data for one in made(data).values()] == [one.data for one in made(data).values()]


@pytest.mark.parametrize("name", ["preview", "screen"])
def test_renditions_look_as_good_as_lanczos_from_the_full_picture(name: str) -> None:
    photo = decode(make_photo(2600, 1900, quality=95))
    rendition = next(make_renditions(photo, PACKET, [PRESETS[name]]))
    wanted = Image.fromarray(photo.pixels).resize(
        (rendition.width, rendition.height), Image.Resampling.LANCZOS
    )
    stream = io.BytesIO()
    wanted.save(stream, "JPEG", quality=rendition.recipe.quality)
    loss = 1 - similarity(luma(Image.open(stream)), luma(wanted))
    assert 1 - similarity(luma(opened(rendition)), luma(wanted)) < loss + 0.01


def luma(image: Image.Image) -> Pixels:
    return as_pixels(image.convert("L"))


def test_a_crop_is_the_middle_of_the_picture() -> None:
    stripes = np.zeros((1200, 1200, 3), np.uint8)
    stripes[300:900] = (0, 200, 0)
    stream = io.BytesIO()
    Image.fromarray(stripes).save(stream, "PNG")
    with opened(made(stream.getvalue())["social"]) as image:
        pixels = np.asarray(image)
    assert image.size == (1200, 630)
    assert (pixels[20:-20, :, 1] > 190).all()
    assert (pixels[0, :, 1] < 90).all()


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 2600), st.integers(1, 2600))
def test_any_size_gives_every_file_and_none_is_enlarged(width: int, height: int) -> None:
    for rendition in made(make_photo(width, height, quality=50)).values():
        with opened(rendition) as image:
            assert image.size == (rendition.width, rendition.height)
        assert rendition.width <= width
        assert rendition.height <= height


@pytest.mark.parametrize("size", [(1, 10_000), (10_000, 1), (1, 1), (2, 3), (9000, 30)])
def test_extreme_shapes_work(size: tuple[int, int]) -> None:
    for rendition in made(make_photo(*size, "PNG")).values():
        with opened(rendition) as image:
            assert image.size == (rendition.width, rendition.height)


@pytest.mark.parametrize("size", [(301, 200), (300, 201), (301, 201), (17, 1), (1, 17)])
def test_odd_sides_come_out_whole(size: tuple[int, int]) -> None:
    red = make_red(*size)
    with opened(made(red)["preview"]) as image:
        assert image.size == size
        assert np.abs(np.asarray(image).astype(int) - (200, 30, 30)).max() < 8


def make_red(width: int, height: int) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (width, height), (200, 30, 30)).save(stream, "PNG")
    return stream.getvalue()


def test_only_the_recipes_asked_for_are_made() -> None:
    photo = decode(make_photo(64, 48))
    assert [one.recipe.name for one in make_renditions(photo, PACKET, [PRESETS["grid"]])] == [
        "grid"
    ]
