"""A walk through every route of the service and every address that was given out.

What carries a byte of a picture is told by its bytes: pieces of the files that lie in the store, as
they are or in base64, and any image that looks like it, also in a zip.
"""

from __future__ import annotations

import io
import itertools
import urllib.error
import urllib.request
import zipfile
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

import imagehash
import pytest
from flask import Flask
from PIL import Image, UnidentifiedImageError
from werkzeug.routing import Rule

_PIECE = 48  # bytes
_ALIKE = 10  # bits of 64


@dataclass
class Picture:
    """A picture as its files show it."""

    files: Sequence[bytes]
    pieces: list[bytes] = field(init=False)
    looks: list[imagehash.ImageHash] = field(init=False)

    def __post_init__(self) -> None:
        self.pieces = [piece for data in self.files for piece in _pieces(data)]
        self.looks = [imagehash.phash(Image.open(io.BytesIO(data))) for data in self.files]

    def is_in(self, data: bytes) -> bool:
        """Say whether these bytes carry any of the picture."""
        if any(piece in data for piece in self.pieces) or self._looks_like(data):
            return True
        if any(text in data for piece in self.pieces for text in _as_base64(piece)):
            return True
        return any(self.is_in(member) for member in _members(data))

    def _looks_like(self, data: bytes) -> bool:
        with suppress(UnidentifiedImageError, OSError, ValueError):
            look = imagehash.phash(Image.open(io.BytesIO(data)))
            return any(look - each <= _ALIKE for each in self.looks)
        return False


def _pieces(data: bytes) -> Iterator[bytes]:
    for share in (0.4, 0.6, 0.8):
        start = int(len(data) * share)
        yield data[start : start + _PIECE]


def _as_base64(piece: bytes) -> Iterator[bytes]:
    for shift in range(3):
        yield b64encode(b"\0" * shift + piece)[4:-4]


def _members(data: bytes) -> Iterator[bytes]:
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield archive.read(name)


def filled(
    app: Flask, method: str, values: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, str]]:
    """Give endpoint and path of every route; one whose parameters have no values is a failure."""
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if method in (rule.methods or ()):
                for path in _paths(app, rule, values):
                    yield rule.endpoint, path


def _paths(app: Flask, rule: Rule, values: Mapping[str, Sequence[str]]) -> Iterator[str]:
    names = sorted(rule.arguments - set(rule.defaults or ()))
    unknown = [name for name in names if name not in values]
    if unknown:
        pytest.fail(
            f"the walk cannot fill {unknown} of {rule.rule}: name values in test_walk.py, so that"
            " this route is proven not to deliver what is withdrawn"
        )
    for chosen in itertools.product(*(values[name] for name in names)):
        filled_in = dict(zip(names, chosen, strict=True))
        yield app.url_map.bind("localhost").build(
            rule.endpoint, {**(rule.defaults or {}), **filled_in}
        )


def fetched(address: str) -> bytes:
    """Return what an address outside of the service gives; nothing where it refuses."""
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            data: bytes = answer.read()
            return data
    except urllib.error.HTTPError as refusal:
        with refusal:
            return refusal.read()
