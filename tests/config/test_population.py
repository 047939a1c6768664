"""Populations: drawn at addresses of their own, within their ranges, ends included."""

from __future__ import annotations

import numpy as np
import pytest

from orgsim.config import load_scenario
from orgsim.config.population import Population, draw_units
from orgsim.organization import Organization

FOUND = load_scenario("as_found")
VARY = {"context.work.turbulence": (0.5, 2.0), "context.trust.patience": (3.0, 6.0), "levers.coaching": (0.25, 0.25)}


def shape(organization: Organization) -> tuple[int, ...]:
    return (organization.leaders, organization.managers, len(organization))


def test_a_unit_is_the_same_however_many_there_are() -> None:
    few, many = (draw_units(Population(units, vary=VARY), FOUND, 7) for units in (3, 9))
    assert len(many.departments) == 9
    for one, other in zip(few.departments, many.departments, strict=False):
        assert one.name == other.name
        assert one.scenario == other.scenario
        assert one.organization.fingerprint() == other.organization.fingerprint()
    assert not many.shared_climate


def test_another_seed_draws_other_organizations() -> None:
    shapes = [[shape(each.organization) for each in draw_units(Population(12), FOUND, seed).departments] for seed in (1, 2)]
    assert shapes[0] != shapes[1]
    assert len(set(shapes[0])) > 6


def test_shapes_lie_in_their_ranges_and_reach_both_ends() -> None:
    population = Population(80, leaders=(2, 3), managers_per_leader=(1, 2), workers_per_manager=(2, 3), spread=(0.0, 0.0))
    drawn = set()
    for each in draw_units(population, FOUND, 3).departments:
        organization = each.organization
        teams = set((organization.team_end - organization.team_start)[organization.leaders :].tolist())
        per_leader = organization.managers // (organization.leaders - 1)
        drawn.add((organization.leaders - 1, per_leader, *teams))
    assert drawn == {(leaders, managers, workers) for leaders in (2, 3) for managers in (1, 2) for workers in (2, 3)}


def test_team_sizes_vary_within_a_unit_as_far_as_spread_says() -> None:
    sizes = []
    for spread in ((0.0, 0.0), (0.6, 0.6)):
        organization = draw_units(Population(1, spread=spread), FOUND, 3).departments[0].organization
        sizes.append((organization.team_end - organization.team_start)[organization.leaders :].std())
    assert sizes[0] == 0.0
    assert sizes[1] > 0.0


def test_varied_parameters_lie_in_their_ranges_and_the_rest_is_the_scenario_s() -> None:
    scenarios = [each.scenario for each in draw_units(Population(40, vary=VARY), FOUND, 5).departments]
    turbulence = np.array([each.context.work.turbulence for each in scenarios])
    assert (turbulence >= 0.5).all()
    assert (turbulence <= 2.0).all()
    assert turbulence.mean() == pytest.approx(1.25, abs=4 * 1.5 / 12**0.5 / 40**0.5)
    assert {each.context.trust.patience for each in scenarios} == {3, 4, 5, 6}
    assert {each.levers.coaching for each in scenarios} == {0.25}
    assert {each.context.style for each in scenarios} == {FOUND.context.style}
    assert {each.start for each in scenarios} == {FOUND.start}


def test_without_varied_parameters_every_unit_has_the_scenario() -> None:
    assert {id(each.scenario) for each in draw_units(Population(3), FOUND, 5).departments} == {id(FOUND)}
