"""A progress bar on a terminal, and nothing elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

T = TypeVar("T")


def watched(steps: Iterable[T], *, total: int, about: str) -> Iterator[T]:
    """Yield the steps, moving a bar on standard error where that is a terminal."""
    with _bar() as bar:
        task = bar.add_task(about, total=total)
        for step in steps:
            bar.advance(task)
            yield step


def counted(steps: Iterable[tuple[int, int]], *, about: str) -> Iterator[int]:
    """Yield how much is done, of steps that say (done, of how many), moving the bar likewise."""
    with _bar() as bar:
        task = bar.add_task(about, total=None)
        for done, total in steps:
            bar.update(task, completed=done, total=total)
            yield done


def _bar() -> Progress:
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
