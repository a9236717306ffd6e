from __future__ import annotations

from tests.style.companions import companion
from tests.style.tables import Among, company_table_of

ONE = companion()
PASSES = {
    "another scene": Among(ONE, [companion("b.jpg", bits=25)]),
    "half a minute later": Among(ONE, [companion("b.jpg", bits=14, moment="2026-05-01T12:00:30")]),
    "another camera": Among(ONE, [companion("b.jpg", bits=14, camera="Canon R5")]),
    "a camera that is not told": Among(ONE, [companion("b.jpg", bits=14, camera="")]),
    "a moment that is not told": Among(ONE, [companion("b.jpg", bits=14, moment="2026-05-01")]),
    "a near-duplicate, of which that rule speaks": Among(ONE, [companion("b.jpg", bits=6)]),
}
FAILS = {
    "the next shot": Among(ONE, [companion("b.jpg", bits=14, moment="2026-05-01T12:00:01")]),
    "the last of ten seconds": Among(
        ONE, [companion("b.jpg", bits=24, moment="2026-05-01T11:59:50.0")]
    ),
    "told with an offset": Among(
        ONE, [companion("b.jpg", bits=14, moment="2026-05-01T12:00:02+02:00")]
    ),
}
UNMEASURABLE = {
    "no moment": Among(companion(moment=""), [companion("b.jpg", bits=14)]),
    "a moment to the minute": Among(companion(moment="2026-05-01T12:00+02:00"), [ONE]),
    "no camera": Among(companion(camera=""), [companion("b.jpg", bits=14)]),
    "a photo by itself": Among(ONE),
}

test_burst = company_table_of("burst", passes=PASSES, fails=FAILS, unmeasurable=UNMEASURABLE)


def test_the_others_are_named_in_the_order_of_time() -> None:
    shots = [
        companion(f"{second}.jpg", bits=14, moment=f"2026-05-01T12:00:0{second}")
        for second in (3, 1, 2)
    ]
    message = Among(ONE, shots).found("burst").message["en"]
    assert message == "The picture was shot in a burst with 1.jpg, 2.jpg, 3.jpg."
