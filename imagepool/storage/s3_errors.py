"""What goes wrong between us and an S3 server, said so that one can mend it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from botocore import exceptions as boto

from imagepool.errors import ConfigurationError, ObjectMissing, StoreFailed

__all__ = ["configured", "translated"]

_MISSING = ("NoSuchKey", "404", "NotFound")
_KEYS = (
    "check storage_access_key and storage_secret_key, what they may do in the bucket,"
    " and this machine's clock"
)
_UNWELL = "the server is overloaded or unwell: try again later"
_DAMAGED = "the bytes were damaged on their way: do it again"
_CODES = {
    "NoSuchBucket": "create the bucket, or mend the setting storage",
    "InvalidBucketName": "mend the name of the bucket in the setting storage",
    "InvalidAccessKeyId": _KEYS,
    "SignatureDoesNotMatch": _KEYS,
    "AccessDenied": _KEYS,
    "RequestTimeTooSkewed": "set this machine's clock",
    "AuthorizationHeaderMalformed": "set storage_region to the region of the bucket",
    "PermanentRedirect": "set storage_region to the region of the bucket",
    "QuotaExceeded": "make room in the bucket or raise its quota",
    "BadDigest": _DAMAGED,
    "XAmzContentSHA256Mismatch": _DAMAGED,
}
_STATUSES = {
    301: "set storage_region to the region of the bucket",
    403: _KEYS,
    404: "create the bucket, or mend the setting storage",
    412: "the object was replaced while it was read: read it again",
    507: "the server is full: make room",
}
_CONNECTION: tuple[tuple[type[boto.BotoCoreError], str], ...] = (
    (boto.SSLError, "the server's certificate is not accepted: check storage_endpoint"),
    (boto.NoCredentialsError, "set storage_access_key and storage_secret_key"),
    (boto.PartialCredentialsError, "set both storage_access_key and storage_secret_key"),
    (boto.ReadTimeoutError, _UNWELL),
    (boto.ConnectionError, "is the S3 server running, and is storage_endpoint right?"),
    (boto.ParamValidationError, "mend the name of the bucket in the setting storage"),
)


@contextmanager
def translated(key: str) -> Iterator[None]:
    """Turn the errors of botocore into ours."""
    try:
        yield
    except boto.ClientError as error:
        raise _answer(error, key) from error
    except boto.BotoCoreError as error:
        hints = (hint for kind, hint in _CONNECTION if isinstance(error, kind))
        raise StoreFailed(
            f"the S3 server cannot be used: {error}", key=key, hint=next(hints, "try again later")
        ) from error


def _answer(error: boto.ClientError, key: str) -> StoreFailed | ObjectMissing:
    code = error.response.get("Error", {}).get("Code", "")
    if key and code in _MISSING:
        return ObjectMissing(key)
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    hint = _CODES.get(code) or _STATUSES.get(status) or _UNWELL
    return StoreFailed(f"the S3 server refused: {error}", key=key, hint=hint)


@contextmanager
def configured(endpoint: str) -> Iterator[None]:
    """Turn what botocore says about our settings into ``ConfigurationError``."""
    try:
        yield
    except (ValueError, boto.BotoCoreError) as error:
        raise ConfigurationError(
            f"the S3 server {endpoint!r} cannot be used: {error}",
            setting="storage_endpoint",
            hint="give a whole URL, such as https://s3.example.org",
        ) from error
