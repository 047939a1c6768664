"""Work shared out to threads: every part is done once, whatever ends it early."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from time import sleep

import numba
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgsim.engines.kernel.threads import Part, parts_of, share_out, threads_of


@given(st.integers(0, 500), st.integers(1, 9), st.integers(1, 50))
def test_parts_are_all_blocks_in_their_order_and_shrink_towards_the_end(blocks: int, threads: int, most: int) -> None:
    parts = list(parts_of(blocks, threads, most))
    assert [block for first, last in parts for block in range(first, last)] == list(range(blocks))
    sizes = [last - first for first, last in parts]
    assert sizes == sorted(sizes, reverse=True)
    assert all(1 <= size <= most for size in sizes)
    if threads > 1 and sizes:
        assert sizes[-1] == 1


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_every_part_is_done_once_each_thread_under_its_own_number(threads: int) -> None:
    done: list[Part] = []
    workers: dict[int, set[int]] = {}

    def work(thread: int, part: Part) -> None:
        sleep(0.001)
        workers.setdefault(thread, set()).add(threading.get_ident())
        done.append(part)

    share_out(parts_of(40, threads, 3), work, threads)
    assert sorted(done) == list(parts_of(40, threads, 3))
    assert set(workers) <= set(range(threads))
    assert all(len(each) == 1 for each in workers.values())


@pytest.mark.parametrize("threads", [1, 3])
def test_an_exception_is_raised_and_the_parts_that_wait_are_left(threads: int) -> None:
    done: list[Part] = []

    def work(thread: int, part: Part) -> None:
        if part[0] == 2:
            raise ArithmeticError("no numbers here")
        sleep(0.01)
        done.append(part)

    with pytest.raises(ArithmeticError, match="no numbers here"):
        share_out(((n, n + 1) for n in range(10_000)), work, threads)
    assert len(done) < 100


def test_an_interrupt_ends_it_with_the_parts_at_hand() -> None:
    done: list[Part] = []

    def parts() -> Iterator[Part]:
        yield from ((n, n + 1) for n in range(10_000))

    def work(thread: int, part: Part) -> None:
        sleep(0.005)
        if part[0] == 20:
            signal_main()
        done.append(part)

    def signal_main() -> None:
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)

    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # it may be ignored where the tests were started
    try:
        with pytest.raises(KeyboardInterrupt):
            share_out(parts(), work, 2)
    finally:
        signal.signal(signal.SIGINT, before)
    assert len(done) < 500


def test_threads_are_those_asked_for_up_to_those_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numba.config, "NUMBA_NUM_THREADS", 4)
    assert [threads_of(count) for count in (None, 1, 3, 4, 99)] == [4, 1, 3, 4, 4]
