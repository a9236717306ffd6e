"""Reports as JSON, the document that ``imagepool check --format json`` writes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from imagepool.style.report import CheckedPhoto

__all__ = ["check_as_json"]


def check_as_json(
    concept_id: str,
    concept_version: str,
    photos: Iterable[CheckedPhoto],
    *,
    notes: Sequence[str] = (),
) -> Iterator[str]:
    """Yield the document piece by piece, so that no more than one photo is held.

    ``notes`` are those of the concept: what in it weighs less than it says.
    """
    concept = json.dumps({"id": concept_id, "version": concept_version}, ensure_ascii=False)
    noted = json.dumps(list(notes), ensure_ascii=False)
    yield f'{{"concept": {concept}, "notes": {noted}, "photos": ['
    between = "\n"
    for photo in photos:
        yield between + json.dumps(photo.as_json(), ensure_ascii=False)
        between = ",\n"
    yield "\n]}\n"
