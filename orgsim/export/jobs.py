"""From a job of the command line to what is exported: the scenario asked about and its comparison become futures A, B and C."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from orgsim.config import Composed, Job, compose, to_job
from orgsim.config.places import options
from orgsim.errors import ConfigurationError
from orgsim.export.report import LETTERS, Report
from orgsim.model.parameters import Levers
from orgsim.model.scenario import Scenario
from orgsim.spec.values import shown
from orgsim.web.futures import future_of
from orgsim.web.organizations import preset_section, presets


def job_to_export(overrides: Sequence[str], config_dir: Path | None = None) -> Job:
    """The job that overrides describe. Raises ConfigurationError with a line for every fault.

    Where nothing is left to compare with (`scenario=management_trap` alone), the scenario that the main job runs by default is.
    """
    composed = compose(overrides, config_dir)
    job = _study(composed)
    if len(job.study.scenarios) == 1 and "compare" not in composed.given:
        usual = compose([], config_dir).choice
        job = _study(compose([*overrides, f"compare=[{usual}]"], config_dir))
    names = [each.name for each in job.study.scenarios[1:]]
    if len(names) >= len(LETTERS):
        raise ConfigurationError(
            f"compare={shown(names)}: an export shows three futures; name two scenarios beside the one asked"
        )
    return job


def report_of_job(job: Job, charts: Sequence[str], notes: Mapping[str, str] | None = None) -> Report:
    """The report of a job: A is the scenario compared with, B the one asked about; where nothing is pulled comes first."""
    asked, *others = job.study.scenarios
    scenarios = sorted((*others[:1], asked, *others[1:]), key=lambda each: each.levers != Levers())
    own = {each.name for each in scenarios if not _in_catalog(each)}
    known = options("scenario")
    named = [replace(each, name=f"{each.name}_own") if each.name in own and each.name in known else each for each in scenarios]
    study = replace(job.study, scenarios=tuple(named))
    mine = tuple(each for each, before in zip(named, scenarios, strict=True) if before.name in own)
    return Report(study, _state(job, named, mine, charts), tuple(charts), dict(notes or {}), mine)


def _study(composed: Composed) -> Job:
    """The job, which must be one of a department."""
    kind = composed.config.get("job")
    if kind in ("population", "company"):
        raise ConfigurationError(f"job={kind}: an export shows one organization; leave job and experiment out")
    return to_job(composed)


def _in_catalog(scenario: Scenario) -> bool:
    """Whether pages know the scenario by this name and title, so that only what differs need be told."""
    from orgsim.config import load_scenario

    return scenario.name in options("scenario") and load_scenario(scenario.name).title == scenario.title


def _state(job: Job, scenarios: Sequence[Scenario], own: Sequence[Scenario], charts: Sequence[str]) -> dict[str, Any]:
    """The state of a page that shows the job."""
    futures = [{"scenario": each.name} if each in own else future_of(each) for each in scenarios]
    design = job.study.design
    return {
        "page": "simulator",
        "organization": _choice(job),
        "futures": dict(zip(LETTERS, [*futures, *[futures[0]] * (2 - len(futures)), *[None] * 3], strict=False)),
        "editing": "B",
        "weeks": design.weeks,
        "seed": design.seed,
        "week": design.weeks - 1,
        "charts": list(charts),
    }


def _choice(job: Job) -> dict[str, Any]:
    """One of the organizations to choose from where it is one, else each person's boss."""
    section = dict(job.organization)
    for name in presets():
        if preset_section(name) == section:
            return {"preset": name}
    organization = job.study.organization
    return {"own": {"name": organization.name, "bosses": organization.boss.tolist()}}
