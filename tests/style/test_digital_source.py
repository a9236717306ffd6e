from __future__ import annotations

from tests.style.pictures import facts_of
from tests.style.tables import Case, found, table_of

NEWSCODES = "http://cv.iptc.org/newscodes/digitalsourcetype/"


def declared(source: str) -> Case:
    return Case(facts=facts_of(digital_source_type=source))


PASSES = {
    "a camera": declared(NEWSCODES + "digitalCapture"),
    "a scan": declared(NEWSCODES + "negativeFilm"),
    "ordinary editing": declared("humanEdits"),
}
FAILS = {
    "a generated picture": declared(NEWSCODES + "trainedAlgorithmicMedia"),
    "generated parts": declared(NEWSCODES + "compositeWithTrainedAlgorithmicMedia"),
    "a bare term": declared("TrainedAlgorithmicMedia"),
    "a term with a slash": declared(NEWSCODES + "algorithmicMedia/"),
    "what the concept refuses besides": Case(
        facts=facts_of(digital_source_type="digitalArt"), options={"refused": ("digitalArt",)}
    ),
}
UNMEASURABLE = {"what declares nothing": Case(), "an empty declaration": declared(" ")}

test_table = table_of("digital-source", passes=PASSES, fails=FAILS, unmeasurable=UNMEASURABLE)


def test_the_message_says_it_in_words() -> None:
    message = found("digital-source", declared("trainedAlgorithmicMedia")).message
    assert "KI-Modell" in message["de"]
    assert "AI model" in message["en"]
