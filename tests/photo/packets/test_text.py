from __future__ import annotations

from hypothesis import given, strategies as st

from imagepool.photo.packets.text import clip, line, paragraphs, shortened


@given(st.text(), st.integers(0, 40))
def test_clipped_text_is_a_beginning_of_the_text_and_fits(text: str, limit: int) -> None:
    text = line(text)
    clipped = clip(text, limit)
    assert text.startswith(clipped)
    assert len(clipped.encode()) <= limit


@given(st.text(max_size=20))
def test_text_that_fits_is_left_alone(text: str) -> None:
    fit = paragraphs(text)
    assert clip(fit, len(fit.encode())) == fit


def test_a_letter_of_several_bytes_is_never_halved() -> None:
    assert clip("aé日𝄞", 9) == "aé日"
    assert clip("a日", 3) == "a"


def test_control_characters_go_and_line_breaks_become_newlines() -> None:
    assert paragraphs("a\x00b\x1b\r\nc\x85d\u2028e\ufffe\ud800") == "ab\nc\nd\ne"
    assert line(" a\tb\n\n c ") == "a b c"


@given(st.text(), st.integers(4, 60))
def test_what_is_shortened_fits_and_says_so(text: str, limit: int) -> None:
    text = line(text)
    short = shortened(text, limit)
    assert len(short.encode()) <= limit
    if short != text:
        assert short.endswith("…")
        assert text.startswith(short[:-1])


@given(st.lists(st.text("abcü", min_size=1, max_size=8), min_size=2), st.integers(11, 60))
def test_only_whole_words_are_kept(words: list[str], limit: int) -> None:
    text = " ".join(words)
    short = shortened(text, limit)
    if short != text and len(words[0].encode()) <= limit - 3:
        kept = short[:-1].split()
        assert kept == words[: len(kept)]
