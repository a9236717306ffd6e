"""Greenery: enough of the picture is green.

Counted are pixels whose a* lies below a limit, in the small copy of the picture.

Why
    A park wants to be seen in leaf.

Passes
    Meadows, woods, gardens in summer.

Fails
    The same in winter, and streets.

Remedy
    Take the picture again in summer, or step nearer to the trees.

Source
    CIE 1976 L*a*b*: negative a* is green.

Options
    below (a*): what counts as green.

Measured
    Nothing; this is an example.
"""

from __future__ import annotations

from typing import Annotated

import numpy as np

from imagepool.asset import Facts
from imagepool.style.limits import Bound, Level, Limits
from imagepool.style.rulebook import Measured, Outcome, rule
from imagepool.style.work_copy import WorkCopy


@rule("greenery", unit="%", limits=Limits(min=Bound(warn=20)), cap=Level.SHOULD)
def measure(copy: WorkCopy, facts: Facts, *, below: Annotated[float, "a*"] = -8.0) -> Outcome:
    del facts  # every rule is given them
    return Measured(100 * float(np.mean(copy.lab[:, :, 1] < below)))
