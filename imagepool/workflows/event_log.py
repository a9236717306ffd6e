"""The event log, proven: its chain is followed, and its checkpoints in the store are compared.

Whoever owns the database could write a whole chain anew, or cut its end off. A checkpoint is signed
and lies in the store, so that this would be seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from imagepool.catalogue.chain import Break, Head, first_break
from imagepool.rights.proof.checkpoints import Checkpoint, read_checkpoint, sign_checkpoint
from imagepool.workflows.keys import public_keys, publish_key
from imagepool.workflows.workshop import Workshop, event, now

FOLDER = "log/"

Damage = Literal["changed", "missing", "inserted", "cut", "checkpoint"]


def prove(workshop: Workshop) -> Iterator[tuple[Damage, str]]:
    """Yield what is wrong with the log: the first broken event, and checkpoints not of ours.

    Where nothing is, the present end gets a checkpoint of its own.
    """
    witnessed: dict[int, str] = {}
    for name, checkpoint in _checkpoints(workshop):
        if checkpoint is None:
            yield "checkpoint", name
        else:
            witnessed[checkpoint.number] = checkpoint.digest
    broken, head = _look(workshop, witnessed)
    if broken:
        yield broken.kind, f"event {broken.number}"
    elif head.number > max(witnessed, default=0):
        _seal(workshop, head)


def erase_actor(workshop: Workshop, name: str, *, actor: str, reason: str) -> int:
    """Erase a person from who did what, with the details; return from how many events.

    When, what and to which subject stay, and the chain holds.
    """
    noted = event("erase", actor=actor, subject="log:actor", reason=reason)
    with workshop.catalogue.transaction() as books:
        return books.events.erase(name, noted)


def _look(workshop: Workshop, witnessed: dict[int, str]) -> tuple[Break | None, Head]:
    with workshop.catalogue.reading() as books:
        head = books.events.head()
        return first_break(books.events.links(), head, witnessed), head


def _checkpoints(workshop: Workshop) -> Iterator[tuple[str, Checkpoint | None]]:
    names = list(workshop.store.keys(FOLDER))
    keys = public_keys(workshop) if names else {}
    for name in names:
        with workshop.store.open(name) as stream:
            yield name, read_checkpoint(stream.read(), keys)


def _seal(workshop: Workshop, head: Head) -> None:
    key = workshop.key
    publish_key(workshop.store, key)
    signed = sign_checkpoint(Checkpoint(number=head.number, digest=head.digest, at=now()), key)
    name = f"{FOLDER}{head.number:012}.json"
    workshop.store.put(name, signed, media_type="application/jose+json")
