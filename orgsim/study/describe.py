"""What made a result, as plain values that fit JSON: every parameter by its full key, levers with timing, people, dice."""

from __future__ import annotations

import json
from typing import Any

from orgsim.model.parameters import FIXED, LEVERS
from orgsim.model.scenario import Scenario
from orgsim.model.schedule import Timing
from orgsim.organization import Organization
from orgsim.provenance import model_hash, versions
from orgsim.spec.study import Study

Plain = dict[str, Any]


def describe_timing(timing: Timing) -> Plain:
    """When a lever is pulled: `week`, `ramp` and `end` (None: never let go)."""
    return {"week": int(timing.week), "ramp": int(timing.ramp), "end": None if timing.end is None else int(timing.end)}


def describe_scenario(scenario: Scenario) -> Plain:
    """Name, title, every parameter by its full key, and the timing of the levers."""
    fixed = {row.key: float(value) for row, value in zip(FIXED, scenario.fixed(), strict=True)}
    levers = {row.key: float(value) for row, value in zip(LEVERS, scenario.levers, strict=True)}
    return {
        "name": scenario.name,
        "title": scenario.title,
        "shift": describe_timing(scenario.shift),
        "timing": {name: describe_timing(timing) for name, timing in sorted(scenario.timing.items())},
        "parameters": fixed | levers,
    }


def describe_organization(organization: Organization) -> Plain:
    """Name, fingerprint of the tree, people by role, and what was repaired while reading it."""
    report = organization.report
    return {
        "name": organization.name,
        "fingerprint": organization.fingerprint(),
        "people": len(organization),
        "leaders": organization.leaders,
        "managers": organization.managers,
        "workers": organization.workers,
        "depth": organization.depth,
        "repairs": dict(report.counts),
        "unplaced": report.unplaced,
        "dropped": report.dropped,
    }


def describe_design(study: Study) -> Plain:
    """How often, how long and with which dice, and which engine ran it."""
    design = study.design
    return {
        "replications": int(design.replications),
        "first": int(design.first),
        "weeks": int(design.weeks),
        "seed": int(design.seed),
        "unit": int(design.unit),
        "departments": int(design.departments),
        "engine": study.execution.engine,
    }


def attributes(study: Study, scenario: Scenario) -> dict[str, str | int]:
    """The attributes of one scenario's dataset: text and whole numbers only, the same for the same study.

    `specification` and `versions` are JSON texts. Threads, lanes and the time of day are left out: they change no number.
    """
    who, design = describe_organization(study.organization), describe_design(study)
    return described_attributes(describe_scenario(scenario), who, design, model=model_hash(), packages=versions())


def described_attributes(
    scenario: Plain, organization: Plain, design: Plain, *, model: str, packages: Plain
) -> dict[str, str | int]:
    """The same from descriptions, as a manifest holds them; `model` is the model's hash, `packages` their versions."""
    specification = {"scenario": scenario, "organization": organization, "design": design}
    return {
        "title": scenario["title"] or scenario["name"],
        "scenario": scenario["name"],
        "seed": design["seed"],
        "unit": design["unit"],
        "engine": design["engine"],
        "organization": organization["name"],
        "organization_fingerprint": organization["fingerprint"],
        "people": organization["people"],
        "model_hash": model,
        "versions": json.dumps(packages),
        "specification": json.dumps(specification, ensure_ascii=False),
    }
