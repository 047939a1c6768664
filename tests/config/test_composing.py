"""Composing: overrides as Hydra users expect, one's own files, and no trace left in the caller's Hydra."""

from __future__ import annotations

from pathlib import Path

import pytest
from hydra import initialize_config_dir
from hydra.core.global_hydra import GlobalHydra
from hydra.version import VersionBase

from orgsim.config import apply_overrides, compose, load_scenario, to_job, to_scenario, to_study
from orgsim.errors import ConfigurationError
from orgsim.model.scenario import Scenario
from orgsim.model.schedule import Timing

HALF = load_scenario("half_hearted").levers.coaching
MINE = """# @package _global_
defaults: [half_hearted, _self_]
scenario: {name: mine, title: My plan}
levers: {coaching: 2.5}
"""


@pytest.fixture
def own_folder(tmp_path: Path) -> Path:
    (tmp_path / "scenario").mkdir()
    (tmp_path / "scenario" / "mine.yaml").write_text(MINE, encoding="utf-8")
    return tmp_path


def test_the_main_job() -> None:
    job = to_job(compose())
    study = job.study
    assert [scenario.name for scenario in study.scenarios] == ["lead_after_turnaround", "management_trap"]
    assert len(study.organization) == 277
    assert (study.design.replications, study.design.weeks, study.design.seed) == (200, 312, 1)
    assert (study.execution.engine, study.execution.threads, study.execution.lanes) == ("kernel", None, None)
    assert (job.people, job.output) == ((), None)


def test_overrides_of_levers_hold_for_the_scenario_asked_about_alone() -> None:
    lines = ["scenario=half_hearted", "levers.coaching=2", "shift.ramp=4", "start.habit=0.7", "events.shock.week=60"]
    asked, trap = to_study(compose([*lines, "timing.stretch.week=9", "levers.stretch=0.01"])).scenarios
    assert asked.levers.coaching == 2
    assert asked.shift == Timing(156, 4, 260), "the scenario's date stays"
    assert asked.timing == {"stretch": Timing(9, 4, 260)}
    assert asked.start.habit == 0.7
    assert asked.events.shock.week == 60
    assert trap == load_scenario("management_trap")


def test_overrides_of_the_context_and_the_design_hold_for_all() -> None:
    lines = ["context.trust.loss_to_gain=3", "replications=500", "seed=7", "organization.leaders=2", "weeks=520"]
    study = to_study(compose([*lines, "compare=[led_from_the_start,new_head]"]))
    assert [scenario.context.trust.loss_to_gain for scenario in study.scenarios] == [3, 3, 3]
    assert (study.design.replications, study.design.seed, study.design.weeks) == (500, 7, 520)
    assert study.organization.leaders == 3
    assert study.scenarios[1].start.habit == 0.2


def test_a_plus_sign_is_allowed_and_not_needed() -> None:
    for sign in ("", "+", "++"):
        assert to_study(compose([f"{sign}timing.coaching.week=40"])).scenarios[0].timing["coaching"] == Timing(40, 13)


def test_a_lever_that_never_ends_though_the_shift_does() -> None:
    scenario = to_scenario(compose(["scenario=coached_for_a_year", "timing.stretch.end=never"]))
    assert scenario.timing["stretch"] == Timing(156, 13, None)
    assert scenario.shift.end == 208


def test_the_trap_alone_compares_with_nothing() -> None:
    assert len(to_study(compose(["scenario=management_trap"])).scenarios) == 1
    assert len(to_study(compose(["compare=[]"])).scenarios) == 1
    assert len(to_study(compose(["compare=half_hearted"])).scenarios) == 2


def test_the_same_person_is_recorded_once() -> None:
    assert to_job(compose(["people=[3,0,3]"])).people == (3, 0)
    assert to_job(compose(["people=3"])).people == (3,)


def test_a_scenario_of_ones_own(own_folder: Path) -> None:
    study = to_study(compose(["scenario=mine", "compare=[half_hearted]"], own_folder))
    assert [scenario.name for scenario in study.scenarios] == ["mine", "half_hearted"]
    assert [scenario.levers.coaching for scenario in study.scenarios] == [2.5, HALF]
    assert study.scenarios[0].shift == study.scenarios[1].shift
    assert load_scenario("mine", config_dir=own_folder) == study.scenarios[0]


def test_ones_own_scenario_as_a_comparison(own_folder: Path) -> None:
    study = to_study(compose(["compare=[mine]", "levers.coaching=1"], own_folder))
    assert [scenario.levers.coaching for scenario in study.scenarios] == [1, 2.5]


