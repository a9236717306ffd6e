from __future__ import annotations

import hashlib
import io
from dataclasses import replace

import imagehash
import numpy as np
import pytest
from hypothesis import given, strategies as st
from PIL import Image, ImageEnhance, ImageOps

from imagepool.asset import Likeness
from imagepool.photo.decoding import decode
from imagepool.photo.fingerprint import (
    NEAR,
    digest_of,
    likeness_of,
    mirrored,
    probably_same,
    same_picture,
)
from tests.making import make_image, make_photo


def seen(data: bytes) -> Likeness:
    return likeness_of(decode(data))


def saved(image: Image.Image, quality: int = 85) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=quality)
    return stream.getvalue()


def test_the_digest_is_the_sha_256_of_the_bytes() -> None:
    assert digest_of(b"abc") == hashlib.sha256(b"abc").hexdigest()


def test_a_likeness_is_the_hashes_of_imagehash_as_numbers() -> None:
    photo = decode(make_photo(200, 150, "PNG"))
    small = Image.fromarray(photo.gray)
    hashes = (
        imagehash.phash(small),
        imagehash.dhash(small),
        imagehash.phash(ImageOps.mirror(small)),
    )
    assert likeness_of(photo) == Likeness(*(int(str(each), 16) for each in hashes))


@pytest.mark.parametrize("seed", range(5))
def test_a_photo_stays_itself_when_resized_compressed_or_brightened(seed: int) -> None:
    image = make_image(900, 600, seed=seed)
    one = seen(saved(image, 95))
    for other in (
        saved(image.resize((300, 200))),
        saved(image, 30),
        saved(ImageEnhance.Brightness(image).enhance(1.3)),
    ):
        assert same_picture(one, seen(other))
        assert probably_same(one, seen(other))


@pytest.mark.parametrize("seed", range(5))
def test_a_mirror_image_is_told_from_the_hashes_alone(seed: int) -> None:
    image = make_image(900, 600, seed=seed)
    one = seen(saved(image, 95))
    twin = seen(saved(image.transpose(Image.Transpose.FLIP_LEFT_RIGHT).resize((450, 300))))
    older = replace(one, mirrored=None)  # its mirror image was never looked at
    assert (older.phash ^ twin.phash).bit_count() > NEAR
    for known in (one, older):
        assert (mirrored(known).phash ^ twin.phash).bit_count() <= NEAR
        assert (mirrored(known).dhash ^ twin.dhash).bit_count() <= 10


_BITS = st.integers(0, 2**64 - 1)


@given(_BITS, _BITS, st.none() | _BITS)
def test_a_mirror_in_a_mirror_shows_the_picture(phash: int, dhash: int, known: int | None) -> None:
    likeness = Likeness(phash, dhash, known)
    assert mirrored(mirrored(likeness)) == likeness
    assert mirrored(likeness).distance(likeness) == (32 if known is None else 0)


def test_a_photo_stays_itself_in_every_format_and_orientation() -> None:
    upright = make_photo(400, 300)
    lying = make_image(400, 300).transpose(Image.Transpose.ROTATE_90)
    exif = Image.Exif()
    exif[0x0112] = 6
    stream = io.BytesIO()
    lying.save(stream, "JPEG", quality=90, exif=exif)
    assert same_picture(seen(upright), seen(stream.getvalue()))
    assert same_picture(seen(upright), seen(make_photo(400, 300, "WEBP")))


def test_different_photos_are_told_apart() -> None:
    several = [seen(make_photo(400, 300, seed=seed)) for seed in range(12)]
    for number, one in enumerate(several):
        for other in several[:number]:
            assert not probably_same(one, other)
            assert not same_picture(one, other)


@pytest.mark.parametrize("size", [(1, 1), (1, 5000), (5000, 1), (2, 2)])
def test_the_smallest_and_the_thinnest_pictures_have_a_likeness(size: tuple[int, int]) -> None:
    likeness = seen(make_photo(*size, "PNG"))
    assert 0 <= likeness.phash < 2**64
    assert 0 <= likeness.dhash < 2**64


def test_a_picture_without_any_detail_has_a_likeness() -> None:
    flat = Image.fromarray(np.full((50, 50, 3), 128, np.uint8))
    assert seen(saved(flat)).dhash == 0
