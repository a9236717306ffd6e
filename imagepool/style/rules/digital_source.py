"""Digital source: the picture is a photograph, not declared to be made by a generator.

The rule reads what the file itself declares: IPTC Digital Source Type, the steps that Content
Credentials (C2PA) name, whose signatures are not checked, the prompt and system of a generator
(IPTC, or the texts of a PNG file), and the program that wrote the file.

Why
    A region shows itself as it is; a generated landscape deceives guests, and generated or
    composited pictures must be labeled.
Passes
    A file that declares a camera, a scan, or ordinary retouching.
Fails
    A file that declares to be made by a trained model, wholly or in part; one in which a
    generator left its prompt or its name.
Remedy
    Deliver a photograph; leave generated pictures and fills out.
Source
    IPTC NewsCodes Digital Source Type and IPTC Photo Metadata Standard; C2PA Specification,
    actions; EU AI Act, Article 50; rules of photo contests.
Options
    refused (terms of the vocabulary): which declared sources are not accepted.
    generators (names): programs whose name tells that a picture is generated.
Measured
    Exact where declared; anybody can write such a declaration or remove it. Most files declare
    nothing, and that proves nothing: then the rule does not apply, and the question stands on the
    curator's checklist.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

from imagepool.asset import Facts
from imagepool.style.rulebook import Measured, Outcome, Unmeasurable, rule
from imagepool.style.work_copy import WorkCopy

_GENERATED = (
    "trainedAlgorithmicMedia",
    "compositeWithTrainedAlgorithmicMedia",
    "compositeSynthetic",
    "composite",
    "algorithmicMedia",
)
_GENERATORS = (
    "Adobe Firefly",
    "ChatGPT",
    "ComfyUI",
    "DALL-E",
    "DALL·E",
    "DreamStudio",
    "Flux.1",
    "Ideogram",
    "Imagen",
    "InvokeAI",
    "Leonardo.Ai",
    "Midjourney",
    "NovelAI",
    "Stable Diffusion",
)

_Claim = tuple[str, str]  # where it stands, and what it says


@rule("digital-source", unit="", limits=None, measure_version=2)
def measure(
    _copy: WorkCopy,
    facts: Facts,
    *,
    refused: Annotated[tuple[str, ...], "terms of the vocabulary"] = _GENERATED,
    generators: Annotated[tuple[str, ...], "names"] = _GENERATORS,
) -> Outcome:
    declared = list(_declared(facts))
    accused = [claim for claim in declared if claim[1].lower() in {one.lower() for one in refused}]
    accused += _generators_of(facts, generators)
    claims = accused or declared
    if not claims:
        return Unmeasurable("not-declared")
    where, source = claims[0]
    required = f"not {', '.join(refused)}"
    return Measured(source, terms={"where": where}, accepted=not accused, required=required)


def _declared(facts: Facts) -> Iterator[_Claim]:
    """Yield the source types, those in Content Credentials last."""
    credentials = _terms(facts, "c2pa_source_types")
    for term in _terms(facts, "digital_source_type"):
        if term not in credentials:
            yield "in-field", term
    for term in credentials:
        yield "in-credentials", term


def _terms(facts: Facts, name: str) -> list[str]:
    """Return the vocabulary's terms that a fact states, its conflicting values included."""
    fact = facts.fields.get(name)
    values = (fact.value, *(other.value for other in fact.conflicts)) if fact else ()
    texts = [str(one) for each in values for one in (each if isinstance(each, tuple) else (each,))]
    terms = (text.strip().rstrip("/").replace("#", "/").rsplit("/", 1)[-1] for text in texts)
    return [term for term in terms if term]


def _generators_of(facts: Facts, names: tuple[str, ...]) -> Iterator[_Claim]:
    """Yield the traces that a generator left."""
    system = facts.text("ai_system_used").strip()
    if system:
        yield "in-system", system
    if facts.text("ai_prompt_information").strip():
        yield "in-prompt", "prompt"
    for field in ("creator_tool", "c2pa_generator"):
        tool = facts.text(field)
        yield from (("in-tool", name) for name in names if _names(tool, name))


def _names(tool: str, name: str) -> bool:
    """Tell whether the whole name occurs: "Imagenomic" is not "Imagen"."""
    return bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", tool, re.IGNORECASE))
