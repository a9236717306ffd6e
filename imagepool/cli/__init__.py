"""The command line: thin commands over the library, one file each."""

from __future__ import annotations

from imagepool.cli.program import main

__all__ = ["main"]
