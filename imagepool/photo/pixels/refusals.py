"""Foreign exceptions of the decoders, put into our words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, UnidentifiedImageError

from imagepool.errors import UnreadablePhoto

_TRUNCATED = (
    "truncated",
    "premature end",
    "unexpected end",
    "not enough",
    "end of file",
    "end_of_file",
    "too short",
    "no more data",
    "could not create decoder object",  # WebP cut within its first frame
)


@contextmanager
def refusing(name: str) -> Iterator[None]:
    """Turn whatever a decoder raises on hostile bytes into ``UnreadablePhoto``.

    Decoders raise nearly anything (OSError, ValueError, SyntaxError, struct.error, RuntimeError,
    IndexError ...), so everything that is an ``Exception`` is caught here, and only here.
    """
    try:
        yield
    except UnreadablePhoto:
        raise
    except MemoryError as error:
        raise UnreadablePhoto(
            f"decoding the {name} file needs more memory than is allowed",
            reason="out_of_memory",
            hint="Export it with fewer pixels or 8 bits a channel.",
        ) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UnreadablePhoto(
            f"the {name} file claims too many pixels: {error}", reason="too_many_pixels"
        ) from error
    except UnidentifiedImageError as error:
        raise unreadable(name, "its header makes no sense") from error
    except Exception as error:
        raise unreadable(name, str(error)) from error


def unreadable(name: str, message: str) -> UnreadablePhoto:
    """Say that a file broke off, where the decoder's message says so, else that it is corrupt."""
    if any(word in message.lower() for word in _TRUNCATED):
        return UnreadablePhoto(
            f"the {name} file breaks off before the picture is whole ({message})",
            reason="truncated",
            hint="Copy or upload it again.",
        )
    return UnreadablePhoto(
        f"the {name} file is damaged ({message})",
        reason="corrupt",
        hint="Export it again from the original.",
    )


def unsupported(message: str, *, hint: str = "") -> UnreadablePhoto:
    """Say that a file is whole but holds a kind of picture that is not taken."""
    hint = hint or "Export it as a JPEG, or a PNG or TIFF with 8 or 16 bits a channel."
    return UnreadablePhoto(message, reason="unsupported_format", hint=hint)
