"""The same model in Mesa alone: its agents, Mesa's own dice and the C library's exponential. Runs in a process of its own.

What is replaced is what the project adds for exact, addressed numbers. The agents' rules stay the ones written once. Its
dice are others, so its outcomes are others: no hash can be equal.
"""

from __future__ import annotations

import json
import math
import sys
from typing import Any

from benchmarks.replacing import replace
from orgsim.model import arithmetic, random


def dice(model: Any, week: int, person: int, purpose: int) -> tuple[float, float, float, float]:
    """Four uniforms from the model's own generator, whatever they are for."""
    draw = model.random.random
    return draw(), draw(), draw(), draw()


def main(size_name: str) -> None:
    """Print nanoseconds of CPU per person-week, round by round, and the peak of memory."""
    replace(arithmetic, {"exponential": math.exp})
    replace(random, {"uniforms": dice})
    from benchmarks.measuring import cpu_seconds, peak_megabytes
    from benchmarks.workload import SCENARIO, SEED, SIZES
    from orgsim import OrganizationModel

    class IdiomaticModel(OrganizationModel):
        """Its random numbers have no address: whoever asks where they live is sent to the model itself."""

        address = climate_address = property(lambda self: self, lambda self, given: None)

    size = SIZES[size_name]
    organization, weeks = size.organization, size.weeks_compared

    def simulate() -> IdiomaticModel:
        model = IdiomaticModel(organization, SCENARIO, seed=SEED)
        for _ in range(weeks):
            model.step()
        return model

    finished = simulate()
    assert 0.0 < finished.outcomes["performance"] < 1.0
    times = [cpu_seconds(simulate) * 1e9 / (len(organization) * weeks) for _ in range(size.rounds)]
    print(json.dumps({"times": times, "megabytes": peak_megabytes(), "performance": finished.outcomes["performance"]}))


if __name__ == "__main__":
    main(sys.argv[1])
