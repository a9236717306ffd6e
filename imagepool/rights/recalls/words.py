"""The words of recalls, German and English, read from the data file beside this one."""

from __future__ import annotations

from imagepool.rights.words import LangText, filled, table_beside

__all__ = ["recall_words"]


def recall_words(group: str, key: str, **values: str | LangText) -> LangText:
    """Return an entry of the data file; what stands in braces is filled in.

    >>> recall_words("texts", "receipt")["de"]
    'Beleg'
    """
    return filled(table_beside(__file__)[group][key], **values)
