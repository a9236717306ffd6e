"""Lettering: nothing is written over the picture.

The measure looks for a line of white or black writing near the upper or lower edge: many strong
strokes side by side, few above and below. It tells how much the clearest such place looks like a
signature or caption, from 0 to 100; signs that stand in the scene look the same.

Why
    The credit stands beside the picture and in the file, where it can be searched, translated and
    corrected. Written into the picture it disturbs every layout and is cut off by every crop.
Passes
    A photo of the scene alone; a shop sign or street name in the middle of the picture.
Fails
    A signature in the lower corner; a caption; the photographer's web address.
Remedy
    Deliver the photo without signature or caption, and put name and words into its metadata.
Source
    Rules of photo contests and picture agencies ("no text, logo, signature"). Some exclude photos
    with the author's name in them.
Measured
    Signatures of several fonts, by hand and printed, 2 to 4.5 % high and 60 to 100 % opaque, on
    the 58 real photos by which the weights were found: AUC 0.90 to 0.92, recall 58 %; on 39
    others: AUC 0.95, recall 70 %. Of 89 originals without a signature 2 were noticed, one of them
    for real lettering on a chart; of 4 with a real signature, 3. White on snow and black on black
    go unnoticed, and railings and window fronts come close. So it warns, and a person looks.
"""

from __future__ import annotations

from math import exp

from imagepool.asset import Facts
from imagepool.style.limits import Bound, Level, Limits
from imagepool.style.measuring.edge_strips import SMALLEST, edge_strips
from imagepool.style.measuring.written_lines import clearest_line
from imagepool.style.rulebook import Measured, Outcome, Unmeasurable, rule
from imagepool.style.work_copy import WorkCopy


@rule(
    "lettering",
    unit="of 100",
    span=(0, 100),
    digits=0,
    limits=Limits(max=Bound(warn=92)),
    cap=Level.SHOULD,
)
def measure(copy: WorkCopy, _facts: Facts) -> Outcome:
    if min(copy.size) < SMALLEST:
        return Unmeasurable("too-small")
    found = [line for strip in edge_strips(copy) if (line := clearest_line(strip))]
    if not found:
        return Unmeasurable("too-small")
    clearest = max(found, key=lambda line: line.odds)
    return Measured(100 / (1 + exp(-clearest.odds)), clearest.region)
