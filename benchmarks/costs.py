"""What a check costs, beside one plain decode of the same photos by Pillow."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Any

from PIL import Image

from imagepool.photo.decoding import decode
from imagepool.photo.facts import read_facts
from imagepool.style.judging import judge
from imagepool.style.requirements import StyleConcept

_SIZES = 12e6, 24.5e6  # pixels: what today's cameras give
_FALLBACK = 4  # of the largest photos, where none is of that size
_ROUNDS = 5  # the quickest counts: a busy machine only ever slows down


def costs(
    photos: Sequence[tuple[str, bytes]], concept: StyleConcept, *, apart: Collection[str]
) -> dict[str, Any]:
    """Return what the whole check costs; the rules ``apart`` are counted on their own.

    ``decode_ratio`` is processor time: bytes to findings, over Pillow's decode of the same JPEGs
    of 12 to 24 megapixels. Both are measured in turn, in one process and with one thread.
    """
    rest = _choose(concept, lambda rule: rule not in apart)
    people = _choose(concept, lambda rule: rule in apart)
    large = _large([data for _, data in photos])
    plain = checked = with_people = 0.0
    for data in large:
        taken = [_taken(data, rest, people) for _ in range(_ROUNDS)]
        plain += min(one[0] for one in taken)
        checked += min(one[1] for one in taken)
        with_people += min(one[2] for one in taken)
    every = [_seconds(lambda data=data: _check(data, concept)) for _, data in photos]  # type: ignore[misc]
    return {
        "ms_per_photo": round(1000 * sum(every) / len(every), 1),
        "large_photos": len(large),
        "pillow_ms": round(1000 * plain / len(large), 1),
        "check_ms": round(1000 * checked / len(large), 1),
        "decode_ratio": round(checked / plain, 2),
        "people_ratio": round(with_people / plain, 2) if people.rules else None,
    }


def _taken(data: bytes, rest: StyleConcept, people: StyleConcept) -> tuple[float, float, float]:
    photo = decode(data)
    facts = read_facts(data, photo.format)
    judge(photo, facts, rest)  # shared planes are there when people are looked for
    return (
        _seconds(lambda: _plain(data)),
        _seconds(lambda: _check(data, rest)),
        _seconds(lambda: judge(photo, facts, people)),
    )


def _plain(data: bytes) -> None:
    with Image.open(io.BytesIO(data)) as image:
        image.load()


def _check(data: bytes, concept: StyleConcept) -> None:
    photo = decode(data)
    judge(photo, read_facts(data, photo.format), concept)


def _seconds(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before


def _choose(concept: StyleConcept, wanted: Callable[[str], bool]) -> StyleConcept:
    return replace(concept, rules=tuple(one for one in concept.rules if wanted(one.rule)))


def _large(photos: Sequence[bytes]) -> list[bytes]:
    jpegs = [data for data in photos if data.startswith(b"\xff\xd8")]
    fit = [data for data in jpegs if _SIZES[0] <= _pixels(data) <= _SIZES[1]]
    return fit or sorted(jpegs, key=_pixels)[-_FALLBACK:]


def _pixels(data: bytes) -> int:
    with Image.open(io.BytesIO(data)) as image:
        return image.width * image.height
