"""The object store on S3: Amazon's and the others (Ceph, Swift, MinIO, SeaweedFS, Garage).

Only what all of them do is relied on: no conditional writes, no trailing checksums. Integrity
rests on Content-MD5 and the signed SHA-256 of each request, on our own SHA-256 of the whole, and
on the size that the server reports back.
"""

from __future__ import annotations

import base64
import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple
from urllib.parse import quote

import boto3
from botocore.config import Config

from imagepool.errors import InvalidRequest, ObjectMissing, StoreFailed
from imagepool.storage.object_store import check_key, check_prefix, checked, damaged, stream_of
from imagepool.storage.s3_errors import configured, translated
from imagepool.storage.s3_reader import S3Reader

if TYPE_CHECKING:
    from types_boto3_s3.client import S3Client
    from types_boto3_s3.type_defs import CompletedPartTypeDef

__all__ = ["S3Store"]

PART_BYTES = 8 << 20  # larger objects go up in parts; never more than four parts are in memory
MAX_PRESIGNED_SECONDS = 7 * 24 * 3600  # Signature Version 4 allows no more

_BUFFER = 1 << 18
_CONFIG = Config(
    connect_timeout=3,
    read_timeout=15,
    retries={"mode": "standard", "total_max_attempts": 3},
    max_pool_connections=32,
    # The defaults send trailing checksums, which Ceph 16 and others refuse over HTTPS.
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
)


class _Object(NamedTuple):
    """Where something goes and what is said about it."""

    name: str  # the key below the store's prefix
    media_type: str
    digest: str | None

    @property
    def headers(self) -> dict[str, Any]:
        metadata = {"sha256": self.digest} if self.digest else {}
        media_type = self.media_type or "application/octet-stream"
        return {"ContentType": media_type, "Metadata": metadata}


