"""How far a sweep is: a bar on a terminal, else one plain line every half a minute."""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import monotonic
from typing import Any, Self

_EVERY = 30.0


class Tally:
    """Counts runs as they are computed. `before` of `total` runs were there at the start."""

    def __init__(self, total: int, before: int, shown: bool = True, *, clock: Callable[[], float] = monotonic) -> None:
        self.total, self.before, self.computed, self.failed = total, before, 0, 0
        self._clock, self._start = clock, clock()
        self._next = self._start + _EVERY
        self._shown = shown
        self._bar: Any = None

    def __enter__(self) -> Self:
        if self._shown and sys.stderr.isatty():
            from tqdm import tqdm

            how: dict[str, Any] = {"total": self.total, "initial": self.before, "unit": "run", "delay": 2.0, "leave": False}
            self._bar = tqdm(file=sys.stderr, dynamic_ncols=True, unit_scale=True, **how)
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def ran(self, runs: int) -> None:
        """More runs have been computed."""
        self.computed += runs
        if self._bar is not None:
            self._bar.update(runs)
        self.look()

    def lost(self, runs: int) -> None:
        """Runs have failed for good."""
        self.failed += runs
        if self._bar is not None:
            self._bar.set_postfix(failed=self.failed)

    def look(self) -> None:
        """Print a line when it is time."""
        if self._shown and self._bar is None and self._clock() >= self._next:
            self._next = self._clock() + _EVERY
            print(self.line(), file=sys.stderr, flush=True)

    def line(self) -> str:
        """Runs a second, done, failed and the time that is left."""
        rate = self.computed / max(1e-9, self._clock() - self._start)
        done = min(self.total, self.before + self.computed)
        left = max(0, self.total - done - self.failed)
        eta = f"{_clock_time(left / rate)} left" if rate > 0 else "time left unknown"
        return f"orgsim: {done:,} of {self.total:,} runs, {rate:,.0f} runs/s, {self.failed:,} failed, {eta}"


def _clock_time(seconds: float) -> str:
    hours, rest = divmod(round(seconds), 3600)
    return f"{hours}:{rest // 60:02d}:{rest % 60:02d}"
