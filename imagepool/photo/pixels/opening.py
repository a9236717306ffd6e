"""Opening a photo: its header is read and judged before any pixel is decoded."""

from __future__ import annotations

import io
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from PIL import Image
from PIL.MpoImagePlugin import MpoImageFile

from imagepool.errors import UnreadablePhoto
from imagepool.photo.limits import Limits
from imagepool.photo.pixels.completeness import check_whole
from imagepool.photo.pixels.pages import check_companions
from imagepool.photo.pixels.refusals import refusing, unsupported

_ORIENTATION = 0x0112
_REDUCED = 1  # bit of TIFF's NewSubfileType
_FILTERS = threading.Lock()
_WEBP_BYTES = 15  # a pixel, while libwebp decodes; where memory ends, it calls the file broken
_PAGES = 64  # of a TIFF, looked through for the first that is no preview


def open_photo(data: bytes, name: str, *, limits: Limits) -> Image.Image:
    """Open ``data`` as the format ``name``; nothing else is tried.

    Animations are refused: which of its frames would be the photo? Of a TIFF of many pages the
    first in full size is taken. Raises ``UnreadablePhoto``.
    """
    with refusing(name):
        check_whole(data, name)
        image = _heic(data, limits) if name == "HEIC" else _header(data, name)
        if isinstance(image, MpoImageFile):
            check_companions(data, image.mpinfo or {})
        limits.check_pixels(*image.size)
        if name == "WEBP" and image.width * image.height * _WEBP_BYTES > limits.memory:
            raise MemoryError
        if name == "TIFF":
            _seek_full_page(image)
            limits.check_pixels(*image.size)
        elif name in {"PNG", "WEBP", "AVIF"} and getattr(image, "is_animated", False):
            raise unsupported(f"an animated {name} file is not taken as a photo")
        if 0 in image.size:
            raise UnreadablePhoto("the picture has no pixels", reason="too_small")
        return image


def orientation_of(image: Image.Image) -> int:
    """Return how the picture must still be turned, 1 to 8 as EXIF counts; mostly 1, not at all."""
    if image.format == "TIFF":  # Pillow turns these itself
        return 1
    try:
        with _quietly():
            value = image.getexif().get(_ORIENTATION, 1)
    except Exception:  # noqa: BLE001 -- a broken EXIF block says nothing, in whatever way it breaks
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _header(data: bytes, name: str) -> Image.Image:
    with _quietly():
        return Image.open(io.BytesIO(data), formats=(name,))


@contextmanager
def _quietly() -> Iterator[None]:
    """Keep Pillow from warning of broken metadata, which it then rightly overlooks.

    Where the host turned warnings into errors, a good photo would be refused for its EXIF block.
    The filters belong to all threads, hence the lock; reading a header takes about a millisecond.
    """
    with _FILTERS, warnings.catch_warnings(action="ignore"):
        yield


def _seek_full_page(image: Image.Image) -> None:
    with suppress(EOFError), _quietly():  # after the last page
        for page in range(_PAGES):
            image.seek(page)
            if not _is_reduced(image):
                return
    raise unsupported("the TIFF file holds nothing but previews")


def _is_reduced(image: Image.Image) -> bool:
    kind = getattr(image, "tag_v2", {}).get(254, 0)
    return isinstance(kind, int) and bool(kind & _REDUCED)


def _heic(data: bytes, limits: Limits) -> Image.Image:
    try:
        import pillow_heif  # noqa: PLC0415 -- an extra: its wheel carries GPL code
    except ImportError as error:
        raise UnreadablePhoto(
            "HEIC photos cannot be read here: the decoder is not installed",
            reason="missing_decoder",
            hint='Install it with "pip install imagepool[heic]", or export the photo as JPEG.',
        ) from error
    pillow_heif.options.DECODE_THREADS = 1
    with refusing("HEIC"):
        photo = pillow_heif.open_heif(data)
        limits.check_pixels(*photo.size)
        image: Image.Image = photo.to_pillow()  # turned upright by the decoder
    return image
