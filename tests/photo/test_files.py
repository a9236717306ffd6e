"""What lies in folders is found, read once, and never waited for."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from imagepool.errors import UnreadablePhoto
from imagepool.photo.files import files_in, read_file, shown_name
from imagepool.photo.limits import Limits


def names(folder: Path) -> list[str]:
    return [str(each.relative_to(folder)) for each in files_in([folder])]


def reason(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(UnreadablePhoto) as refused:
        read_file(path, limits or Limits())
    assert refused.value.hint
    return refused.value.reason


def test_folders_are_walked_in_order_without_what_is_hidden(tmp_path: Path) -> None:
    for name in ("b.jpg", "a/2.jpg", "a/1.jpg", ".hidden/c.jpg", "a/.thumb.jpg", "c/d/e.jpg"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    assert names(tmp_path) == ["a/1.jpg", "a/2.jpg", "b.jpg", "c/d/e.jpg"]
    hidden = tmp_path / ".hidden"
    assert files_in([hidden, tmp_path / "b.jpg"]) == [hidden / "c.jpg", tmp_path / "b.jpg"]


def test_links_to_folders_are_followed_and_each_file_is_found_once(tmp_path: Path) -> None:
    for name in ("disk/2024/a.jpg", "disk/b.jpg", "pool/own.jpg"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    pool = tmp_path / "pool"
    (pool / "archive").symlink_to(tmp_path / "disk")
    (pool / "again").symlink_to(tmp_path / "disk" / "2024")
    (pool / "same.jpg").symlink_to("own.jpg")
    assert names(pool) == ["again/a.jpg", "archive/b.jpg", "own.jpg"]
    linked = pool / "archive"
    assert files_in([linked]) == [linked / "2024" / "a.jpg", linked / "b.jpg"]
    own = pool / "own.jpg"
    assert files_in([own, own, pool / "archive" / ".." / "pool" / "own.jpg", pool])[0] == own
    assert len(files_in([own, own, pool])) == 3


def test_dangling_links_and_special_files_are_named_too_and_circles_end(tmp_path: Path) -> None:
    (tmp_path / "in" / "folder.jpg").mkdir(parents=True)
    (tmp_path / "in" / "circle").symlink_to(tmp_path)
    (tmp_path / "in" / "self").symlink_to("self")
    (tmp_path / "in" / "gone.jpg").symlink_to("nowhere")
    os.mkfifo(tmp_path / "in" / "pipe.jpg")
    assert names(tmp_path) == ["in/gone.jpg", "in/pipe.jpg", "in/self"]
    assert {reason(path) for path in files_in([tmp_path])} == {"unreadable_file"}


def test_only_files_are_read(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "socket.jpg"))
        for path in (tmp_path, tmp_path / "no.jpg", tmp_path / "socket.jpg", Path("/dev/zero")):
            assert reason(path) == "unreadable_file"
    (tmp_path / "memory.jpg").symlink_to("/proc/self/mem")
    assert reason(tmp_path / "memory.jpg") == "unreadable_file"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_permission_is_named(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0)
    assert files_in([tmp_path]) == [tmp_path / "closed"]
    assert reason(tmp_path / "closed") == "unreadable_file"


def test_a_file_is_measured_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "sparse.jpg"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    assert reason(path) == "too_large"
    path.write_bytes(b"12345")
    assert read_file(path, Limits(max_bytes=5)) == b"12345"
    assert reason(path, Limits(max_bytes=4)) == "too_large"


def test_names_are_shown_so_that_every_terminal_and_database_takes_them() -> None:
    assert shown_name("Mühle\u202fam Bach 🌄.jpg") == "Mühle\u202fam Bach 🌄.jpg"
    assert shown_name(os.fsdecode(b"M\xfchle.jpg")) == "M\\udcfchle.jpg"
    assert shown_name("two\nlines\x1b[2J\0.jpg") == "two\\nlines\\x1b[2J\\x00.jpg"
