"""From a configuration to a company or a population: what departments become, and every fault in its own line."""

from __future__ import annotations

from pathlib import Path

import pytest

from orgsim.config import compose, load_scenario
from orgsim.config.building_units import UnitsJob, to_units_job, units_config_text
from orgsim.config.places import options
from orgsim.errors import OrgsimError

POPULATION, COMPANY = "+experiment=population", "+experiment=company"


def job(*overrides: str) -> UnitsJob:
    return to_units_job(compose(list(overrides)))


def test_the_shipped_population() -> None:
    found = job(POPULATION)
    assert (found.kind, len(found.units.departments), found.units.shared_climate) == ("population", 100, False)
    assert (found.design.weeks, found.burn_in, found.design.replications) == (104 + 10 * 52, 104, 8)
    assert found.scenario == load_scenario("as_found")


def test_the_shipped_company() -> None:
    found = job(COMPANY)
    assert (found.kind, found.units.shared_climate) == ("company", True)
    assert (found.design.weeks, found.burn_in, found.design.replications) == (5 * 52, 0, 100)
    scenarios = {each.name: each.scenario.name for each in found.units.departments}
    others = ("sales", "finance", "production", "service", "development")
    assert scenarios == {"it": "management_trap"} | dict.fromkeys(others, "led_from_the_start")


def test_departments_have_their_own_where_they_say_so() -> None:
    it = "company.departments.it"
    found = job(
        COMPANY,
        "context.trust.gain=0.3",
        "organization.leaders=2",
        f"{it}.organization={{workers_per_manager: 3}}",
        f"{it}.overrides={{levers.agreed_goal: 0.7, context.trust.prior: 0.2}}",
        "company.departments.sales.overrides={levers.coaching: 1}",
        "company.departments.new={scenario: new_head}",
    )
    trap, sales, *_, new = found.units.departments
    assert [each.name for each in found.units.departments][-1] == "new"
    assert trap.scenario.context.trust._replace(prior=0) == sales.scenario.context.trust._replace(prior=0)
    assert (trap.scenario.context.trust.prior, trap.scenario.levers.agreed_goal) == (0.2, 0.7)
    assert {each.scenario.context.trust.gain for each in found.units.departments} == {0.3}
    assert (trap.organization.leaders, sales.organization.leaders) == (3, 3)
    assert len(trap.organization) < len(sales.organization)
    assert (sales.scenario.levers.coaching, sales.scenario.start.habit) == (1, found.scenario.start.habit)
    assert new.scenario.events == load_scenario("new_head").events


def test_a_department_from_a_chart_of_its_own(tmp_path: Path) -> None:
    chart = tmp_path / "people.csv"
    chart.write_text("id,boss\n1,\n2,1\n3,2\n", encoding="utf-8")
    found = job(COMPANY, f"company.departments.it.organization={{kind: hris, path: '{chart}'}}")
    assert len(found.units.departments[0].organization) == 3
    assert len(found.units.departments[1].organization) > 100


def test_populations_vary_what_they_are_told() -> None:
    found = job(POPULATION, "population.units=5", "population.vary={context.work.turbulence: [0.5, 2]}")
    assert len({each.scenario.context.work.turbulence for each in found.units.departments}) == 5
    nested = job(POPULATION, "population.units=5", "population.vary.context.work.turbulence=[0.5,2]")
    assert nested.units.departments[4].scenario == found.units.departments[4].scenario


@pytest.mark.parametrize(
    "overrides",
    [
        (POPULATION, "population.units=3", "population.vary={context.work.turbulence: [0.5, 2]}", "seed=5", "unit=2"),
        (
            COMPANY,
            "company.departments.it.overrides={levers.stretch: 0.001}",
            "context.trust.gain=0.1",
            "organization.leaders=1",
        ),
        (COMPANY, "company.surveys=2", "company.burn_in=10", "replications=7", "company.departments.x={}"),
    ],
    ids=["population", "company", "more departments"],
)
def test_a_job_can_be_run_again(overrides: tuple[str, ...], tmp_path: Path) -> None:
    first = job(*overrides)
    path = tmp_path / "config.yaml"
    path.write_text(units_config_text(first), encoding="utf-8")
    again = job(f"scenario={path}")
    assert (again.kind, again.design, again.burn_in) == (first.kind, first.design, first.burn_in)
    assert again.units.shared_climate == first.units.shared_climate
    for one, other in zip(first.units.departments, again.units.departments, strict=True):
        assert (one.name, one.scenario) == (other.name, other.scenario)
        assert one.organization.fingerprint() == other.organization.fingerprint()
    assert units_config_text(again) == units_config_text(first)


