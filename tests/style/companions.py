"""Companions for the rules of company: what is known of made-up photos."""

from __future__ import annotations

from imagepool.asset import Likeness
from imagepool.style.company import Companion, camera_clock

CAMERA = "Nikon D750"
_SOME = 0x0F0F_0F0F_0F0F_0F0F  # what no even picture has
NOON = "2026-05-01T12:00:00"


def companion(
    name: str = "one.jpg",
    *,
    bits: int = 0,
    dhash_bits: int | None = None,
    moment: str = NOON,
    camera: str = CAMERA,
    digest: str = "",
) -> Companion:
    """A photo whose hashes differ in so many bits from the plain one."""
    dhash = _SOME ^ ((1 << (bits if dhash_bits is None else dhash_bits)) - 1)
    return Companion(
        name=name,
        digest=digest or name,
        likeness=Likeness(_SOME ^ ((1 << bits) - 1), dhash),
        moment=camera_clock(moment),
        camera=camera,
    )