class S3Store:
    """Objects in a bucket, below ``prefix``; without ``endpoint`` it is Amazon's.

    Without keys, boto3's own chain of credentials is asked. Nothing is sent before it is needed.
    """

    def __init__(
        self,
        bucket: str,
        *,
        endpoint: str = "",
        access_key: str = "",
        secret_key: str = "",
        region: str = "",
        prefix: str = "",
    ) -> None:
        style = "path" if endpoint else "auto"
        options = {"addressing_style": style, "payload_signing_enabled": True}
        self._bucket = bucket
        self._prefix = f"{check_key(prefix.strip('/'))}/" if prefix.strip("/") else ""
        self._bucket_seen = False
        with configured(endpoint):
            self._client: S3Client = boto3.session.Session().client(
                "s3",
                endpoint_url=endpoint or None,
                aws_access_key_id=access_key or None,
                aws_secret_access_key=secret_key or None,
                region_name=region or ("us-east-1" if endpoint else None),
                config=_CONFIG.merge(Config(s3=options)),  # type: ignore[arg-type]  # plain dict
            )

    def __repr__(self) -> str:
        return f"S3Store({self._bucket!r}, prefix={self._prefix!r})"

    def put(
        self, key: str, stream: BinaryIO | bytes, *, digest: str | None = None, media_type: str = ""
    ) -> None:
        name = self._name(key)
        if digest is not None and self._stored_digest(key) == digest:
            return
        if isinstance(stream, bytes) and len(stream) >= PART_BYTES and digest is None:
            digest = hashlib.sha256(stream).hexdigest()
        source = stream_of(stream)
        target = _Object(name, media_type, digest)
        first = _block(source)
        if len(first) < PART_BYTES:
            self._put_whole(key, target, first)
        else:
            self._put_parts(key, target, first, source)

    def open(self, key: str, *, digest: str | None = None) -> BinaryIO:
        reader = S3Reader(self._client, self._bucket, self._name(key), key)
        return checked(io.BufferedReader(reader, _BUFFER), key, digest)

    def has(self, key: str) -> bool:
        return self._head(key) is not None

    def remove(self, key: str) -> None:
        # Some servers say that there is no such key; gone is gone.
        with suppress(ObjectMissing), translated(key):
            self._client.delete_object(Bucket=self._bucket, Key=self._name(key))

    def keys(self, prefix: str = "") -> Iterator[str]:
        listing = self._client.get_paginator("list_objects_v2")
        with translated(prefix):
            pages = listing.paginate(
                Bucket=self._bucket, Prefix=self._prefix + check_prefix(prefix)
            )
            for page in pages:
                for entry in page.get("Contents", ()):
                    yield entry["Key"].removeprefix(self._prefix)

    def presigned(self, key: str, *, seconds: int, filename: str = "", media_type: str = "") -> str:
        if not 0 < seconds <= MAX_PRESIGNED_SECONDS:
            raise InvalidRequest(
                f"an address cannot hold for {seconds} seconds",
                hint=f"from 1 to {MAX_PRESIGNED_SECONDS} (seven days)",
            )
        params: dict[str, str] = {"Bucket": self._bucket, "Key": self._name(key)}
        if filename:
            params["ResponseContentDisposition"] = _attachment(filename)
        if media_type:
            params["ResponseContentType"] = media_type
        with translated(key):
            return self._client.generate_presigned_url(
                "get_object", Params=params, ExpiresIn=seconds
            )

    def sweep(self, *, older_than: timedelta = timedelta(days=1)) -> int:
        """Abort uploads in parts whose writers died: they cost space and no listing shows them."""
        limit = datetime.now(UTC) - older_than
        swept = 0
        listing = self._client.get_paginator("list_multipart_uploads")
        with translated(""):
            for page in listing.paginate(Bucket=self._bucket, Prefix=self._prefix):
                for upload in page.get("Uploads", ()):
                    if upload["Initiated"] <= limit:
                        self._abort(upload["Key"], upload["UploadId"])
                        swept += 1
        return swept

    def close(self) -> None:
        self._client.close()

    def _name(self, key: str) -> str:
        return self._prefix + check_key(key)

    def _stored_digest(self, key: str) -> str | None:
        head = self._head(key)
        return None if head is None else head["Metadata"].get("sha256")

    def _head(self, key: str) -> Any:
        try:
            with translated(key):
                head = self._client.head_object(Bucket=self._bucket, Key=self._name(key))
        except ObjectMissing:
            self._require_bucket()
            return None
        self._bucket_seen = True
        return head

    def _require_bucket(self) -> None:
        """Tell a missing bucket from a missing object: the answer to HEAD does not."""
        if not self._bucket_seen:
            with translated(""):
                self._client.head_bucket(Bucket=self._bucket)
            self._bucket_seen = True

    def _put_whole(self, key: str, target: _Object, data: bytes) -> None:
        found = hashlib.sha256(data).hexdigest()
        _require_digest(key, target.digest, found)
        with translated(key):
            answer = self._client.put_object(
                Bucket=self._bucket,
                Key=target.name,
                Body=data,
                ContentMD5=_md5(data),
                **target._replace(digest=found).headers,
            )
        _require_etag(key, answer, data)

    def _put_parts(self, key: str, target: _Object, first: bytes, source: BinaryIO) -> None:
        with translated(key):
            upload = self._client.create_multipart_upload(
                Bucket=self._bucket, Key=target.name, **target.headers
            )["UploadId"]
        try:
            size = self._send_parts(key, target, upload, first, source)
        except BaseException:
            # Also when interrupted: open uploads are paid for and never seen.
            with suppress(StoreFailed):  # sweep() finds it later
                self._abort(target.name, upload)
            raise
        self._require_size(key, size)

    def _send_parts(
        self, key: str, target: _Object, upload: str, first: bytes, source: BinaryIO
    ) -> int:
        sha256 = hashlib.sha256()
        parts: list[CompletedPartTypeDef] = []
        size, data = 0, first
        while data:
            sha256.update(data)
            size += len(data)
            etag = self._send_part(key, target.name, upload, len(parts) + 1, data)
            parts.append({"PartNumber": len(parts) + 1, "ETag": etag})
            data = _block(source)
        _require_digest(key, target.digest, sha256.hexdigest())
        # An answer lost on its way makes botocore ask again, and the upload is no more: then
        # the size of what stands tells.
        with translated(key), suppress(self._client.exceptions.NoSuchUpload):
            self._client.complete_multipart_upload(
                Bucket=self._bucket,
                Key=target.name,
                UploadId=upload,
                MultipartUpload={"Parts": parts},
            )
        return size

    def _send_part(self, key: str, name: str, upload: str, number: int, data: bytes) -> str:
        with translated(key):
            answer = self._client.upload_part(
                Bucket=self._bucket,
                Key=name,
                UploadId=upload,
                PartNumber=number,
                Body=data,
                ContentMD5=_md5(data),
            )
        _require_etag(key, answer, data)
        return answer["ETag"]

    def _require_size(self, key: str, size: int) -> None:
        head = self._head(key)
        stored = head["ContentLength"] if head else 0
        if stored != size:
            raise StoreFailed(
                f"the S3 server keeps {stored} of {size} bytes", key=key, hint="do it again"
            )

    def _abort(self, name: str, upload: str) -> None:
        with translated(name), suppress(self._client.exceptions.NoSuchUpload):
            self._client.abort_multipart_upload(Bucket=self._bucket, Key=name, UploadId=upload)


def _block(source: BinaryIO) -> bytes:
    """Read one part; shorter only at the end of the stream."""
    data = source.read(PART_BYTES)
    if len(data) in (0, PART_BYTES):
        return data
    block = bytearray(data)  # the stream gives less than asked, as sockets do
    while data := source.read(PART_BYTES - len(block)):
        block += data
    return bytes(block)


def _md5(data: bytes) -> str:
    return base64.b64encode(hashlib.md5(data, usedforsecurity=False).digest()).decode()


def _require_digest(key: str, expected: str | None, found: str) -> None:
    if expected is not None and found != expected:
        raise damaged(key, expected=expected, found=found)


def _require_etag(key: str, answer: Mapping[str, Any], data: bytes) -> None:
    """Compare the ETag, which is the MD5 unless the server encrypts with keys of its own."""
    etag = answer["ETag"].strip('"')
    plain = answer.get("ServerSideEncryption", "AES256") == "AES256" and len(etag) == 32
    if plain and etag != hashlib.md5(data, usedforsecurity=False).hexdigest():
        raise StoreFailed("the S3 server keeps other bytes than sent", key=key, hint="do it again")


def _attachment(filename: str) -> str:
    plain = re.sub(r'[^ -~]|["\\%]', "_", filename)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(filename, safe='')}"
