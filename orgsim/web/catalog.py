"""The tables of the model as data for screens: parameters, outcomes, fields of people, mechanisms and scenarios."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from orgsim.config import list_scenarios, load_scenario
from orgsim.model.mechanisms import MECHANISMS
from orgsim.model.outcomes import OUTCOMES
from orgsim.model.parameters import FIXED, TABLE, Levers, Parameter
from orgsim.model.scenario import Scenario
from orgsim.model.schedule import Timing
from orgsim.model.state import PERSON_FIELDS
from orgsim.study.specification import Design


def catalog() -> dict[str, Any]:
    """Everything a screen says of the model, in the order of the tables; numbers, texts and null only.

    `scenarios` hold only what deviates from the table: `fixed` by key; `levers` by name, each with its value and when it is
    pulled (`week`, `ramp`, `end`). `design` are the usual numbers of a study.
    """
    design = Design()
    return {
        "parameters": [_parameter(row) for row in TABLE],
        "outcomes": [asdict(outcome) for outcome in OUTCOMES],
        "fields": [asdict(field) for field in PERSON_FIELDS],
        "mechanisms": [mechanism._asdict() for mechanism in MECHANISMS],
        "scenarios": [_scenario(*about) for about in list_scenarios()],
        "design": {"replications": design.replications, "weeks": design.weeks, "seed": design.seed},
    }


def _parameter(row: Parameter) -> dict[str, Any]:
    return {"key": row.key, "kind": row.kind, "default": row.default, **asdict(row.number)}


def _scenario(name: str, title: str, description: str) -> dict[str, Any]:
    scenario = load_scenario(name)
    changed = {row.key: value for row, value in zip(FIXED, scenario.fixed().tolist(), strict=True) if value != row.default}
    return {
        "name": name,
        "title": title,
        "description": description,
        "fixed": changed,
        "shift": _timing(scenario.shift),
        "levers": _levers(scenario),
    }


def _levers(scenario: Scenario) -> dict[str, Any]:
    everyday, pulled = Levers()._asdict(), scenario.levers._asdict()
    return {
        name: {"value": value, **_timing(scenario.timing.get(name, scenario.shift))}
        for name, value in pulled.items()
        if value != everyday[name]
    }


def _timing(timing: Timing) -> dict[str, int | None]:
    return asdict(timing)
