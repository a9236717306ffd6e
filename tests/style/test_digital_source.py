from __future__ import annotations

from imagepool.asset import Conflict, Fact, Facts
from tests.style.pictures import facts_of
from tests.style.tables import Case, found, table_of

NEWSCODES = "http://cv.iptc.org/newscodes/digitalsourcetype/"


CAMERA = NEWSCODES + "digitalCapture"
GENERATED = NEWSCODES + "trainedAlgorithmicMedia"


def declared(source: str) -> Case:
    return Case(facts=facts_of(digital_source_type=source))


def contradicted() -> Facts:
    conflict = (Conflict("derived", GENERATED),)
    return Facts({"digital_source_type": Fact(CAMERA, "xmp", conflict)})


PASSES = {
    "a camera": declared(NEWSCODES + "digitalCapture"),
    "a scan": declared(NEWSCODES + "negativeFilm"),
    "ordinary editing": declared("humanEdits"),
    "credentials of a camera": Case(facts=facts_of(c2pa_source_types=(CAMERA,))),
    "a program whose name only begins alike": Case(
        facts=facts_of(digital_source_type=CAMERA, creator_tool="Imagenomic Portraiture")
    ),
    "an ordinary program": Case(
        facts=facts_of(digital_source_type=CAMERA, creator_tool="Adobe Photoshop Lightroom")
    ),
}
FAILS = {
    "a generated picture": declared(NEWSCODES + "trainedAlgorithmicMedia"),
    "generated parts": declared(NEWSCODES + "compositeWithTrainedAlgorithmicMedia"),
    "a bare term": declared("TrainedAlgorithmicMedia"),
    "a term with a slash": declared(NEWSCODES + "algorithmicMedia/"),
    "a composite": declared(NEWSCODES + "composite"),
    "credentials that name a generator": Case(
        facts=facts_of(digital_source_type=CAMERA, c2pa_source_types=(CAMERA, GENERATED))
    ),
    "a camera's claim that credentials contradict": Case(facts=contradicted()),
    "a prompt": Case(facts=facts_of(ai_prompt_information="a castle, golden hour, 8k")),
    "the system of a generator": Case(facts=facts_of(ai_system_used="Some Model 3")),
    "the name of a generator": Case(facts=facts_of(creator_tool="stable diffusion web UI")),
    "a generator in credentials": Case(facts=facts_of(c2pa_generator="Adobe Firefly 3")),
    "a generator that the concept names": Case(
        facts=facts_of(creator_tool="Malerei 2"), options={"generators": ("Malerei",)}
    ),
    "what the concept refuses besides": Case(
        facts=facts_of(digital_source_type="digitalArt"), options={"refused": ("digitalArt",)}
    ),
}
UNMEASURABLE = {
    "what declares nothing": Case(),
    "an empty declaration": declared(" "),
    "what only names its program": Case(facts=facts_of(creator_tool="GIMP 3.0")),
}

test_table = table_of("digital-source", passes=PASSES, fails=FAILS, unmeasurable=UNMEASURABLE)


def test_the_message_says_it_in_words() -> None:
    message = found("digital-source", declared("trainedAlgorithmicMedia")).message
    assert "KI-Modell" in message["de"]
    assert "AI model" in message["en"]


def test_it_says_where_it_was_declared() -> None:
    case = Case(facts=facts_of(c2pa_source_types=(GENERATED,)))
    message = found("digital-source", case).message
    assert "C2PA" in message["de"]
    assert "signature not checked" in message["en"]
    assert "field" in found("digital-source", declared(CAMERA)).message["en"]
    prompted = Case(facts=facts_of(ai_prompt_information="a castle"))
    assert "Eingabetext" in found("digital-source", prompted).message["de"]
