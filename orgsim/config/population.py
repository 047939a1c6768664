"""A population: many organizations that differ in shape, leadership and context, each drawn at an address of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field

from orgsim.model.parameters import BY_KEY
from orgsim.model.random import DEPARTMENT, Address, uniforms
from orgsim.model.scenario import Scenario
from orgsim.organization import Organization
from orgsim.spec.units import Department, Units

#: Purposes of the draws that make a population; the model itself uses none above 255.
SHAPE, SPREAD, CONTEXT = 1024, 1025, 1026

Range = tuple[float, float]


@dataclass(frozen=True)
class Population:
    """How many organizations, and the ranges that their shapes and contexts are drawn from.

    Leadership varies through the scenario's `start.varied`: circumstances, disposition and skill, and heads who move on.

    Parameters
    ----------
    units : int, default 100
        Organizations.
    leaders : pair of int, default (5, 8)
        Leaders under the head, ends included, as in the other ranges.
    managers_per_leader : pair of int, default (4, 8)
        Managers under each leader.
    workers_per_manager : pair of int, default (6, 10)
        People in each team, in the mean.
    spread : pair of float, default (0.0, 0.6)
        How far team sizes vary (see `Organization.synthetic`).
    vary : mapping of str to pair of float, default empty
        Further parameters by full key, each drawn evenly from its range.

    Examples
    --------
    >>> import orgsim
    >>> population = orgsim.Population(20, vary={"context.work.turbulence": (0.5, 2.0)})
    >>> len(orgsim.draw_units(population, orgsim.load_scenario("as_found"), seed=1).departments)
    20
    """

    units: int = 100
    leaders: Range = (5, 8)
    managers_per_leader: Range = (4, 8)
    _: KW_ONLY
    workers_per_manager: Range = (6, 10)
    spread: Range = (0.0, 0.6)
    vary: Mapping[str, Range] = field(default_factory=dict)


def draw_units(population: Population, scenario: Scenario, seed: int) -> Units:
    """The organizations of a population, each with its scenario; unit i is the same however many there are.

    Parameters
    ----------
    population : Population
        How many, and the ranges that they are drawn from.
    scenario : Scenario
        How they are led; with `start.varied` their leadership differs, too.
    seed : int
        The dice, a whole number of 32 bits.

    Returns
    -------
    Units
        The organizations, which share no climate.

    Raises
    ------
    OrganizationError
        For a shape that cannot be.
    ConfigurationError
        For a key in `vary` that is no parameter's.

    Examples
    --------
    >>> import orgsim
    >>> units = orgsim.draw_units(orgsim.Population(3), orgsim.load_scenario("as_found"), seed=1)
    >>> [each.name for each in units.departments]
    ['unit 0', 'unit 1', 'unit 2']
    """
    return Units(tuple(_draw(population, scenario, seed, unit) for unit in range(population.units)), shared_climate=False)


def _draw(population: Population, scenario: Scenario, seed: int, unit: int) -> Department:
    address = Address(seed, unit, 0)
    first, second, third, fourth = uniforms(address, 0, DEPARTMENT, SHAPE)
    low, high = population.spread
    name = f"unit {unit}"
    organization = Organization.synthetic(
        leaders=_whole(population.leaders, first),
        managers_per_leader=_whole(population.managers_per_leader, second),
        workers_per_manager=_whole(population.workers_per_manager, third),
        spread=low + (high - low) * fourth,
        seed=unit,
        name=name,
    )
    return Department(name, organization, _context(population, scenario, address))


def _whole(limits: Range, draw: float) -> int:
    low, high = limits
    return int(low) + int(draw * (int(high) - int(low) + 1))


def _context(population: Population, scenario: Scenario, address: Address) -> Scenario:
    """The scenario with the varied parameters of one unit."""
    if not population.vary:
        return scenario
    from orgsim.config import apply_overrides

    changes = {}
    for place, (key, (low, high)) in enumerate(sorted(population.vary.items())):
        draw = uniforms(address, place // 4, DEPARTMENT, CONTEXT)[place % 4]
        changes[key] = _whole((low, high), draw) if BY_KEY[key].number.whole else low + (high - low) * draw
    return apply_overrides(scenario, changes)
