from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from imagepool.errors import ConfigurationError
from imagepool.storage.directory import DirectoryStore
from imagepool.storage.opening import open_store
from imagepool.storage.s3 import S3Store


@pytest.mark.parametrize("form", ["{}", "file://{}"])
def test_a_path_is_a_directory(tmp_path: Path, form: str) -> None:
    folder = tmp_path / "with space"
    store = open_store(form.format(folder).replace(" ", "%20" if "file" in form else " "))
    assert isinstance(store, DirectoryStore)
    store.put("a", b"")
    assert (folder / "a").exists()
    assert str(folder) in repr(store)


def test_an_s3_address_is_a_bucket_with_a_prefix() -> None:
    store = open_store("s3://pictures/pool/1/", endpoint="http://127.0.0.1:9", region="x")
    assert isinstance(store, S3Store)
    assert repr(store) == "S3Store('pictures', prefix='pool/1/')"
    store.close()


@pytest.mark.parametrize(
    "location", ["", "file://", "gs://bucket", "http://host/bucket", "s3://", "s3:///prefix"]
)
def test_other_places_are_refused(location: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        open_store(location)
    assert caught.value.setting == "storage"
    assert "s3://BUCKET" in caught.value.hint


def test_an_odd_prefix_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="prefix"):
        open_store("s3://bucket/../x", endpoint="http://127.0.0.1:9")


def test_a_pool_on_a_directory_does_not_wait_for_boto3() -> None:
    program = (
        "import sys; from imagepool.storage.opening import open_store\n"
        "open_store('folder'); sys.exit('boto3' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
