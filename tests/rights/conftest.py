from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from imagepool.rights.licenses import License, load_licenses
from imagepool.rights.proof.signing import SigningKey

if TYPE_CHECKING:
    from collections.abc import Mapping


@pytest.fixture(scope="session")
def licenses() -> Mapping[str, License]:
    return load_licenses()


@pytest.fixture(scope="session")
def key(tmp_path_factory: pytest.TempPathFactory) -> SigningKey:
    return SigningKey.load_or_create(tmp_path_factory.mktemp("keys") / "receipts.pem")
