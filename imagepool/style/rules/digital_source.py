"""Digital source: the picture is a photograph, not declared to be made by a generator.

The rule reads what the file itself declares (IPTC Digital Source Type).

Why
    A region shows itself as it is; a generated landscape deceives guests, and generated or
    composited pictures must be labeled.
Passes
    A file that declares a camera, a scan, or ordinary retouching.
Fails
    A file that declares to be made by a trained model, wholly or in part.
Remedy
    Deliver a photograph; leave generated pictures and fills out.
Source
    IPTC NewsCodes Digital Source Type; EU AI Act, Article 50; rules of photo contests.
Options
    refused (terms of the vocabulary): which declared sources are not accepted.
Measured
    Exact where declared. Most files declare nothing, and that proves nothing: then the rule does
    not apply, and the question stands on the curator's checklist.
"""

from __future__ import annotations

from typing import Annotated

from imagepool.asset import Facts
from imagepool.style.rulebook import Measured, Outcome, Unmeasurable, rule
from imagepool.style.work_copy import WorkCopy

_GENERATED = (
    "trainedAlgorithmicMedia",
    "compositeWithTrainedAlgorithmicMedia",
    "compositeSynthetic",
    "algorithmicMedia",
)


@rule("digital-source", unit="", limits=None)
def measure(
    _copy: WorkCopy,
    facts: Facts,
    *,
    refused: Annotated[tuple[str, ...], "terms of the vocabulary"] = _GENERATED,
) -> Outcome:
    declared = facts.text("digital_source_type").strip().rstrip("/")
    if not declared:
        return Unmeasurable("not-declared")
    term = declared.replace("#", "/").rsplit("/", 1)[-1]
    accepted = term.lower() not in {one.lower() for one in refused}
    return Measured(term, accepted=accepted, required=f"not {', '.join(refused)}")
