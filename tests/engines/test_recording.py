"""People at chosen weeks: the same as those weeks of a record of every week, in both engines."""

from __future__ import annotations

import numpy as np
import pytest

from orgsim.engines.run import run
from orgsim.model.parameters import Context, Leaving, Start
from orgsim.model.scenario import Scenario
from orgsim.organization import Organization
from orgsim.spec.study import NOBODY, Design, Execution, Recording

ORGANIZATION = Organization.synthetic(2, 2, 3)
LIVELY = Scenario(context=Context(leaving=Leaving(rate=0.03, succession=0.03)), start=Start(varied=1.0))
DESIGN = Design(replications=4, weeks=30, seed=8, first=2)


@pytest.mark.parametrize("engine", ["mesa", "kernel"])
@pytest.mark.parametrize("weeks", [(0,), (29,), (3, 4, 17), tuple(range(30)), ()], ids=str)
def test_chosen_weeks_are_those_of_every_week(engine: str, weeks: tuple[int, ...]) -> None:
    every = run(ORGANIZATION, LIVELY, DESIGN, execution=Execution(engine), people=Recording((2, 4, 5)))
    chosen = run(ORGANIZATION, LIVELY, DESIGN, execution=Execution(engine), people=Recording((2, 4, 5), weeks))
    assert every.people is not None
    assert chosen.people is not None
    assert every.people.weeks == tuple(range(30))
    assert (chosen.people.weeks, chosen.people.replications) == (weeks, (2, 4, 5))
    wanted = every.people.values[:, list(weeks)]
    assert chosen.people.values.shape == wanted.shape
    assert chosen.people.values.tobytes() == np.ascontiguousarray(wanted).tobytes()
    assert chosen.outcomes.tobytes() == every.outcomes.tobytes()


@pytest.mark.parametrize("engine", ["mesa", "kernel"])
def test_numbers_alone_mean_every_week_and_none_mean_nobody(engine: str) -> None:
    numbers = run(ORGANIZATION, LIVELY, DESIGN, execution=Execution(engine), people=[3])
    same = run(ORGANIZATION, LIVELY, DESIGN, execution=Execution(engine), people=Recording((3,)))
    assert numbers.people is not None
    assert same.people is not None
    assert numbers.people.values.tobytes() == same.people.values.tobytes()
    assert run(ORGANIZATION, LIVELY, DESIGN, execution=Execution(engine)).people is None
    assert run(ORGANIZATION, LIVELY, DESIGN, execution=Execution(engine), people=NOBODY).people is None
    assert run(ORGANIZATION, LIVELY, DESIGN, execution=Execution(engine), people=Recording((), (3,))).people is None


@pytest.mark.parametrize("lanes", [1, 4])
def test_the_record_does_not_depend_on_runs_side_by_side(lanes: int) -> None:
    record = [
        run(ORGANIZATION, LIVELY, DESIGN, execution=Execution(lanes=each), people=Recording((3, 5), (7, 21)))
        for each in (8, lanes)
    ]
    assert record[0].people is not None
    assert record[1].people is not None
    assert record[0].people.values.tobytes() == record[1].people.values.tobytes()
