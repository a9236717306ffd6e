"""The child's side of the darkroom: ``python -m imagepool.photo.darkroom.child LINE LIFELINE``.

Both arguments are numbers of inherited file descriptors. The child takes one task after the other
from the line and ends when the line or the lifeline is closed, which happens at the latest when
its parent dies.
"""

from __future__ import annotations

import contextlib
import fcntl
import importlib
import math
import os
import pickle
import resource
import signal
import socket
import sys
import traceback
import warnings
from dataclasses import dataclass
from pathlib import Path

import cv2
from PIL import AvifImagePlugin, Image

from imagepool.errors import PoolError, UnreadablePhoto
from imagepool.photo.darkroom.wire import Wire, pack

_OUT_OF_MEMORY = UnreadablePhoto(
    "developing the photo needs more memory than is allowed",
    reason="out_of_memory",
    hint="Export it with fewer pixels or 8 bits a channel.",
)
_GRACE = 5  # seconds after which the kernel ends what the parent should have ended


@dataclass(frozen=True, slots=True)
class Orders:
    """What the parent says first."""

    preload: tuple[str, ...]
    memory: int
    seconds: float


def main(arguments: list[str]) -> None:
    line, lifeline = (int(argument) for argument in arguments)
    _hang_on(lifeline)
    _keep_quiet()
    wire = Wire(socket.socket(fileno=line))
    # Nobody is left to answer once the line is gone.
    with contextlib.suppress(EOFError, OSError):
        orders: Orders = pickle.loads(wire.receive())  # noqa: S301 -- the parent is trusted
        for name in orders.preload:
            importlib.import_module(name)
        _bound(orders.memory)
        wire.send(pack("ready"))
        while True:
            _work(wire, orders)


def _work(wire: Wire, orders: Orders) -> None:
    body = wire.receive()
    # A task that never lets go of the interpreter outlives a parent that dies meanwhile.
    signal.alarm(math.ceil(orders.seconds) + _GRACE)
    kind, answer = _answer(body)
    wire.send(pack(kind))
    wire.send(answer)
    signal.alarm(0)


def _answer(body: bytes | bytearray) -> tuple[str, bytes]:
    """Run a task; whatever it raises becomes an answer of another kind."""
    try:
        return _done(body)
    except PoolError as error:
        return "refused", pack(error)
    except MemoryError:
        return "spent", pack(_OUT_OF_MEMORY)
    except Exception as error:  # noqa: BLE001 -- a fault of ours must not cost the next photo
        return "failed", pack((f"{type(error).__name__}: {error}", traceback.format_exc()))


def _done(body: bytes | bytearray) -> tuple[str, bytes]:
    try:
        task, data, arguments = pickle.loads(body)  # noqa: S301 -- the parent is trusted
    except (AttributeError, ImportError) as error:
        return "unknown", pack(str(error))
    return "done", pack(task(data, *arguments))


def _hang_on(lifeline: int) -> None:
    """Have the kernel end this process when the parent's end of the pipe closes."""
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
    flags = fcntl.fcntl(lifeline, fcntl.F_GETFL)
    fcntl.fcntl(lifeline, fcntl.F_SETFL, flags | os.O_ASYNC | os.O_NONBLOCK)
    with contextlib.suppress(BlockingIOError):
        if os.read(lifeline, 1) == b"":  # it closed before we listened
            sys.exit()


def _keep_quiet() -> None:
    """One thread, no interruption from the terminal, no warnings, no bounds but our own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warnings.simplefilter("ignore")
    cv2.setNumThreads(1)
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1
    Image.MAX_IMAGE_PIXELS = None  # Limits.max_pixels decides


def _bound(memory: int) -> None:
    """Limit the address space to what is in use now and ``memory`` bytes on top.

    Libraries map much more than they use, so an absolute number would mean nothing. Where there
    is no /proc (macOS) the kernel does not heed this limit either.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError, ValueError):
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        top = pages * resource.getpagesize() + memory
        resource.setrlimit(resource.RLIMIT_AS, (top, top))


if __name__ == "__main__":
    main(sys.argv[1:])
