"""Bounded child processes in which photos are developed; a child that dies harms nobody."""

from __future__ import annotations

from imagepool.photo.darkroom.darkroom import Darkroom

__all__ = ["Darkroom"]
