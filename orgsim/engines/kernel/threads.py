"""Work shared out to threads: each takes the next part when it is done with its last, so that none waits for another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from threading import Lock

import numba

#: The first and one beyond the last of some blocks.
Part = tuple[int, int]


def threads_of(count: int | None) -> int:
    """Threads for a call: as many as asked for, at most `NUMBA_NUM_THREADS` (the processors, unless it is set); None: all."""
    most = int(numba.config.NUMBA_NUM_THREADS)
    return max(1, min(count or most, most))


def parts_of(blocks: int, threads: int, most: int) -> Iterator[Part]:
    """Blocks in parts of at most `most`: large ones first, then ever smaller, so that threads end together."""
    start = 0
    while start < blocks:
        left = blocks - start
        size = min(most, left if threads == 1 else -(-left // (2 * threads)))
        yield start, start + size
        start += size


def share_out(parts: Iterable[Part], work: Callable[[int, Part], object], threads: int) -> None:
    """Call `work(thread, part)` for each part, on so many threads.

    An exception, or Ctrl-C, ends it as soon as every thread is done with the part it has. The work must let the interpreter's
    lock go. A single thread is the caller's own.
    """
    if threads == 1:
        for part in parts:
            work(0, part)
        return
    waiting, turn = iter(parts), Lock()

    def take(thread: int) -> None:
        while True:
            with turn:
                part = next(waiting, None)
            if part is None:
                return
            work(thread, part)

    with ThreadPoolExecutor(threads, "kernel") as pool:
        try:
            done, _ = wait([pool.submit(take, thread) for thread in range(threads)], return_when=FIRST_EXCEPTION)
            for future in done:
                future.result()
        except BaseException:
            with turn:
                waiting = iter(())  # nobody takes another part
            raise
