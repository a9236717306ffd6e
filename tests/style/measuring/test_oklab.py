from __future__ import annotations

import numpy as np
import pytest

from imagepool.style.measuring.oklab import hex_of, oklab_of, oklab_of_hex


@pytest.mark.parametrize(
    ("color", "lab"),
    [  # computed with the formulas as published; Ottosson's own table agrees for XYZ
        ("#ffffff", (1.0, 0.0, 0.0)),
        ("#000000", (0.0, 0.0, 0.0)),
        ("#ff0000", (0.62796, 0.22486, 0.12585)),
        ("#0000ff", (0.45201, -0.03246, -0.31153)),
    ],
)
def test_known_colors_have_their_known_place(color: str, lab: tuple[float, float, float]) -> None:
    assert oklab_of_hex((color,))[0] == pytest.approx(lab, abs=1e-4)


def test_every_color_comes_back_as_it_was() -> None:
    steps = range(0, 256, 15)
    colors = tuple(f"#{r:02x}{g:02x}{b:02x}" for r in steps for g in steps for b in steps)
    assert hex_of(oklab_of_hex(colors)) == colors


def test_bytes_and_names_agree() -> None:
    assert np.allclose(oklab_of(np.array([[31, 91, 74]], np.uint8)), oklab_of_hex(("#1f5b4a",)))
    assert oklab_of_hex(()).shape == (0, 3)
