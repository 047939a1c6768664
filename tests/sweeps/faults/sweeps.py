"""Sweeps that make trouble where they are computed, in whichever process that is."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, fields
from typing import Any

from orgsim.sweeps.plan import PointArrays, Sweep
from tests.sweeps.small import KEY, small_sweep

#: The value of coaching at which trouble starts.
TROUBLE = 1.5


@dataclass(frozen=True, eq=False)
class SlowSweep(Sweep):
    """Takes a moment for each block of points."""

    def arrays(self, start: int, stop: int) -> PointArrays:
        time.sleep(0.15)
        return super().arrays(start, stop)


@dataclass(frozen=True, eq=False)
class AbortingSweep(Sweep):
    """Ends its process, as a fault in compiled code does, at one of its points."""

    def arrays(self, start: int, stop: int) -> PointArrays:
        if (self.columns[KEY][start:stop] == TROUBLE).any():
            os.abort()
        return super().arrays(start, stop)


@dataclass(frozen=True, eq=False)
class RaisingSweep(Sweep):
    """Cannot compute one of its points."""

    def arrays(self, start: int, stop: int) -> PointArrays:
        if (self.columns[KEY][start:stop] == TROUBLE).any():
            raise ArithmeticError("no numbers here")
        return super().arrays(start, stop)


KINDS = {"plain": Sweep, "slow": SlowSweep, "aborting": AbortingSweep, "raising": RaisingSweep}


def make(kind: str = "plain", **how: Any) -> Sweep:
    """The small sweep, of one of the kinds."""
    small = small_sweep(**how)
    return KINDS[kind](**{field.name: getattr(small, field.name) for field in fields(small)})