SCENARIOS = ", ".join(options("scenario"))
RANGE = "must be two whole numbers from 1 to 1000 in order, such as [1, 1000]"
VARY = "must be ranges by full key, such as {context.work.turbulence: [0.8, 1.2]}"
FAULTS: list[tuple[list[str], list[str]]] = [
    ([POPULATION, "population.units=0"], ["population.units=0: must be a whole number from 1 to 100000 (organizations)"]),
    ([POPULATION, "population.surveys=x"], ["population.surveys='x': must be a whole number from 1 to 1000 (years)"]),
    ([POPULATION, "population.burn_in=-1"], ["population.burn_in=-1: must be a whole number from 0 to 50000 (weeks)"]),
    ([POPULATION, "population.unit=3"], ["population.unit=3: unknown key; did you mean 'population.units'?"]),
    ([POPULATION, "population.leaders=[8,5]"], [f"population.leaders=[8, 5]: {RANGE}"]),
    ([POPULATION, "population.leaders=6"], [f"population.leaders=6: {RANGE}"]),
    ([POPULATION, "population.managers_per_leader=[1.5,2]"], [f"population.managers_per_leader=[1.5, 2]: {RANGE}"]),
    (
        [POPULATION, "population.spread=[0]"],
        ["population.spread=[0]: must be two numbers from 0 to 0.99 in order, such as [0, 0.99]"],
    ),
    ([POPULATION, "population.vary=3"], [f"population.vary=3: {VARY}"]),
    (
        [POPULATION, "population.vary={context.wrk.turbulence: [1, 2]}"],
        ["population.vary.context.wrk.turbulence=[1, 2]: unknown key; did you mean 'population.vary.context.work.turbulence'?"],
    ),
    (
        [POPULATION, "population.vary={levers.coaching: 3}"],
        ["population.vary.levers.coaching=3: must be two numbers from -10 to 10 in order, such as [-10, 10]"],
    ),
    (
        [POPULATION, "population.vary={context.trust.patience: [4.5, 8]}"],
        ["population.vary.context.trust.patience=[4.5, 8]: must be two whole numbers from 1 to 260 in order, such as [1, 260]"],
    ),
    ([POPULATION, "population=3"], ["population=3: must be a group of keys, such as population.units"]),
    ([COMPANY, "company=3"], ["company=3: must be a group of keys, such as company.departments"]),
    (
        ["job=company"],
        [
            "company.departments={}: must be at least two departments by name, "
            "such as {it: {scenario: management_trap}, sales: {}}"
        ],
    ),
    (
        [COMPANY, "company.surveys=0", "company.departments={hr: {scen: x}, law: 3, it: {scenario: managment_trap}}"],
        [
            "company.surveys=0: must be a whole number from 1 to 1000 (years)",
            f"company.departments.it.scenario='managment_trap': must be one of {SCENARIOS}; did you mean 'management_trap'?",
            "company.departments.hr.scen='x': unknown key; did you mean 'company.departments.hr.scenario'?",
            "company.departments.law=3: must be a group of keys: scenario, organization, overrides",
        ],
    ),
    (
        [COMPANY, "company.departments.it={organization: 3, overrides: [1]}"],
        [
            "company.departments.it.organization=3: must be a group of keys",
            "company.departments.it.overrides=[1]: must be a group of keys",
        ],
    ),
    (
        [
            COMPANY,
            "company.departments.it.organization={leader: 3}",
            "company.departments.sales.organization={kind: hriss}",
            "company.departments.finance.organization={leaders: x}",
            "company.departments.service.organization={kind: hris, path: nosuch.csv}",
            "company.departments.production.overrides={levers.coachin: 3}",
            "company.departments.development.overrides={levers.coaching: 99}",
        ],
        [
            "company.departments.it: organization.leader=3: unknown key; did you mean 'organization.leaders'?",
            "company.departments.sales: organization.kind='hriss': must be one of synthetic, hris, organogram; "
            "did you mean 'hris'?",
            "company.departments.finance: organization.leaders='x': must be a whole number from 0 to 100,000",
            "company.departments.production: levers.coachin=3: unknown key; did you mean 'levers.coaching'?",
            "company.departments.service: nosuch.csv: no such file",
            "company.departments.development: levers.coaching=99: must be a number from -10 to 10 (logit)",
        ],
    ),
    ([COMPANY, "company.x=1"], ["company.x=1: unknown key; did you mean 'company.surveys'?"]),
    ([POPULATION, "levers.coaching=99"], ["levers.coaching=99: must be a number from -10 to 10 (logit)"]),
    ([POPULATION, "replications=0"], ["replications=0: must be a whole number from 1 to 10000000 (runs)"]),
]


@pytest.mark.parametrize(("overrides", "lines"), FAULTS, ids=lambda value: " ".join(value)[-60:])
def test_every_fault_has_its_line(overrides: list[str], lines: list[str]) -> None:
    with pytest.raises(OrgsimError) as error:
        job(*overrides)
    assert list(error.value.faults) == lines
    assert error.value.exit_code == 2
