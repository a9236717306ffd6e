"""The same bits on every machine: OpenCV without what differs from one processor to the next."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import cv2

__all__ = ["reproducible"]


@contextmanager
def reproducible() -> Iterator[None]:
    """Let OpenCV compute with its own code, in one thread.

    Intel's IPP, which it uses where it may, rounds otherwise (measured: cubic interpolation,
    magnitudes). Photos are worked on side by side in processes, so that more threads of one would
    only fight the others'.
    """
    threads, ipp = cv2.getNumThreads(), cv2.ipp.useIPP()
    cv2.setNumThreads(1)
    cv2.ipp.setUseIPP(False)
    try:
        yield
    finally:
        cv2.ipp.setUseIPP(ipp)
        cv2.setNumThreads(threads)
