"""Color profile: the file says which colors its numbers mean, in a profile that can be trusted.

Why
    The same numbers are pale in one color space and glaring in another. The pool converts to
    sRGB for delivery, and can do so only where it knows what it converts from.
Passes
    sRGB, Display P3 (phones), Adobe RGB, and gray profiles; no profile at all counts as sRGB, as
    browsers have it.
Fails
    A printing profile, a scanner's own profile, ProPhoto in 8 bits.
Remedy
    Convert to sRGB when exporting, and embed the profile.
Source
    ICC.1:2022; delivery rules of agencies (sRGB or Adobe RGB). W3C CSS Color 4, section 4: images
    without a profile are sRGB.
Options
    allowed (parts of profile names): a profile passes if its name contains one of them.
Measured
    Exact: the profile's own description. In a pool of 266 photos 53 % had none and 45 % were a
    kind of sRGB.
"""

from __future__ import annotations

from typing import Annotated

from imagepool.asset import Facts
from imagepool.style.rulebook import Measured, Outcome, rule
from imagepool.style.work_copy import WorkCopy

_ALLOWED = ("sRGB", "Display P3", "Adobe RGB", "Gray", "Grey", "Dot Gain")
# Tiny profiles that stand for sRGB (Facebook's, saucecontrol's).
_SHORT_NAMES = frozenset({"c2", "c2ci", "nano", "urgb"})


@rule("color-profile", unit="", limits=None)
def measure(
    copy: WorkCopy,
    _facts: Facts,
    *,
    allowed: Annotated[tuple[str, ...], "parts of profile names"] = _ALLOWED,
) -> Outcome:
    name = (copy.photo.icc_name or "").strip()
    folded = "srgb" if not name or name.lower() in _SHORT_NAMES else name.lower()
    accepted = any(one.lower() in folded for one in allowed)
    return Measured(name or "none", accepted=accepted, required=", ".join(allowed))
