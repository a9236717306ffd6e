"""The pool as a website: Flask pages over one ``Pool``; works without JavaScript."""

from __future__ import annotations

from imagepool.service.app import create_app

__all__ = ["create_app"]
