"""The pool that this application serves."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import Flask, current_app
from werkzeug.local import LocalProxy

if TYPE_CHECKING:
    from imagepool.pool import Pool

KEY = "imagepool"


def init_app(app: Flask, served: Pool) -> None:
    app.extensions[KEY] = served


pool = cast("Pool", LocalProxy(lambda: current_app.extensions[KEY]))
