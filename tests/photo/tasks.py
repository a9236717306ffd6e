"""Tasks for the children of a darkroom, the harmless and the deadly."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from pathlib import Path

import cv2
import numpy as np

from imagepool.asset import Likeness
from imagepool.errors import NotFound, UnreadablePhoto
from imagepool.photo.decoding import decode


def length(data: bytes, *more: object) -> int:
    return len(data) + len(more)


def who(_: bytes) -> int:
    return os.getpid()


def echo(data: bytes) -> bytes:
    return data


def likeness(_: bytes) -> Likeness:
    return Likeness(1, 2)


def size(data: bytes) -> tuple[int, int]:
    photo = decode(data)
    return photo.width, photo.height


def nap(_: bytes, seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


def refuse(_: bytes) -> None:
    raise UnreadablePhoto("no", reason="corrupt", hint="try another")


def not_found(_: bytes) -> None:
    raise NotFound("thing", "key")


def stumble(data: bytes) -> float:
    return len(data) / 0


def swell(_: bytes, count: int) -> int:
    return len(bytearray(count))


def swell_array(_: bytes, side: int) -> int:
    return int(np.ones((side, side, 3), np.float64).sum())


def swell_slowly(_: bytes) -> None:
    blocks = []
    while True:
        blocks.append(b"x" * 4_000_000)


def spin(_: bytes) -> None:
    while True:
        pass


def spin_without_letting_go(_: bytes) -> None:
    ctypes.PyDLL(None).sleep(1000)  # PyDLL keeps the interpreter locked


def fault(_: bytes) -> None:
    ctypes.string_at(1)


def leave(_: bytes) -> None:
    os._exit(3)


def die(_: bytes) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def mark_and_nap(_: bytes, where: str) -> None:
    Path(where).write_text(str(os.getpid()))
    time.sleep(60)


def chatter(_: bytes) -> str:
    sys.stdout.write("this must not disturb the line\n")
    sys.stdout.flush()
    os.write(1, b"nor this")
    return "said"


def send_an_order(_: bytes, mark: str) -> object:
    class Evil:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.system, (f"touch {mark}",)

    return Evil()


def return_a_lambda(_: bytes) -> object:
    return lambda: None


def threads(_: bytes) -> tuple[int, str | None]:
    return cv2.getNumThreads(), os.environ.get("OMP_NUM_THREADS")
