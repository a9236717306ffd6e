"""Reading the plain texts of PNG files, which belong to no standard of photo metadata.

Source: PNG Specification, third edition, 11.3.3.1 (keywords).
"""

from __future__ import annotations

from collections.abc import Iterable

from imagepool.photo.containers.png import PROMPTS
from imagepool.photo.metadata.reading import Reading, clean, stated

__all__ = ["read_png_text"]


def read_png_text(texts: Iterable[tuple[str, str]]) -> Reading:
    """Return what the texts state; of a keyword that stands twice, the first."""
    first: dict[str, str] = {}
    for keyword, text in texts:
        first.setdefault(keyword, clean(text))
    author = first.get("Author", "")
    prompts = (text for keyword, text in first.items() if keyword.encode() in PROMPTS)
    return Reading(
        stated(
            {
                "title": first.get("Title"),
                "creator": (author,) if author else (),
                "caption": first.get("Description"),
                "copyright_notice": first.get("Copyright"),
                "creator_tool": first.get("Software"),
                "ai_prompt_information": next(prompts, ""),
            }
        )
    )
