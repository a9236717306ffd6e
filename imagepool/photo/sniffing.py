"""What a file is, by its content; its name has no say.

Only the six formats of :data:`imagepool.asset.FORMATS` are taken. Everything else is refused by
the name that people know it by, so that they learn what to do about it.
"""

from __future__ import annotations

from imagepool.errors import UnreadablePhoto
from imagepool.photo.camera_raw import raw_maker
from imagepool.photo.signatures import BRANDS, MARKUP, RIFF_KINDS, SIGNATURES

HEAD = 65_536
"""So many bytes from the start of a file are enough to know nearly every file; all is best."""

_HINT = "Export the photo as JPEG, PNG, TIFF, WebP, AVIF or HEIC."
_RAW_HINT = "Develop the photo in your RAW converter and export it as JPEG or 16-bit TIFF."
_MARKUP_STARTS = (b"<?xml", b"<!--", b"<!doctype")


def sniff(head: bytes) -> str:
    """Return the format, a key of ``FORMATS``, from the first bytes of a file or all of it.

    A multi-picture file of a phone (MPO) is a JPEG. Raises ``UnreadablePhoto`` with the reason
    ``empty`` or ``unsupported_format``; its message names what the file is.
    """
    if not head[:HEAD].strip(b"\0"):
        what = "the file holds nothing but zeros" if head else "the file is empty"
        hint = "Copy it again from the camera or disk."
        raise UnreadablePhoto(what, reason="empty", case="zeros" if head else "", hint=hint)
    found = _by_signature(head) or _by_brand(head) or _by_riff(head) or _by_text(head)
    if found == "TIFF" and (maker := raw_maker(head)):
        found = f"!{maker} RAW"
    if found.startswith("!"):
        raise _refusal(found[1:])
    return found


def _refusal(name: str) -> UnreadablePhoto:
    article = "an" if name[0] in "AEIO" else "a"
    return UnreadablePhoto(
        f"this is {article} {name} file, which is not taken as a photo",
        reason="unsupported_format",
        case="raw" if name.endswith("RAW") else "named",
        terms={"format": name},
        hint=_RAW_HINT if name.endswith("RAW") else _HINT,
    )


def _by_signature(head: bytes) -> str:
    for offset, magic, name in SIGNATURES:
        if head.startswith(magic, offset):
            return name
    return ""


def _by_brand(head: bytes) -> str:
    """ISO base media files name their brands in the first box (ISO/IEC 14496-12, ftyp)."""
    if head[4:8] != b"ftyp":
        return ""
    end = min(max(int.from_bytes(head[:4], "big"), 16), 256)
    brands = [head[8:12], *(head[i : i + 4] for i in range(16, end - 3, 4))]
    # mif1 and msf1 only say "pictures inside": the brand of the codec follows them.
    return next((BRANDS[brand] for brand in brands if brand in BRANDS), "!ISO media")


def _by_riff(head: bytes) -> str:
    if head[:4] not in {b"RIFF", b"RIFX"}:
        return ""
    return RIFF_KINDS.get(head[8:12], "!RIFF")


def _by_text(head: bytes) -> str:
    text = head[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for word, name in MARKUP:
        if text.startswith(word) or (text.startswith(_MARKUP_STARTS) and word in text):
            return name
    printable = all(byte >= 32 or byte in b"\t\r\n\f" for byte in head[:1024])
    return "!text" if printable else "!file of an unknown kind, not a picture"
