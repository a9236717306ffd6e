"""A process that keeps an index, to be killed: ``python -m tests.index.keeping FOLDER COUNT``.

It writes assets one by one, number N at position N, and prints each once it is in.
"""

from __future__ import annotations

import sys
from pathlib import Path

from imagepool.index import AssetIndex
from tests.search.assets import make_document


def main(folder: Path, count: int) -> None:
    index = AssetIndex(folder)
    for _ in range(count):
        while True:
            position = index.position
            following = [make_document(position + 1, f"Wald {position + 1}")]
            if index.apply(position + 1, following, since=position):
                print(position + 1, flush=True)  # noqa: T201  # what the test listens to
                break


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
