"""From the arguments of a Python call to a study: every fault at once, in the words that configurations use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from orgsim.errors import ConfigurationError
from orgsim.model.calendar import WEEKS_PER_YEAR
from orgsim.model.scenario import Scenario
from orgsim.organization import Organization
from orgsim.spec.checks import department_faults, design_faults, execution_faults, organization_faults, people_faults
from orgsim.spec.study import Design, Execution, Study
from orgsim.spec.values import fault


def checked_study(
    organization: Organization,
    scenario: str | Path | Scenario,
    *,
    overrides: Mapping[str, Any] | None,
    numbers: Mapping[str, Any],
    execution: tuple[str, int | None, int | None],
    also: Sequence[str] = (),
    survey: bool = False,
    people: tuple[Any, ...] = (),
) -> Study:
    """The study of one organization under one scenario.

    `numbers` are those of a `Design`, `execution` engine, threads and lanes, `also` faults known before, `survey` says that
    surveys are held, `people` are the replications to record. Raises ConfigurationError with a line for every fault.
    """
    faults = [*organization_faults(organization), *design_faults(numbers), *execution_faults(*execution), *also]
    if survey and not faults and numbers["weeks"] < WEEKS_PER_YEAR:
        wanted = f"must be at least {WEEKS_PER_YEAR} for a survey, which is held in the last week of a year"
        faults.append(f"weeks={numbers['weeks']}: {wanted}")
    if not faults:
        faults += department_faults(numbers["unit"], numbers["departments"], ["people"] if people else [])
    if not faults:
        faults += people_faults(people, numbers["first"], numbers["replications"])
    chosen, more = _scenario(scenario, overrides or {})
    faults += more
    if faults or chosen is None:
        raise ConfigurationError(faults)
    engine, threads, lanes = execution
    design = Design(**{key: int(value) for key, value in numbers.items()})
    return Study(organization, (chosen,), design, Execution(engine, _whole(threads), _whole(lanes)))


def recorded(people: bool | Sequence[int], first: int) -> tuple[Any, ...]:
    """The replications whose people are recorded, as asked for."""
    if isinstance(people, bool):
        return (first,) if people else ()
    return tuple(people) if isinstance(people, Iterable) else (people,)


def switch_faults(**switches: object) -> list[str]:
    """A line for each switch that is neither on nor off."""
    return [fault(key, value, "True or False") for key, value in switches.items() if not isinstance(value, bool)]


def _whole(value: int | None) -> int | None:
    return None if value is None else int(value)


def _scenario(scenario: str | Path | Scenario, overrides: Mapping[str, Any]) -> tuple[Scenario | None, list[str]]:
    """The scenario with its overrides, or None, and what is wrong with them."""
    if not isinstance(scenario, str | Path | Scenario):
        return None, [f"scenario={scenario!r}: must be a scenario's name, the path of its file, or a Scenario"]
    from orgsim import config

    try:
        if isinstance(scenario, Scenario):
            return config.apply_overrides(scenario, overrides), []
        return config.load_scenario(scenario, overrides), []
    except ConfigurationError as error:
        return None, list(error.faults)
