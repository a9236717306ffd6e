"""Reading an object on S3 as a file: streaming, seekable, and going on after a break."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError

from imagepool.storage.s3_errors import translated

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer
    from botocore.response import StreamingBody
    from types_boto3_s3.client import S3Client

__all__ = ["S3Reader"]

_ATTEMPTS = 3


class S3Reader(io.RawIOBase):
    """One object, as it stood when it was opened; raises ``ObjectMissing`` at once.

    What is read in a row comes from one request. After a seek or a broken connection the next
    read asks for the rest, and only of the same version (``StoreFailed`` if it was replaced).
    """

    def __init__(self, client: S3Client, bucket: str, name: str, key: str) -> None:
        self._client = client
        self._bucket = bucket
        self._name = name
        self._key = key
        self._position = 0
        with translated(key):
            answer = client.get_object(Bucket=bucket, Key=name)
        self._size = answer["ContentLength"]
        self._etag = answer["ETag"]
        self._body: StreamingBody | None = answer["Body"]

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size}[whence]
        position = max(0, start + offset)
        if position != self._position:
            self._hang_up()
            self._position = position
        return position

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        wanted = min(len(view), max(0, self._size - self._position))
        data = self._read(wanted) if wanted else b""
        view[: len(data)] = data
        self._position += len(data)
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._hang_up()
        super().close()

    def _read(self, wanted: int) -> bytes:
        with translated(self._key):
            for _ in range(_ATTEMPTS - 1):
                try:
                    return self._continued().read(wanted)
                except BotoCoreError:
                    self._hang_up()
            return self._continued().read(wanted)

    def _continued(self) -> StreamingBody:
        if self._body is None:
            self._body = self._client.get_object(
                Bucket=self._bucket,
                Key=self._name,
                Range=f"bytes={self._position}-",
                IfMatch=self._etag,
            )["Body"]
        return self._body

    def _hang_up(self) -> None:
        if self._body is not None:
            self._body.close()
            self._body = None
