"""The parent's hold on one child of the darkroom."""

from __future__ import annotations

import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from imagepool.errors import ConfigurationError, InvalidRequest, PoolError, UnreadablePhoto
from imagepool.photo.darkroom.child import Orders
from imagepool.photo.darkroom.wire import Wire, pack, unpack
from imagepool.photo.limits import Limits

_log = logging.getLogger(__name__)

_START = 120.0  # seconds that a child may take to import everything on a busy machine
_FAREWELL = 5.0  # seconds that a child may take to end by itself
_ENVIRONMENT = {
    # Two cores are used by two children, not by the threads of one.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    # glibc returns large blocks to the kernel at once, and every picture would fault them in anew.
    "MALLOC_MMAP_THRESHOLD_": "33554432",
    "MALLOC_TRIM_THRESHOLD_": "1000000000",
}


class DarkroomProcess:
    """One child process and the line to it; used by one thread at a time."""

    def __init__(self, *, limits: Limits, preload: tuple[str, ...]) -> None:
        self.tasks = 0
        self._seconds = limits.seconds
        self._owner = os.getpid()
        self._over = self._mad = False
        ours, theirs = socket.socketpair()
        hold, self._lifeline = os.pipe()
        self._wire = Wire(ours)
        try:
            self._process = _start(theirs.fileno(), hold)
        except BaseException:
            self._hang_up()
            raise
        finally:
            theirs.close()
            os.close(hold)
        self._greet(Orders(preload, limits.memory, limits.seconds))

    @property
    def usable(self) -> bool:
        """Tell whether it may get another task: not after a fork, when two would share its line."""
        return not self._over and not self._mad and self._owner == os.getpid()

    def run(self, request: bytes, trusted: set[str]) -> bytearray:
        """Have a packed task worked out; return its result, still packed. See ``Darkroom.run``."""
        self.tasks += 1
        kind, answer = self._ask(request, trusted)
        if kind == "done":
            return answer
        value = self.unpacked(answer, trusted)
        if kind == "unknown":
            raise InvalidRequest(f"a child cannot import this task: {value}")
        if kind == "spent":
            self._kill()
        raise value if isinstance(value, PoolError) else _failure(*value)

    def unpacked(self, answer: bytearray, trusted: set[str]) -> Any:
        """Rebuild what the child sent; one that sends what nobody trusts gets no other task."""
        try:
            return unpack(answer, trusted=trusted)
        except Exception as error:
            self._mad = True
            _log.warning("a child of the darkroom sent what cannot be rebuilt: %s", error)
            raise _crashed() from error

    def end(self) -> None:
        """Let the child go; it is killed if it does not end by itself."""
        self._wire.close()
        if not self._over and self._owner == os.getpid():
            try:
                self._process.wait(timeout=_FAREWELL)
            except subprocess.TimeoutExpired:
                self._kill()
        self._over = True
        self._hang_up()

    def _greet(self, orders: Orders) -> None:
        deadline = time.monotonic() + _START
        try:
            self._wire.send(pack(orders), deadline=deadline)
            self._wire.receive(deadline=deadline)
        except (EOFError, OSError) as error:
            self._kill()
            modules = ", ".join(orders.preload) or "imagepool.photo.darkroom.child"
            raise ConfigurationError(
                f"a child process of the darkroom does not start: {error}",
                hint=f"See why with: {sys.executable} -c 'import {modules}'",
            ) from error
        except BaseException:
            self._kill()
            raise

    def _ask(self, request: bytes, trusted: set[str]) -> tuple[str, bytearray]:
        deadline = time.monotonic() + self._seconds
        try:
            self._wire.send(request, deadline=deadline)
            kind = unpack(self._wire.receive(deadline=deadline), trusted=trusted)
            return str(kind), self._wire.receive(deadline=deadline)
        except TimeoutError as error:
            self._kill()
            raise UnreadablePhoto(
                f"developing the photo takes longer than {self._seconds:g} seconds",
                reason="timeout",
                terms={"seconds": round(self._seconds)},
                hint="Export it again, with fewer pixels.",
            ) from error
        except Exception as error:
            self._kill()
            _log.warning("a child of the darkroom ended with %s: %s", self._end(), error)
            raise _crashed() from error
        except BaseException:
            self._kill()  # its answer would belong to a question that nobody asks any more
            raise

    def _end(self) -> str:
        code = self._process.returncode
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"

    def _kill(self) -> None:
        self._over = True
        self._process.kill()
        self._process.wait()
        self._hang_up()

    def _hang_up(self) -> None:
        self._wire.close()
        if self._lifeline >= 0:
            os.close(self._lifeline)
            self._lifeline = -1


def packed(task: Callable[..., object], data: bytes, arguments: tuple[object, ...]) -> bytes:
    """Make a task ready to be sent to a child; raises ``InvalidRequest`` where that cannot be."""
    try:
        return pack((task, data, arguments))
    except Exception as error:
        raise InvalidRequest(f"this task cannot be handed to a child: {error}") from error


def trusted_by(task: Callable[..., object]) -> set[str]:
    """Return the packages whose types an answer to the task may hold."""
    return {"imagepool", task.__module__.split(".", 1)[0]}


def _crashed() -> UnreadablePhoto:
    return UnreadablePhoto(
        "the photo made the program that was reading it crash",
        reason="crashed",
        hint="Export it again from the original.",
    )


def _failure(summary: str, trace: str) -> UnreadablePhoto:
    _log.error("a task of the darkroom failed\n%s", trace)
    return UnreadablePhoto(
        f"the photo could not be developed ({summary})",
        reason="crashed",
        hint="Please report this together with the photo.",
    )


def _start(line: int, lifeline: int) -> subprocess.Popen[bytes]:
    paths = os.pathsep.join(path or str(Path.cwd()) for path in sys.path)
    return subprocess.Popen(  # noqa: S603 -- our own module and two numbers
        (sys.executable, "-P", "-m", "imagepool.photo.darkroom.child", str(line), str(lifeline)),
        pass_fds=(line, lifeline),
        env={**os.environ, **_ENVIRONMENT, "PYTHONPATH": paths},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        process_group=0,  # an interrupt from the terminal is the parent's to handle
    )
