"""A process of its own that writes into a catalogue: ``python -m tests.catalogue.writer ...``."""

from __future__ import annotations

import sys
import time
from dataclasses import replace

from imagepool.asset import Event, State
from imagepool.catalogue import Catalogue
from tests.catalogue.made import AT, make_event, make_person, put


def write(catalogue: Catalogue, name: str, count: int) -> None:
    """Add ``count`` assets that are this writer's and one that is everybody's; change each."""
    for number in range(count):
        with catalogue.transaction() as books:
            own = put(books, (name, number))
            put(books, ("everybody's", number))
        with catalogue.transaction() as books:
            books.assets.replace(replace(own, state=State.PUBLISHED), make_event(own, "publish"))


def tell(catalogue: Catalogue, name: str, count: int) -> None:
    """Note ``count`` events of other subjects, some together with an account."""
    for number in range(count):
        with catalogue.transaction() as books:
            books.events.add(Event(at=AT, actor=name, act="tell", subject=f"recall:{number}"))
            books.people.add(make_person((name, number)))
            books.events.add(Event(at=AT, actor=name, act="tell", subject=f"recall:{number}"))


def hang(catalogue: Catalogue) -> None:
    """Stop for ever in the middle of a transaction."""
    with catalogue.transaction() as books:
        put(books, "never")
        print("half way", flush=True)  # noqa: T201  # the test waits for it
        time.sleep(600)


if __name__ == "__main__":
    url, act, *rest = sys.argv[1:]
    with Catalogue.open(url, patience=60) as opened:
        if act == "hang":
            hang(opened)
        elif act == "tell":
            tell(opened, rest[0], int(rest[1]))
        else:
            write(opened, act, int(rest[0]))
