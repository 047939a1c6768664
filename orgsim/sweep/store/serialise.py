"""The strata of a sweep as JSON and back, each organization and scenario written once."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import numpy as np

from orgsim.config.building import from_scenario, to_scenario
from orgsim.organization import Organization
from orgsim.study.specification import Design, Study
from orgsim.sweep.plan import Factor, Stratum

Plain = dict[str, Any]


def strata_to_plain(strata: tuple[Stratum, ...]) -> Plain:
    """`strata` with places in `organizations` and `scenarios`, which hold each different one once."""
    organizations: dict[str, tuple[int, Plain]] = {}
    scenarios: dict[str, tuple[int, Plain]] = {}
    plain = []
    for stratum in strata:
        organization, scenario = stratum.study.organization, from_scenario(stratum.study.scenarios[0])
        who, what = f"{organization.name} {organization.fingerprint()}", repr(scenario)
        if who not in organizations:
            organizations[who] = (len(organizations), _organization(organization))
        if what not in scenarios:
            scenarios[what] = (len(scenarios), scenario)
        plain.append({"choices": dict(stratum.choices), "organization": organizations[who][0], "scenario": scenarios[what][0]})
    return {
        "organizations": [each for _, each in organizations.values()],
        "scenarios": [each for _, each in scenarios.values()],
        "strata": plain,
    }


def strata_from_plain(plain: Plain, design: Design) -> tuple[Stratum, ...]:
    """The strata again; `design` is that of every study."""
    organizations = [
        Organization.from_bosses(np.array(each["boss"]), ids=each["ids"], name=each["name"]) for each in plain["organizations"]
    ]
    scenarios = [to_scenario(each) for each in plain["scenarios"]]
    return tuple(
        Stratum(each["choices"], Study(organizations[each["organization"]], (scenarios[each["scenario"]],), design))
        for each in plain["strata"]
    )


def factors_to_plain(factors: tuple[Factor, ...]) -> list[Plain]:
    """What was varied; bounds that do not apply are null."""
    return [{name: _finite(value) for name, value in asdict(factor).items()} for factor in factors]


def factors_from_plain(plain: list[Plain]) -> tuple[Factor, ...]:
    """The factors again."""
    numbers = {"low": np.nan, "high": np.nan}
    return tuple(
        Factor(**{name: numbers.get(name, value) if value is None else _tupled(value) for name, value in each.items()})
        for each in plain
    )


def _organization(organization: Organization) -> Plain:
    ids = list(organization.ids)
    plain_ids = None if ids == [str(place) for place in range(len(ids))] else ids
    return {"name": organization.name, "boss": [int(each) for each in organization.boss], "ids": plain_ids}


def _finite(value: Any) -> Any:
    return None if isinstance(value, float) and not np.isfinite(value) else list(value) if isinstance(value, tuple) else value


def _tupled(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
