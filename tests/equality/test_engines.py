"""The promise of the project: both engines give the same bits, whatever the study and however it is computed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orgsim.engines.record import Record
from orgsim.engines.run import run
from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.model.parameters import Context, Engagement, Leaving
from orgsim.model.scenario import Scenario
from orgsim.organization import Organization
from orgsim.spec.study import Design, Execution
from tests.strategies import WEEKS, organizations, scenarios

WORDS = st.integers(0, 2**32 - 1)


def first_difference(a: Record, b: Record) -> str | None:
    """Where two records differ first, or None: bits are compared, so that NaN equals NaN and 0.0 differs from -0.0."""
    different = a.outcomes.view(np.uint64) != b.outcomes.view(np.uint64)
    if not different.any():
        return None
    replication, week, outcome = np.argwhere(different)[0]
    place = (replication, week, outcome)
    return f"{OUTCOME_NAMES[outcome]} in week {week}, replication {replication}: {a.outcomes[place]} != {b.outcomes[place]}"


def same_people(a: Record, b: Record) -> bool:
    """Whether two records of people hold the same bits."""
    assert a.people is not None
    assert b.people is not None
    return a.people.values.tobytes() == b.people.values.tobytes()


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(organizations(), scenarios(), WORDS, WORDS, st.integers(0, 2**31), st.integers(1, 9))
def test_engines_agree_on_any_study(
    organization: Organization, scenario: Scenario, seed: int, unit: int, first: int, replications: int
) -> None:
    design = Design(min(replications, 3), WEEKS, seed, unit=unit, first=first)
    agents = run(organization, scenario, design, execution=Execution("mesa"), people=[first])
    kernel = run(organization, scenario, design, execution=Execution("kernel"), people=[first])
    assert first_difference(agents, kernel) is None
    assert same_people(agents, kernel)


def test_engines_agree_on_the_default_department_for_a_year() -> None:
    design = Design(replications=2, weeks=52)
    organization = Organization.synthetic()
    agents = run(organization, Scenario(), design, execution=Execution("mesa"))
    assert first_difference(agents, run(organization, Scenario(), design, execution=Execution("kernel"))) is None


@pytest.mark.parametrize("lanes", [1, 2, 4, 8, 16])
@pytest.mark.parametrize("threads", [1, 2])
def test_lanes_and_threads_change_no_bit(lanes: int, threads: int) -> None:
    organization, design = Organization.synthetic(leaders=3, spread=0.5), Design(replications=21, weeks=60)
    reference = run(organization, Scenario(), design, execution=Execution("kernel", 1, 8), people=[20])
    other = run(organization, Scenario(), design, execution=Execution("kernel", threads, lanes), people=[20])
    assert first_difference(reference, other) is None
    assert same_people(reference, other)


@given(st.lists(st.integers(1, 9), min_size=1, max_size=5))
@settings(max_examples=20, deadline=None)
def test_chunks_change_no_bit(sizes: list[int]) -> None:
    organization = Organization.synthetic(leaders=2, managers_per_leader=2)
    whole = run(organization, Scenario(), Design(sum(sizes), 30), execution=Execution())
    parts, first = [], 0
    for size in sizes:
        parts.append(run(organization, Scenario(), Design(size, 30, first=first), execution=Execution()).outcomes)
        first += size
    assert np.concatenate(parts).tobytes() == whole.outcomes.tobytes()


def test_nobody_quits_from_an_empty_post() -> None:
    """Where quitting is certain, posts empty again and again; a vacancy must not count as a quit in either engine."""
    context = Context(
        leaving=Leaving(rate=0.5, sensitivity=20.0), engagement=Engagement(start=0.0, newcomer=0.0, start_leaders=0.0)
    )
    scenario, organization = Scenario(context=context), Organization.from_bosses([-1, 0, 1])
    agents, kernel = (run(organization, scenario, Design(4, 20), execution=Execution(engine)) for engine in ("mesa", "kernel"))
    assert first_difference(agents, kernel) is None
    quits = kernel.outcomes[:, :, OUTCOME_NAMES.index("quits")] * len(organization) / 52
    assert quits.max() == pytest.approx(2)
    assert quits.min() == pytest.approx(1), "the worker goes every week, the leader only when the post is filled"
