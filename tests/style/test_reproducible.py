"""The same bytes and the same concept give the same findings, on whatever machine.

Other processors are stood in for by this one with its newer instructions left out, other builds by
other numbers of threads and without Intel's IPP; what is compared are whole findings, values as
they are stored (four decimals), places and sentences included.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import cv2
import numpy as np
import pytest

from tests.style.golden import PHOTOS, Findings, findings_of, measured, written_down

_OPENCV = [name.strip("*") for name in cv2.getCPUFeaturesLine().split() if name.startswith("*")]
_NUMPY = np.show_config(mode="dicts")["SIMD Extensions"].get("found", [])

MACHINES: dict[str, Mapping[str, str]] = {
    "an old processor": {
        "OPENCV_CPU_DISABLE": ",".join(_OPENCV),
        "NPY_DISABLE_CPU_FEATURES": " ".join(_NUMPY),
        "OPENBLAS_CORETYPE": "Prescott",
        "JSIMD_FORCENONE": "1",  # libjpeg-turbo
    },
    "a processor of ten years ago": {
        "OPENCV_CPU_DISABLE": ",".join(name for name in _OPENCV if name.startswith("AVX512")),
        "NPY_DISABLE_CPU_FEATURES": " ".join(name for name in _NUMPY if "V3" not in name),
        "OPENBLAS_CORETYPE": "Haswell",
    },
    "no IPP": {"OPENCV_IPP": "disabled"},
    "many threads": {
        "OMP_NUM_THREADS": "7",
        "OPENBLAS_NUM_THREADS": "7",
        "OPENCV_FOR_THREADS_NUM": "7",
    },
    "another order of hashes": {"PYTHONHASHSEED": "4711"},
}


def elsewhere(machine: Mapping[str, str], *photos: Path) -> Findings:
    """The findings of a process that believes it runs on that machine."""
    done = subprocess.run(
        (sys.executable, "-m", "tests.style.golden", *photos),
        env={**os.environ, "PYTHONHASHSEED": "0", **machine},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    findings: Findings = json.loads(done.stdout)
    return findings


@pytest.fixture(scope="module")
def here() -> Findings:
    return json.loads(json.dumps(findings_of(PHOTOS)))  # type: ignore[no-any-return]


def test_what_is_measured_is_what_was_written_down(here: Findings) -> None:
    found, expected = measured(here), written_down()
    assert found.keys() == expected.keys()
    for photo, rules in expected.items():
        assert found[photo] == rules, "see tests/style/golden/__init__.py"


@pytest.mark.parametrize("machine", MACHINES)
def test_another_machine_finds_the_same(here: Findings, machine: str) -> None:
    assert elsewhere(MACHINES[machine], *PHOTOS) == here


@pytest.mark.photos
def test_another_machine_finds_the_same_in_real_photos(photos_dir: Path) -> None:
    photos = sorted(photos_dir.glob("*.jpg"))[::6]
    here = json.loads(json.dumps(findings_of(photos)))
    assert elsewhere(MACHINES["an old processor"], *photos) == here
    assert elsewhere(MACHINES["no IPP"], *photos) == here


def test_a_finding_does_not_depend_on_what_was_judged_before(here: Findings) -> None:
    backwards = findings_of(reversed(PHOTOS))
    assert json.loads(json.dumps(backwards)) == here
