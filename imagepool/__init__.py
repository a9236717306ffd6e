"""imagepool: a region's image pool as a library."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from imagepool.asset import Asset, State
from imagepool.errors import PoolError

if TYPE_CHECKING:
    from imagepool.photo.inspection import inspect
    from imagepool.pool import Pool
    from imagepool.settings import Settings
    from imagepool.workflows.check import check

__all__ = ["Asset", "Pool", "PoolError", "Settings", "State", "check", "inspect"]

_LAZY = {  # so that `import imagepool` loads no database, web or cloud library (PEP 562)
    "Pool": "imagepool.pool",
    "Settings": "imagepool.settings",
    "check": "imagepool.workflows.check",
    "inspect": "imagepool.photo.inspection",
}


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(name)
    return getattr(importlib.import_module(_LAZY[name]), name)
