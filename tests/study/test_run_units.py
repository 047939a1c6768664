"""Companies and populations: what departments share, and that nothing else of one touches another."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from orgsim.engines.run import run
from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.organization import Organization
from orgsim.spec.study import Design, Execution, Recording
from orgsim.spec.units import Department, Units, names_of
from orgsim.study.run_units import Surveyed, run_units
from orgsim.surveying.take import take_survey
from tests.analytical.still import NOBODY_LEAVES, UNMOVED, scenario
from tests.study.helpers import LEAD, SMALL, TRAP

#: Engagement is the logistic of the climate, at once.
READABLE = scenario(
    UNMOVED
    | NOBODY_LEAVES
    | {"context.engagement.rate": 1.0, "context.engagement.base": 0.0, "context.climate.sd": 0.1, "start.varied": 1.0}
)
DESIGN = Design(replications=2, weeks=110, seed=4, unit=5, first=3)
DEPARTMENTS = (
    Department("it", SMALL, TRAP),
    Department("sales", Organization.synthetic(1, 2, 4), LEAD),
    Department("law", SMALL, TRAP),
)


def found(units: Units, design: Design = DESIGN, engine: str = "kernel", burn_in: int = 0) -> list[Surveyed]:
    return list(run_units(units, design, Execution(engine), burn_in=burn_in))


def same(a: Surveyed, b: Surveyed) -> bool:
    """Whether two departments have the same bits, their names aside."""
    return a.record.outcomes.tobytes() == b.record.outcomes.tobytes() and a.answers.tobytes() == b.answers.tobytes()


@pytest.mark.parametrize("engine", ["kernel", "mesa"])
@pytest.mark.parametrize("shared", [True, False])
def test_a_company_shares_its_climate_and_a_population_does_not(engine: str, shared: bool) -> None:
    pair = Organization.from_bosses([-1, 0])
    units = Units(tuple(Department(name, pair, READABLE) for name in ("a", "b")), shared_climate=shared)
    felt = [each.record.outcomes[:, :, OUTCOME_NAMES.index("engagement_workers")] for each in found(units, engine=engine)]
    assert felt[0].std() > 0.01
    assert (felt[0].tobytes() == felt[1].tobytes()) == shared
    if not shared:
        assert (felt[0][:, 2:] != felt[1][:, 2:]).all()


@pytest.mark.parametrize("climate", [0, 7, 2**32 - 1])
def test_engines_agree_in_the_climate_of_another_unit(climate: int) -> None:
    lively = scenario({"context.climate.sd": 0.2, "context.leaving.succession": 0.05, "context.leaving.rate": 0.02})
    design = Design(2, 60, 3, unit=11, climate=climate)
    records = [run(SMALL, lively, design, execution=Execution(engine), people=[0]) for engine in ("mesa", "kernel")]
    assert records[0].outcomes.tobytes() == records[1].outcomes.tobytes()
    own = run(SMALL, lively, replace(design, climate=None), execution=Execution())
    assert records[0].outcomes.tobytes() != own.outcomes.tobytes()
    assert run(SMALL, lively, replace(design, climate=11), execution=Execution()).outcomes.tobytes() == own.outcomes.tobytes()


def test_what_a_department_is_called_changes_no_bit() -> None:
    renamed = tuple(replace(each, name=f"department {place}") for place, each in enumerate(reversed(DEPARTMENTS)))
    before, after = found(Units(DEPARTMENTS)), found(Units(tuple(reversed(renamed))))
    assert all(same(a, b) for a, b in zip(before, after, strict=True))
    assert names_of([each.department for each in after]) == ["department 2", "department 1", "department 0"]


@pytest.mark.parametrize("shared", [True, False])
def test_a_department_s_bits_do_not_depend_on_the_others(shared: bool) -> None:
    together = found(Units(DEPARTMENTS, shared))
    other = (Department("other", Organization.synthetic(3, 1, 2), LEAD), DEPARTMENTS[1])
    assert same(found(Units(other, shared))[1], together[1])
    climate = DESIGN.unit if shared else None
    design = replace(DESIGN, unit=DESIGN.unit + 1, climate=climate)
    alone = run(DEPARTMENTS[1].organization, LEAD, design, execution=Execution(), people=Recording((3, 4), (51, 103)))
    assert together[1].record.outcomes.tobytes() == alone.outcomes.tobytes()
    assert (
        take_survey(alone, DEPARTMENTS[1].organization, LEAD, design=design, execution=Execution()) == together[1].answers
    ).all()
    assert not same(together[0], together[2]), "the same people twice would be no company"


def test_units_are_numbered_and_surveyed() -> None:
    units = found(Units(DEPARTMENTS))
    assert [each.unit for each in units] == [5, 6, 7]
    assert {each.weeks for each in units} == {(51, 103)}
    assert {each.first for each in units} == {3}
    assert units[1].answers.shape[:3] == (2, 2, len(DEPARTMENTS[1].organization))


def test_years_are_counted_after_the_burn_in_and_their_means_are_of_those_weeks() -> None:
    whole, later = (found(Units(DEPARTMENTS[:1]), burn_in=weeks)[0] for weeks in (0, 52))
    assert (whole.weeks, later.weeks) == ((51, 103), (103,))
    assert whole.record.outcomes.tobytes() == later.record.outcomes.tobytes()
    assert (whole.answers[:, 1:] == later.answers).all()
    (odd,) = found(Units(DEPARTMENTS[:1]), burn_in=10)
    assert odd.weeks == (61,)
    outcome = OUTCOME_NAMES.index("performance")
    assert odd.yearly(outcome)[:, 0] == pytest.approx(odd.record.outcomes[:, 10:62, outcome].mean(axis=1), rel=1e-14)
    assert np.shape(whole.yearly(outcome)) == (2, 2)


def test_progress_counts_every_department_s_replications() -> None:
    told: list[int] = []
    list(run_units(Units(DEPARTMENTS), DESIGN, progress=told.append))
    assert sum(told) == 6
