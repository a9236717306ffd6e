from __future__ import annotations

import threading

from imagepool.service.turnstile import Turnstile


def test_few_are_inside_and_one_client_only_once() -> None:
    turnstile = Turnstile(2, per_client=1, patience=0)
    with turnstile.passage("a") as first, turnstile.passage("a") as again:
        assert (first, again) == (True, False)
        with turnstile.passage("b") as second, turnstile.passage("c") as third:
            assert (second, third) == (True, False)
    with turnstile.passage("a") as first, turnstile.passage("c") as second:
        assert (first, second) == (True, True)


def test_whoever_waits_gets_in_when_another_leaves() -> None:
    turnstile = Turnstile(1, patience=20)
    admitted: list[bool] = []

    def enter() -> None:
        with turnstile.passage("b") as inside:
            admitted.append(inside)

    with turnstile.passage("a"):
        waiting = threading.Thread(target=enter)
        waiting.start()
        waiting.join(0.1)
        assert admitted == []
    waiting.join(20)
    assert admitted == [True]


def test_an_error_inside_frees_the_place() -> None:
    turnstile = Turnstile(1, patience=0)

    def fail() -> None:
        with turnstile.passage("a"):
            raise KeyError

    for _ in range(3):
        try:
            fail()
        except KeyError:
            continue
    with turnstile.passage("a") as inside:
        assert inside
