"""The files in conf/: complete, valid, and without a number that the table already has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
import yaml

from orgsim.config import compose, conf_folder, list_scenarios, load_scenario, to_job
from orgsim.config.schema import ORGANIZATIONS, OWN_SECTIONS, defaults, leaves
from orgsim.model.parameters import BY_KEY, FIXED, TABLE, Context
from orgsim.model.scenario import Scenario
from orgsim.model.schedule import Timing
from orgsim.spec.bounds import DESIGN
from orgsim.spec.values import number_faults

NAMES = [name for name, _, _ in list_scenarios()]
FOURTEEN = {
    "management_trap",
    "led_from_the_start",
    "lead_after_turnaround",
    "early_shift",
    "half_hearted",
    "coached_for_a_year",
    "replace_untrusted",
    "replace_only",
    "protected_agenda",
    "retrospectives",
    "crisis_after_shift",
    "new_head",
    "lone_leader",
    "as_found",
}


def contents(group: str) -> list[tuple[str, Mapping[str, Any]]]:
    paths = sorted((conf_folder() / group).glob("*.yaml"))
    return [(path.stem, yaml.safe_load(path.read_text(encoding="utf-8")) or {}) for path in paths]


def test_there_are_fourteen_scenarios() -> None:
    assert set(NAMES) == FOURTEEN


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.key)
def test_defaults_lie_inside_their_bounds(row: Any) -> None:
    assert number_faults(row.key, row.default, row.number) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_scenario_composes_and_validates(name: str) -> None:
    scenario = to_job(compose([f"scenario={name}"])).study.scenarios[0]
    assert scenario == load_scenario(name)
    assert scenario.name == name


@pytest.mark.parametrize("name", NAMES)
def test_a_scenario_differs_from_the_trap_only_in_what_is_its_own(name: str) -> None:
    trap, other = compose(["scenario=management_trap"]).config, compose([f"scenario={name}"]).config
    before, after = dict(leaves(trap)), dict(leaves(other))
    changed = {key for key in before | after if before.get(key) != after.get(key)}
    allowed = {"context.style.peers"} if name == "lone_leader" else set()
    assert {key for key in changed if key.partition(".")[0] not in OWN_SECTIONS} == allowed


@pytest.mark.parametrize(
    ("name", "content"), [each for each in contents("scenario") + contents("context") if each[0] != "calibrated"]
)
def test_no_number_of_the_table_is_written_again(name: str, content: Mapping[str, Any]) -> None:
    inherited = [each for each in content.get("defaults", []) if each != "_self_"]
    below = dict(leaves(compose([f"scenario={inherited[0]}"]).config if inherited else defaults()))
    own = dict(leaves({key: value for key, value in content.items() if key not in ("defaults", "scenario")}))
    assert set(own) <= set(below), name
    assert {key: value for key, value in own.items() if below[key] == value} == {}, name
    assert {key for key in own if key in BY_KEY and own[key] == BY_KEY[key].default} == set(), name


def test_the_main_configuration_holds_no_number_of_the_model() -> None:
    content = yaml.safe_load((conf_folder() / "config.yaml").read_text(encoding="utf-8"))
    assert set(content) & set(defaults()) == set()
    assert set(DESIGN) <= set(content)


@pytest.mark.parametrize(("name", "title", "description"), list_scenarios())
def test_titles_and_descriptions(name: str, title: str, description: str) -> None:
    assert title
    assert len(title) <= 70
    assert description.count(". ") == 1, "two sentences"
    assert description.endswith(".")


@pytest.mark.parametrize(("name", "content"), contents("scenario"))
def test_a_scenario_carries_the_name_of_its_file(name: str, content: Mapping[str, Any]) -> None:
    assert content["scenario"]["name"] == name


@pytest.mark.parametrize(("name", "content"), contents("organization"))
def test_organizations_have_exactly_the_known_fields(name: str, content: Mapping[str, Any]) -> None:
    assert content["kind"] == name
    known = ("kind", *ORGANIZATIONS[name])
    assert set(content) == set(known)


def everyday(**changes: float) -> dict[str, float]:
    return {row.key: row.default for row in FIXED} | {key.replace("__", "."): value for key, value in changes.items()}


def test_the_levers_and_dates_of_the_scenarios() -> None:
    pulled = {name: load_scenario(name) for name in NAMES}
    assert pulled["management_trap"] == Scenario("management_trap", pulled["management_trap"].title)
    assert pulled["led_from_the_start"].start.habit == 0.2
    assert pulled["led_from_the_start"].shift == Timing()
    assert pulled["early_shift"].shift == Timing(26, 13)
    assert pulled["early_shift"].levers == pulled["lead_after_turnaround"].levers
    assert 0 < pulled["half_hearted"].levers.coaching < pulled["lead_after_turnaround"].levers.coaching
    assert pulled["coached_for_a_year"].shift.end == 156 + 52
    assert pulled["replace_untrusted"].levers.replace_below == pulled["replace_only"].levers.replace_below == 0.4
    assert pulled["replace_only"].levers.coaching == 0
    assert pulled["replace_untrusted"].timing == {"replace_below": Timing(156, 0)}
    assert pulled["crisis_after_shift"].events.shock == (182.0, 0.12)
    assert pulled["new_head"].events.new_head[:3] == (156.0, -1.5, 0.7)
    assert pulled["lone_leader"].context.style.peers == 0
    assert pulled["lone_leader"].levers == pulled["half_hearted"].levers


def test_a_department_as_found_is_one_of_many_and_keeps_its_goal() -> None:
    """It alone has circumstances of its own; every other scenario is about the mean department."""
    study = to_job(compose(["scenario=as_found"])).study
    found, trap = study.scenarios
    assert (found.start.varied, trap.start.varied) == (1.0, 0.0)
    assert {name for name in NAMES if load_scenario(name).start.varied} == {"as_found"}
    assert found.start.habit == 0.5
    assert found.context == trap.context
    assert set(found.weekly_levers(312)[:, found.levers._fields.index("agreed_goal")]) == {0.75}


def test_the_default_context_is_the_table() -> None:
    assert load_scenario("management_trap").context == Context()
