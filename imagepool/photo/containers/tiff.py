"""TIFF files: metadata are tags of the first directory.

Source: TIFF 6.0; XMP Specification, part 3, 1.1.8 (tag 700).
"""

from __future__ import annotations

from dataclasses import replace

from imagepool.photo.containers.blocks import Blocks, Gathering
from imagepool.photo.containers.directory import Directory, Tiff
from imagepool.photo.containers.photoshop import iim_of

WIDTH, HEIGHT = 256, 257
XMP, IIM, PHOTOSHOP, ICC, C2PA = 700, 33723, 34377, 34675, 52545


def read_tiff(data: bytes) -> Blocks:
    """Return the metadata blocks of a TIFF file's first picture."""
    gathering = Gathering()
    tiff = Tiff.over(data)
    if tiff is None or not 0 < tiff.first < len(data):
        gathering.trouble("container", "there is no directory where the header points")
        return gathering.blocks()
    gathering.add_exif(data)
    directory = tiff.directory(tiff.first)
    if directory.lost:
        gathering.trouble("container", f"{directory.lost} tags cannot be read")
    _take_tags(gathering, tiff, directory)
    icc, c2pa = (directory.entries.get(tag) for tag in (ICC, C2PA))
    gathering.icc = tiff.value(icc) if icc else None
    if c2pa:
        gathering.add_jumbf(tiff.value(c2pa))
    return gathering.blocks()


def with_tags(blocks: Blocks) -> Blocks:
    """Fill what stands nowhere else from the tags of the EXIF block, where some writers put it."""
    tiff = Tiff.over(blocks.exif) if blocks.exif else None
    if tiff is None or (blocks.xmp and blocks.iim):
        return blocks
    gathering = Gathering()
    _take_tags(gathering, tiff, tiff.directory(tiff.first))
    found = gathering.blocks()
    return replace(blocks, xmp=blocks.xmp or found.xmp, iim=blocks.iim or found.iim)


def _take_tags(gathering: Gathering, tiff: Tiff, directory: Directory) -> None:
    xmp, iim, irb = (directory.entries.get(tag) for tag in (XMP, IIM, PHOTOSHOP))
    if xmp and not gathering.xmp:
        gathering.add_xmp(tiff.value(xmp))
    if iim and not gathering.iim:
        gathering.add_iim(tiff.value(iim))
    wrapped = iim_of(tiff.value(irb)) if irb and not gathering.iim else None
    if wrapped:
        gathering.add_iim(wrapped)


def size_of_tiff(data: bytes) -> tuple[int, int] | None:
    """Return width and height of the first picture."""
    tiff = Tiff.over(data)
    if tiff is None or not tiff.first:
        return None
    directory = tiff.directory(tiff.first)
    width, height = (tiff.one_number(directory, tag) for tag in (WIDTH, HEIGHT))
    return (width, height) if width and height else None
