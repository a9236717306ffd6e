from __future__ import annotations

from imagepool.rights.uses import Audience, Channel, Purpose
from imagepool.rights.words import LANGUAGES, label


def test_every_purpose_channel_and_audience_has_a_label_in_every_language() -> None:
    for value in (*Purpose, *Channel, *Audience):
        assert all(label(value)[language] for language in LANGUAGES)
        assert set(label(value)) == set(LANGUAGES)
