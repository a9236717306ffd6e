from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from imagepool.asset import Likeness
from imagepool.errors import ConfigurationError, InvalidRequest, NotFound, UnreadablePhoto
from imagepool.photo.darkroom import Darkroom
from imagepool.photo.limits import Limits
from tests.making import make_photo
from tests.photo import tasks


@pytest.fixture(scope="module")
def darkroom() -> Iterator[Darkroom]:
    limits = Limits(seconds=20, memory=300_000_000)
    with Darkroom(workers=2, limits=limits, preload=("tests.photo.tasks",)) as opened:
        yield opened


def reason_of(darkroom: Darkroom, task: Callable[..., object], *arguments: object) -> str:
    with pytest.raises(UnreadablePhoto) as caught:
        darkroom.run(task, b"data", *arguments)
    return caught.value.reason


def is_alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def wait_until_gone(process: int, seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while is_alive(process) and time.monotonic() < end:
        time.sleep(0.02)
    return not is_alive(process)


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_a_task_gets_the_bytes_and_arguments_and_its_result_comes_back(darkroom: Darkroom) -> None:
    assert darkroom.run(tasks.length, b"12345", "and", "more") == 7
    assert darkroom.run(tasks.likeness, b"") == Likeness(1, 2)
    assert darkroom.run(tasks.size, make_photo(320, 200)) == (320, 200)


def test_large_photos_go_there_and_back_whole(darkroom: Darkroom) -> None:
    data = os.urandom(30_000_000)
    assert darkroom.run(tasks.echo, data) == data


def test_the_work_is_done_in_another_process_and_that_one_is_kept(darkroom: Darkroom) -> None:
    first = darkroom.run(tasks.who, b"")
    assert first != os.getpid()
    assert darkroom.run(tasks.who, b"") == first


def test_a_child_uses_one_thread(darkroom: Darkroom) -> None:
    assert darkroom.run(tasks.threads, b"") == (1, "1")


def test_what_a_task_prints_does_not_disturb_the_line(darkroom: Darkroom) -> None:
    assert darkroom.run(tasks.chatter, b"") == "said"


def test_errors_of_the_pool_come_through_with_what_they_carry(darkroom: Darkroom) -> None:
    with pytest.raises(UnreadablePhoto, match="no") as caught:
        darkroom.run(tasks.refuse, b"")
    assert (caught.value.reason, caught.value.hint) == ("corrupt", "try another")
    with pytest.raises(NotFound) as missing:
        darkroom.run(tasks.not_found, b"")
    assert missing.value.key == "key"


def test_a_fault_of_ours_refuses_the_photo_and_is_logged(
    darkroom: Darkroom, caplog: pytest.LogCaptureFixture
) -> None:
    child = darkroom.run(tasks.who, b"")
    assert reason_of(darkroom, tasks.stumble) == "crashed"
    assert "ZeroDivisionError" in caplog.text
    assert darkroom.run(tasks.who, b"") == child


@pytest.mark.parametrize("task", [tasks.fault, tasks.die, tasks.leave])
def test_a_child_that_dies_refuses_its_photo_and_is_replaced(
    darkroom: Darkroom, task: Callable[..., object]
) -> None:
    child = darkroom.run(tasks.who, b"")
    assert reason_of(darkroom, task) == "crashed"
    assert darkroom.run(tasks.who, b"") != child
    assert not is_alive(child)


def test_a_child_killed_from_outside_in_mid_task_harms_nobody(
    darkroom: Darkroom, tmp_path: Path
) -> None:
    mark = tmp_path / "mark"
    with ThreadPoolExecutor(2) as threads:
        doomed = threads.submit(reason_of, darkroom, tasks.mark_and_nap, str(mark))
        while not mark.exists() or not mark.read_text():
            time.sleep(0.01)
        beside = threads.submit(darkroom.run, tasks.length, b"123")
        os.kill(int(mark.read_text()), 9)
        assert doomed.result() == "crashed"
        assert beside.result() == 3
    assert darkroom.run(tasks.length, b"1") == 1


def test_too_much_memory_in_one_piece_is_refused(darkroom: Darkroom) -> None:
    assert reason_of(darkroom, tasks.swell, 2_000_000_000) == "out_of_memory"
    assert reason_of(darkroom, tasks.swell_array, 20_000) == "out_of_memory"
    assert darkroom.run(tasks.swell, b"", 100_000_000) == 100_000_000


def test_too_much_memory_piece_by_piece_is_refused(darkroom: Darkroom) -> None:
    assert reason_of(darkroom, tasks.swell_slowly) == "out_of_memory"
    assert darkroom.run(tasks.length, b"1") == 1


@pytest.mark.parametrize("task", [tasks.spin, tasks.spin_without_letting_go])
def test_an_endless_task_is_ended(task: Callable[..., object]) -> None:
    limits = Limits(seconds=2)
    with Darkroom(workers=1, limits=limits, preload=("tests.photo.tasks",)) as hasty:
        child = hasty.run(tasks.who, b"")
        start = time.monotonic()
        assert reason_of(hasty, task) == "timeout"
        assert time.monotonic() - start < 10
        assert not is_alive(child)
        assert hasty.run(tasks.length, b"12") == 2


def test_a_child_cannot_make_its_parent_run_anything(darkroom: Darkroom, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    assert reason_of(darkroom, tasks.send_an_order, str(mark)) == "crashed"
    assert not mark.exists()


def test_a_result_that_cannot_be_sent_is_a_fault_of_the_task(darkroom: Darkroom) -> None:
    assert reason_of(darkroom, tasks.return_a_lambda) == "crashed"


def test_a_task_that_a_child_cannot_import_is_refused_before_any_photo(
    darkroom: Darkroom,
) -> None:
    with pytest.raises(InvalidRequest):
        darkroom.run(lambda data: data, b"")


def test_many_threads_share_few_children(darkroom: Darkroom) -> None:
    with ThreadPoolExecutor(8) as threads:
        children = set(threads.map(lambda _: darkroom.run(tasks.nap, b"", 0.02), range(40)))
        sizes = list(threads.map(lambda n: darkroom.run(tasks.length, bytes(n)), range(200)))
    assert len(children) == 2
    assert sizes == list(range(200))


def test_a_child_is_replaced_before_its_leaks_add_up(darkroom: Darkroom) -> None:
    children = {darkroom.run(tasks.who, b"") for _ in range(450)}
    assert len(children) >= 3


def test_dead_children_leave_no_open_files_behind() -> None:
    with Darkroom(workers=1, limits=Limits(seconds=30)) as darkroom:
        darkroom.run(tasks.length, b"")
        before = open_files()
        for _ in range(2):
            assert reason_of(darkroom, tasks.die) == "crashed"
        darkroom.run(tasks.length, b"")
        assert open_files() == before


def test_closing_ends_every_child_and_leaves_nothing_open() -> None:
    before = open_files()
    with Darkroom(workers=2) as darkroom:
        child = darkroom.run(tasks.who, b"")
    assert not is_alive(child)
    assert open_files() == before
    darkroom.close()
    with pytest.raises(InvalidRequest, match="closed"):
        darkroom.run(tasks.length, b"")


PARENT = """
import sys, time
from imagepool.photo.darkroom import Darkroom
from tests.photo import tasks
if __name__ == "__main__":
    darkroom = Darkroom(workers=1)
    print(darkroom.run(tasks.who, b""), flush=True)
    darkroom.run(getattr(tasks, sys.argv[1]), b"")
"""


@pytest.mark.parametrize("task", ["spin", "spin_without_letting_go"])
def test_children_end_when_their_parent_is_killed(task: str, tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    parent = subprocess.Popen(
        [sys.executable, str(script), task],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    with parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        time.sleep(0.2)
        assert is_alive(child)
        parent.kill()
    assert wait_until_gone(child)


def test_a_child_that_cannot_start_says_what_to_try() -> None:
    with (
        Darkroom(workers=1, preload=("no_such_module",)) as darkroom,
        pytest.raises(ConfigurationError) as caught,
    ):
        darkroom.run(tasks.length, b"")
    assert "no_such_module" in caught.value.hint


def test_a_darkroom_without_workers_is_a_wrong_setting() -> None:
    with pytest.raises(ConfigurationError):
        Darkroom(workers=0)


def test_a_forked_process_starts_children_of_its_own(darkroom: Darkroom) -> None:
    child = darkroom.run(tasks.who, b"")
    code = os.fork()
    if code == 0:  # the copy
        ours = darkroom.run(tasks.who, b"")
        darkroom.close()
        os._exit(0 if ours != child else 1)
    assert os.waitpid(code, 0)[1] == 0
    assert darkroom.run(tasks.who, b"") == child
