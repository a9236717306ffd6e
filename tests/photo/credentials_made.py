"""Content Credentials (C2PA) made by hand: boxes, manifests, and files that carry them."""

from __future__ import annotations

from typing import Any

import cbor2

from imagepool.photo.containers.bmff import C2PA_UUID
from tests.making import make_photo
from tests.photo.blocks_made import chunk, jpeg, segment

NEWSCODES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
GENERATED = NEWSCODES + "trainedAlgorithmicMedia"
CAPTURED = NEWSCODES + "digitalCapture"


def box(kind: bytes, body: bytes) -> bytes:
    return (len(body) + 8).to_bytes(4) + kind + body


def superbox(label: str, *content: bytes) -> bytes:
    """A JUMBF superbox with its description."""
    described = box(b"jumd", bytes(16) + b"\3" + label.encode() + b"\0")
    return box(b"jumb", described + b"".join(content))


def assertion(label: str, content: object) -> bytes:
    return superbox(label, box(b"cbor", cbor2.dumps(content)))


def actions(*sources: str, label: str = "c2pa.actions") -> bytes:
    """An assertion of actions, the oldest first; an empty source is none."""
    steps = [
        {"action": "c2pa.edited"} | ({"digitalSourceType": one} if one else {}) for one in sources
    ]
    return assertion(label, {"actions": steps})


def manifest(*assertions: bytes, claim: dict[str, Any] | None = None) -> bytes:
    stated = {"claim_generator": "Kamera/1.0"} if claim is None else claim
    return superbox(
        "urn:c2pa:1", superbox("c2pa.assertions", *assertions), assertion("c2pa.claim", stated)
    )


def store(*manifests: bytes) -> bytes:
    return superbox("c2pa", *manifests)


def app11(jumbf: bytes, *, number: int = 1, most: int = 60_000) -> list[bytes]:
    """The segments of a JPEG that hold a box; each repeats the box's header."""
    header, body = jumbf[:8], jumbf[8:]
    pieces = [body[at : at + most] for at in range(0, len(body), most)]
    return [
        segment(0xEB, b"JP" + number.to_bytes(2) + place.to_bytes(4) + header + piece)
        for place, piece in enumerate(pieces, 1)
    ]


def with_credentials(name: str, jumbf: bytes) -> bytes:
    """A small photo of the format that carries the box where its standard says."""
    if name == "JPEG":
        return jpeg(*app11(jumbf))
    plain = make_photo(32, 24, name)
    if name == "PNG":
        return plain[:33] + chunk(b"caBX", jumbf) + plain[33:]
    if name == "WEBP":
        padded = jumbf + bytes(len(jumbf) % 2)
        body = plain[8:] + b"C2PA" + len(jumbf).to_bytes(4, "little") + padded
        return b"RIFF" + len(body).to_bytes(4, "little") + body
    if name == "TIFF":
        return make_photo(32, 24, name, tiffinfo={52545: jumbf})
    purpose = C2PA_UUID + bytes(4) + b"manifest\0" + bytes(8)
    return plain + box(b"uuid", purpose + jumbf)
