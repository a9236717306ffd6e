"""Whether a check stays as quick and as small after many photos as it was with the first."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from imagepool.photo.darkroom import Darkroom
from imagepool.photo.decoding import decode
from imagepool.photo.facts import read_facts
from imagepool.style.judging import judge
from imagepool.style.requirements import StyleConcept

_PASSES = 3
_CHILD = 150  # photos that one child checks at most; after 200 it is replaced anyway


def endurance(photos: Sequence[bytes], concept: StyleConcept) -> dict[str, Any]:
    """Check the photos again and again in one child of the darkroom.

    ``last_vs_first`` compares the processor time of the last pass with that of the first,
    ``peak_mb`` is the largest memory that the child ever held, ``peak_growth_mb`` how much of it
    came after the first pass.
    """
    some = photos[: _CHILD // _PASSES]
    with Darkroom(workers=1, preload=("benchmarks.endurance",)) as darkroom:
        darkroom.run(weighed, some[0], concept)  # what is made once
        passes = [[darkroom.run(weighed, data, concept) for data in some] for _ in range(_PASSES)]
    seconds = [sum(cpu for cpu, _ in one) for one in passes]
    peaks = [max(peak for _, peak in one) for one in passes]
    return {
        "last_vs_first": round(seconds[-1] / seconds[0], 2),
        "peak_mb": round(peaks[-1]),
        "peak_growth_mb": round(peaks[-1] - peaks[0]),
    }


def weighed(data: bytes, concept: StyleConcept) -> tuple[float, float]:
    """Check a photo; return what it took of the processor, s, and the highest memory so far, MB."""
    before = time.process_time()
    photo = decode(data)
    judge(photo, read_facts(data, photo.format), concept)
    return time.process_time() - before, _peak_mb()


def _peak_mb() -> float:
    # Not ru_maxrss: a child inherits that of its parent.
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    peak = next(line for line in lines if line.startswith("VmHWM:"))
    return int(peak.split()[1]) / 1024
