"""The tables of the model as data for screens: parameters, outcomes, fields of people, mechanisms and scenarios."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from orgsim import provenance
from orgsim.config import compose, from_scenario, list_scenarios, load_scenario
from orgsim.model.mechanisms import MECHANISMS
from orgsim.model.outcomes import OUTCOMES
from orgsim.model.parameters import FIXED, TABLE, Levers, Number, Parameter
from orgsim.model.scenario import Scenario
from orgsim.model.schedule import Timing
from orgsim.model.state import PERSON_FIELDS
from orgsim.spec.bounds import DESIGN, TIMING
from orgsim.spec.study import Design
from orgsim.web.hr_exports import reading
from orgsim.web.leaves_out import TITLE, leaves_out
from orgsim.web.presentation import organizations, people, simulator
from orgsim.web.stories import story
from orgsim.web.written import parts as written


def catalog() -> dict[str, Any]:
    """Everything a screen says of the model, in the order of the tables; numbers, texts and null only.

    `model` is the hash of the model's sources. `scenarios` hold only what deviates from the table: `fixed` by key; `levers` by
    name, each with its value and when it is pulled (`week`, `ramp`, `end`); `timing` by name what a lever's own timing says,
    which leaves open what is as in `shift`. `design` are the usual numbers of a study, `bounds` those of its numbers and of
    dates, `organizations` charts to choose from, `app` what pages show first, `story` the cards of the story page,
    `leaves_out` what the model leaves out, `written` what a configuration is written from.
    """
    design = Design()
    scenarios = list_scenarios()
    return {
        "model": provenance.model_hash(),
        "parameters": [_parameter(row) for row in TABLE],
        "outcomes": [asdict(outcome) for outcome in OUTCOMES],
        "fields": [asdict(field) for field in PERSON_FIELDS],
        "mechanisms": [mechanism._asdict() for mechanism in MECHANISMS],
        "scenarios": [_scenario(*about) for about in scenarios],
        "design": {"replications": design.replications, "weeks": design.weeks, "seed": design.seed},
        "bounds": {name: _bounds(number) for name, number in {**TIMING, **DESIGN}.items()},
        "organizations": organizations(),
        "reading": reading(),
        "people": people(),
        "app": simulator(name for name, _, _ in scenarios),
        "story": story(),
        "written": written(),
        "leaves_out": {"title": TITLE, "statements": list(leaves_out())},
    }


def _bounds(number: Number) -> dict[str, float]:
    return {"low": number.low, "high": number.high}


def _parameter(row: Parameter) -> dict[str, Any]:
    return {"key": row.key, "kind": row.kind, "default": row.default, **asdict(row.number)}


def _scenario(name: str, title: str, description: str) -> dict[str, Any]:
    return entry(load_scenario(name), description, _own_timing(name))


def entry(scenario: Scenario, description: str = "", timing: dict[str, Any] | None = None) -> dict[str, Any]:
    """A scenario as the tables have it; `timing` is what levers say of their own (without it: all there is to say)."""
    fixed = zip(FIXED, scenario.fixed().tolist(), strict=True)
    return {
        "name": scenario.name,
        "title": scenario.title,
        "description": description,
        "fixed": {row.key: value for row, value in fixed if value != row.default},
        "shift": _timing(scenario.shift),
        "levers": _levers(scenario),
        "timing": from_scenario(scenario)["timing"] if timing is None else timing,
    }


def _levers(scenario: Scenario) -> dict[str, Any]:
    everyday, pulled = Levers()._asdict(), scenario.levers._asdict()
    return {
        name: {"value": value, **_timing(scenario.timing.get(name, scenario.shift))}
        for name, value in pulled.items()
        if value != everyday[name]
    }


def _own_timing(name: str) -> dict[str, dict[str, Any]]:
    """What levers say of their own timing in the scenario's file."""
    own = {lever: _given(each) for lever, each in compose([f"scenario={name}"]).config["timing"].items()}
    return {lever: each for lever, each in own.items() if each}


def _given(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _timing(timing: Timing) -> dict[str, int | None]:
    return asdict(timing)
