"""Calculations in threads: a few side by side, a few waiting, the others told to come back; none waits for ever."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import TypeVar

from orgsim.app import limits
from orgsim.app.refusing import Refused

Answer = TypeVar("Answer")
#: Hydra composes one configuration at a time, matplotlib draws one figure: what does either in the pool holds this.
ALONE = Lock()


class Pool:
    """Threads for what takes longer than a moment; all of it belongs to one event loop."""

    def __init__(
        self, side_by_side: int = limits.SIDE_BY_SIDE, waiting: int = limits.WAITING, seconds: float = limits.SECONDS
    ) -> None:
        self._most, self._seconds, self._taken = side_by_side + waiting, seconds, 0
        self._threads = ThreadPoolExecutor(side_by_side, "orgsim-app")

    async def run(self, calculate: Callable[[], Answer]) -> Answer:
        """The answer of a calculation. Raises Refused with 429 where too many wait, 503 where it takes too long."""
        if self._taken >= self._most:
            raise Refused(429, "too many calculations at once", hint="try again in a moment")
        self._taken += 1
        started = asyncio.get_running_loop().run_in_executor(self._threads, calculate)
        started.add_done_callback(self._ended)  # a place is free when the thread is, however long the answer was waited for
        try:
            return await asyncio.wait_for(asyncio.shield(started), self._seconds)
        except TimeoutError:
            hint = "ask for less, or use the command line"
            raise Refused(503, f"the calculation takes longer than {self._seconds:g} seconds", hint=hint) from None

    def close(self) -> None:
        """Take nothing more on; what runs ends by itself."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _ended(self, done: asyncio.Future[Answer]) -> None:
        self._taken -= 1
        if not done.cancelled():
            done.exception()  # looked at, also where nobody waits for it any more
