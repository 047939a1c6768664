"""The config.yaml of a run brings back the same study."""

from __future__ import annotations

from pathlib import Path

import pytest

from orgsim.config import Job, compose, config_text, to_config, to_job
from orgsim.model.parameters import Context

RUNS = [
    [],
    ["scenario=lone_leader", "context.work.turbulence=2", "start.varied=1", "seed=4", "people=[1]"],
    ["scenario=coached_for_a_year", "compare=[lone_leader,replace_untrusted]", "timing.coaching.end=never"],
    [
        "scenario=new_head",
        "compare=[]",
        "organization.layers=2",
        "organization.spread=0.5",
        "organization.workers_per_manager=3",
    ],
]


def same(left: Job, right: Job) -> bool:
    studies = left.study, right.study
    parts = [(study.scenarios, study.design, study.organization.fingerprint(), study.execution.engine) for study in studies]
    return parts[0] == parts[1] and left.people == right.people


@pytest.mark.parametrize("overrides", RUNS, ids=str)
def test_a_run_can_be_run_again(overrides: list[str], tmp_path: Path) -> None:
    job = to_job(compose(overrides))
    path = tmp_path / "config.yaml"
    path.write_text(config_text(job), encoding="utf-8")
    again = to_job(compose([f"scenario={path}"]))
    assert same(job, again)
    assert to_config(again) == to_config(job)


def test_a_run_on_a_chart_can_be_run_again(tmp_path: Path) -> None:
    chart = tmp_path / "people.csv"
    chart.write_text("id,boss\n1,\n2,1\n3,2\n4,2\n5,1\n", encoding="utf-8")
    job = to_job(compose(["organization=hris", f"organization.path={chart}"]))
    path = tmp_path / "config.yaml"
    path.write_text(config_text(job), encoding="utf-8")
    assert same(job, to_job(compose([f"scenario={path}"])))


def test_a_run_again_with_a_change(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(config_text(to_job(compose(["scenario=lone_leader"]))), encoding="utf-8")
    study = to_job(compose([f"scenario={path}", "seed=9", "levers.coaching=1", "context.trust.gain=0.2"])).study
    asked, trap = study.scenarios
    assert study.design.seed == 9
    assert (asked.levers.coaching, trap.levers.coaching) == (1, 0)
    assert (asked.context.trust.gain, trap.context.trust.gain) == (0.2, 0.2)
    assert (asked.context.style.peers, trap.context.style.peers) == (0, Context().style.peers)
