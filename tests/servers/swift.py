"""An S3 server for the tests: OpenStack Swift with s3api, from its own environment."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import boto3
from botocore.config import Config

from tests.servers.process import PartMissing, running

if TYPE_CHECKING:
    from types_boto3_s3.client import S3Client

_ROOT = Path(__file__).parents[2]
_PROGRAM = Path(__file__).with_name("swift_process.py")
_HOW = (
    "run `make setup`, which installs requirements/s3.lock into .venv-s3, or name a server:"
    " IMAGEPOOL_TEST_S3=http://KEY:SECRET@host:port (percent-encoded)"
)
_START_SECONDS = 30


@dataclass(frozen=True, slots=True)
class S3Server:
    """A running S3 server, and the bucket on it that belongs to the test."""

    endpoint: str
    access_key: str
    secret_key: str
    region: str = "us-east-1"
    bucket: str = ""

    @contextmanager
    def with_bucket(self, *, keep: bool) -> Iterator[S3Server]:
        """Give the same server with a new, empty bucket; `keep` leaves it to the server's end."""
        client = _client(self.endpoint, self.access_key, self.secret_key, self.region)
        name = f"imagepool-{uuid.uuid4().hex[:12]}"
        client.create_bucket(Bucket=name)
        try:
            yield replace(self, bucket=name)
        finally:
            if not keep:
                for page in client.get_paginator("list_objects_v2").paginate(Bucket=name):
                    for entry in page.get("Contents", ()):
                        client.delete_object(Bucket=name, Key=entry["Key"])
                client.delete_bucket(Bucket=name)


@cache  # making one takes longer than making a bucket
def _client(endpoint: str, access_key: str, secret_key: str, region: str) -> S3Client:
    return boto3.client(
        "s3",
        endpoint_url=endpoint,
        aws_access_key_id=access_key,
        aws_secret_access_key=secret_key,
        region_name=region,
        config=Config(s3={"addressing_style": "path"}),
    )


@contextmanager
def s3() -> Iterator[S3Server]:
    """Give the server named by the environment, else start Swift; PartMissing if neither goes."""
    named = os.environ.get("IMAGEPOOL_TEST_S3")
    if named:
        yield _parse(named)
        return
    python = _swift_python()
    with tempfile.TemporaryDirectory(prefix="imagepool-s3-") as name:
        folder = Path(name)
        command = [str(python), "-P", "-W", "ignore", str(_PROGRAM), name]
        with running(command, log=folder / "log") as process:
            port = _wait_until_ready(folder / "log", process)
            yield S3Server(f"http://127.0.0.1:{port}", "test:tester", "testing")


def _parse(url: str) -> S3Server:
    parts = urlsplit(url)
    endpoint = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
    access_key = unquote(parts.username or "") or os.environ.get("AWS_ACCESS_KEY_ID", "")
    secret_key = unquote(parts.password or "") or os.environ.get("AWS_SECRET_ACCESS_KEY", "")
    region = os.environ.get("AWS_DEFAULT_REGION", "us-east-1")
    return S3Server(endpoint, access_key, secret_key, region)


def _swift_python() -> Path:
    python = _ROOT / ".venv-s3" / "bin" / "python"
    if not python.exists():
        raise PartMissing(f"the S3 server (OpenStack Swift) is missing: {_HOW}")
    return python


def _wait_until_ready(log: Path, process: subprocess.Popen[bytes]) -> int:
    deadline = time.monotonic() + _START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        ready = re.search(r"^ready (\d+)$", log.read_text(), re.MULTILINE)
        if ready:
            return int(ready[1])
        time.sleep(0.02)
    raise PartMissing(f"Swift did not start: {log.read_text()[-400:].strip()}; {_HOW}")
