"""Color mode: the file holds a photo's colors, as red, green and blue with at least 8 bits.

Why
    Palettes of 256 colors and pure black-and-white show bands and dots; printing colors (CMYK)
    look different on every screen and are made for one press only.
Passes
    RGB with 8 or 16 bits, with or without transparency; gray scale of a historic picture.
Fails
    A picture for one printing press (CMYK); a PNG reduced to a palette; a fax.
Remedy
    Export the photo again as RGB with 8 bits.
Source
    Delivery rules of agencies (8 bit RGB; Outdooractive, fotoLibra).
Options
    allowed (Pillow's mode names): which modes pass.
Measured
    Exact: read from the decoded file.
"""

from __future__ import annotations

from typing import Annotated

from imagepool.asset import Facts
from imagepool.style.rulebook import Measured, Outcome, rule
from imagepool.style.work_copy import WorkCopy

_ALLOWED = ("RGB", "RGBA", "RGBX", "RGBa", "YCbCr", "L", "LA", "I;16", "LAB")


@rule("color-mode", unit="", limits=None)
def measure(
    copy: WorkCopy,
    _facts: Facts,
    *,
    allowed: Annotated[tuple[str, ...], "Pillow's mode names"] = _ALLOWED,
) -> Outcome:
    mode, bits = copy.photo.mode, copy.photo.bit_depth
    return Measured(
        mode,
        terms={"bits": bits},
        accepted=mode in allowed and bits >= 8,
        required=", ".join(allowed),
    )
