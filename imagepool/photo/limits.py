"""How large a photo may be, and what developing it may cost."""

from __future__ import annotations

from dataclasses import dataclass

from imagepool.errors import ConfigurationError, UnreadablePhoto


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of one photo: of its bytes, its pixels, and the work on it.

    ``memory`` is what a child of the darkroom may ask for beyond what it held before its first
    task, in bytes. ``seconds`` is the time on the clock for one task, not the processor's.
    """

    max_bytes: int = 200_000_000
    max_pixels: int = 150_000_000
    seconds: float = 60.0
    memory: int = 1_500_000_000

    def __post_init__(self) -> None:
        for name in ("max_bytes", "max_pixels", "seconds", "memory"):
            if getattr(self, name) <= 0:
                raise ConfigurationError(f"{name} must be above zero", setting=name)

    def check_bytes(self, count: int) -> None:
        """Refuse a file of ``count`` bytes that is too large."""
        if count > self.max_bytes:
            raise UnreadablePhoto(
                f"the file has {count:,} bytes; at most {self.max_bytes:,} are taken",
                reason="too_large",
                terms={"bytes": count, "most": self.max_bytes},
                hint="Export it with fewer pixels or stronger compression.",
            )

    def check_pixels(self, width: int, height: int) -> None:
        """Refuse a picture whose header promises too many pixels, before any is decoded."""
        if width * height > self.max_pixels:
            raise UnreadablePhoto(
                f"the picture claims {width} x {height} pixels; "
                f"at most {self.max_pixels:,} are taken",
                reason="too_many_pixels",
                terms={"width": width, "height": height, "most": self.max_pixels},
                hint="Export it with fewer pixels.",
            )