def test_a_scenario_by_its_path(own_folder: Path) -> None:
    path = own_folder / "scenario" / "mine.yaml"
    scenario = to_study(compose([f"scenario={path}", "context.trust.gain=0.1"])).scenarios[0]
    assert scenario.levers.coaching == 2.5
    assert scenario.context.trust.gain == 0.1
    assert load_scenario(path, {"context.trust.gain": 0.1}) == scenario
    assert load_scenario(str(path)).shift == Timing(156, 13, 260)


def test_a_file_by_its_path_does_not_shadow_one_of_the_same_name_in_a_folder(own_folder: Path) -> None:
    by_path = load_scenario(own_folder / "scenario" / "mine.yaml")
    assert load_scenario("mine", config_dir=own_folder) == by_path


def test_a_file_without_a_name_is_called_by_its_file_name(tmp_path: Path) -> None:
    path = tmp_path / "bare.yaml"
    path.write_text("levers: {coaching: 1}\n", encoding="utf-8")
    assert load_scenario(path).name == "bare"
    assert to_study(compose([f"scenario={path}"])).scenarios[0].name == "bare"


def test_load_scenario_with_overrides() -> None:
    assert load_scenario("half_hearted", {"context.trust.loss_to_gain": 3}).context.trust.loss_to_gain == 3
    nested = load_scenario("half_hearted", {"levers": {"coaching": 2}, "shift": {"end": 200}})
    assert nested.levers.coaching == 2
    assert nested.shift == Timing(156, 13, 200)
    assert load_scenario("half_hearted").levers.coaching == HALF, "the shipped one is unchanged"


def test_apply_overrides_to_a_scenario() -> None:
    scenario = Scenario("own", timing={"stretch": Timing(5)})
    changed = apply_overrides(scenario, {"levers.stretch": 0.01, "timing.coaching.week": 3})
    assert changed.timing == {"stretch": Timing(5), "coaching": Timing(3)}
    assert changed.levers.stretch == 0.01
    assert apply_overrides(scenario, {}) == scenario


def test_a_mapping_of_some_sections() -> None:
    assert to_scenario({"levers": {"coaching": 1}}) == Scenario(levers=Scenario().levers._replace(coaching=1.0))


def test_all_faults_from_python_at_once() -> None:
    with pytest.raises(ConfigurationError) as caught:
        load_scenario("half_hearted", {"levers.coachin": 1, "levers.coaching": True, "start.habit": 2})
    assert len(caught.value.faults) == 3


def test_composing_leaves_the_callers_hydra_alone(tmp_path: Path) -> None:
    (tmp_path / "theirs.yaml").write_text("a: 1\n", encoding="utf-8")
    with initialize_config_dir(str(tmp_path), version_base="1.3"):
        theirs, version = GlobalHydra.instance().hydra, VersionBase.instance().getbase()
        for _ in range(2):
            compose(["scenario=new_head"])
        with pytest.raises(ConfigurationError):
            compose(["scenario=nobody"])
        assert GlobalHydra.instance().hydra is theirs
        assert VersionBase.instance().getbase() == version
    GlobalHydra.instance().clear()
    compose()
    assert not GlobalHydra.instance().is_initialized()


@pytest.mark.parametrize("name", ["plain", "with spaces, commas [and] (brackets)", "qu'o\"tes", "back\\slash\\", "été=1"])
def test_the_own_folder_may_be_called_anything(own_folder: Path, name: str) -> None:
    (own_folder / name).mkdir()
    (own_folder / "scenario").rename(own_folder / name / "scenario")
    assert to_scenario(compose(["scenario=mine"], own_folder / name)).levers.coaching == 2.5


def test_further_folders_of_hydra_are_looked_into_as_well(own_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other")
    (other / "context").mkdir()
    (other / "context" / "theirs.yaml").write_text("# @package _global_\ncontext: {trust: {gain: 0.03}}\n", encoding="utf-8")
    mine = MINE.replace("[half_hearted,", "[half_hearted, override /context: theirs,")
    (own_folder / "scenario" / "mine.yaml").write_text(mine, encoding="utf-8")
    composed = compose(["scenario=mine", f"hydra.searchpath=['file://{other}']"], own_folder)
    assert (to_scenario(composed).context.trust.gain, to_scenario(composed).levers.coaching) == (0.03, 2.5)


def test_a_primary_configuration_of_ones_own_lets_every_shipped_file_be_the_shipped_one(own_folder: Path) -> None:
    (own_folder / "own.yaml").write_text("defaults: [config, _self_]\nlevers: {coaching: 1.25}\n", encoding="utf-8")
    (own_folder / "config.yaml").write_text("nonsense: 1\n", encoding="utf-8")
    study = to_study(compose(["compare=[mine]"], own_folder, "own"))
    assert study.scenarios[0].levers.coaching == 1.25, "the primary file comes last"
    assert study.scenarios[1].name == "mine"
