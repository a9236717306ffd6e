"""The rules, one a file; this list says which of them there are."""

from __future__ import annotations

from imagepool.style.rulebook import Rulebook
from imagepool.style.rules import (
    aspect,
    burst,
    capture_date,
    children,
    clipped_lights,
    clipped_shadows,
    color_cast,
    color_mode,
    color_profile,
    contrast,
    darkness,
    date_stamp,
    digital_source,
    fine_detail,
    frame,
    hdr_look,
    jpeg_quality,
    lettering,
    metadata,
    monochrome,
    motion,
    near_duplicate,
    noise,
    palette,
    people,
    print_size,
    recompression,
    resolution,
    saturation,
    sharpness,
    tilt,
)

__all__ = ["RULES"]

# In the order in which people read them: the picture, its tones and colors, the file, its words.
RULES = Rulebook(
    (
        resolution.measure,
        print_size.measure,
        aspect.measure,
        frame.measure,
        tilt.measure,
        date_stamp.measure,
        lettering.measure,
        sharpness.measure,
        motion.measure,
        fine_detail.measure,
        noise.measure,
        clipped_lights.measure,
        clipped_shadows.measure,
        darkness.measure,
        contrast.measure,
        hdr_look.measure,
        color_cast.measure,
        saturation.measure,
        monochrome.measure,
        palette.measure,
        jpeg_quality.measure,
        recompression.measure,
        color_profile.measure,
        color_mode.measure,
        digital_source.measure,
        metadata.measure,
        capture_date.measure,
        people.measure,
        children.measure,
        near_duplicate.measure,
        burst.measure,
    )
)
