"""Everything but vectors runs as plain Python too: the model's own tests, and the kernel's source, read a second way."""

from __future__ import annotations

import re

from orgsim.model.outcomes import OUTCOME_NAMES
from tests.engines.processes import ROOT, python

#: The kernel's source as plain Python beside the agents, on a tiny organization; prints the number of differing bits.
BOTH = """
import numba
import numpy as np
from orgsim.engines.run import run
from orgsim.model.parameters import Climate, Context, Events, Leaving, NewHead, Shock
from orgsim.model.scenario import Scenario
from orgsim.organization import Organization
from orgsim.spec.study import Design, Execution
assert numba.config.DISABLE_JIT
organization = Organization.from_bosses([-1, 0, 0, 1, 1, 2, 3, 3])
context = Context(leaving=Leaving(rate=0.05, succession=0.05), climate=Climate(sd=0.1))
scenario = Scenario(context=context, events=Events(Shock(4.0), NewHead(6.0)))
design = Design(replications=2, weeks=10, seed=4_000_000_000, unit=3, first=4_294_967_000)
records = [run(organization, scenario, design, execution=Execution(e, 1, 1), people=[design.first]) for e in ("mesa", "kernel")]
outcomes = [record.outcomes.view(np.uint64) for record in records]
people = [record.people.values.view(np.uint64) for record in records]
print((outcomes[0] != outcomes[1]).sum(), (people[0] != people[1]).sum(), outcomes[0].size)
"""


def test_the_model_s_tests_pass_without_the_jit() -> None:
    process = python(
        ["-m", "pytest", "tests/model", "-v", "-o", "addopts=", "-p", "no:cacheprovider"], ROOT, NUMBA_DISABLE_JIT="1"
    )
    assert process.returncode == 0, process.stdout[-3000:]
    assert len(re.findall(r"test_rules_\w+\.py::\w+.* PASSED", process.stdout)) >= 100


LANES = """
from orgsim.engines.run import run
from orgsim.model.scenario import Scenario
from orgsim.organization import Organization
from orgsim.spec.study import Design, Execution
run(Organization.from_bosses([-1, 0, 1]), Scenario(), Design(2, 2), execution=Execution("kernel", 1, 8))
"""


def test_lanes_without_the_jit_are_refused_not_computed_wrongly() -> None:
    process = python(["-c", LANES], ROOT, NUMBA_DISABLE_JIT="1")
    line = "lanes=8: must be 1 or null where NUMBA_DISABLE_JIT switches the compiler off"
    assert process.returncode != 0
    assert process.stderr.splitlines()[-1].endswith(line)


def test_the_kernel_s_source_as_plain_python_gives_the_agents_bits() -> None:
    process = python(["-c", BOTH], ROOT, NUMBA_DISABLE_JIT="1")
    assert process.returncode == 0, process.stderr[-3000:]
    outcomes, people, compared = map(int, process.stdout.split())
    assert compared == 2 * 10 * len(OUTCOME_NAMES)
    assert (outcomes, people) == (0, 0)
