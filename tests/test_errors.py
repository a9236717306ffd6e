from __future__ import annotations

import inspect
import pickle

import pytest

from imagepool import errors
from imagepool.errors import NotFound, PoolError, RightsMissing, UnreadablePhoto

KINDS = [
    kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, PoolError)
]


def test_every_error_has_a_code_of_its_own() -> None:
    codes = [kind.code for kind in KINDS]
    assert len(set(codes)) == len(codes)


def test_every_error_stands_in_the_tree_of_the_docstring() -> None:
    missing = [kind.__name__ for kind in KINDS if kind.__name__ not in (errors.__doc__ or "")]
    assert not missing


@pytest.mark.parametrize(
    "error",
    [
        UnreadablePhoto("cut off", reason="truncated", hint="send it again"),
        NotFound("asset", "abc", hint="look again"),
        RightsMissing("no creator", missing=("creator",)),
    ],
    ids=lambda error: error.code,
)
def test_an_error_crosses_a_process_border_whole(error: PoolError) -> None:
    back = pickle.loads(pickle.dumps(error))
    assert type(back) is type(error)
    assert str(back) == str(error)
    assert back.__dict__ == error.__dict__
