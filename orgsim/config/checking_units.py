"""The sections `population` and `company`, held against what they may say, whether the job uses them or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from orgsim.config.places import options
from orgsim.config.schema import OPEN, POPULATION, SHAPES, UNITS, UNITS_KEYS, leaves
from orgsim.model.parameters import BY_KEY
from orgsim.spec.texts import name_wanted
from orgsim.spec.values import MISSING, fault, is_number, name_fault, number_faults, shown, unknown

_DEPARTMENT = ("scenario", "organization", "overrides")


def units_faults(config: Mapping[str, Any]) -> list[str]:
    """A line for every fault of both sections."""
    company = company_faults(config.get("company"), used=config.get("job") == "company")
    return [*population_faults(config.get("population")), *company]


def population_faults(section: Any) -> list[str]:
    """A line for every fault of the section `population`."""
    if not isinstance(section, Mapping):
        return [fault("population", section, "a group of keys, such as population.units")]
    faults = list(_unknown("population", section))
    for name, number in POPULATION.items():
        faults += number_faults(f"population.{name}", section.get(name, MISSING), number)
    for name, number in SHAPES.items():
        faults += range_faults(
            f"population.{name}", section.get(name, MISSING), number.low, high=number.high, whole=number.whole
        )
    varied = {} if section.get("vary") is None else section["vary"]
    if not isinstance(varied, Mapping):
        return [*faults, fault("population.vary", varied, "ranges by full key, such as {context.work.turbulence: [0.8, 1.2]}")]
    for key, limits in leaves(varied):
        if key not in BY_KEY:
            faults.append(unknown(f"population.vary.{key}", limits, [f"population.vary.{each}" for each in BY_KEY]))
        else:
            number = BY_KEY[key].number
            faults += range_faults(f"population.vary.{key}", limits, number.low, high=number.high, whole=number.whole)
    return faults


def range_faults(key: str, value: Any, low: float, *, high: float, whole: bool) -> list[str]:
    """Nothing, or the line for something that is not two numbers in order, within bounds."""
    kind = "whole numbers" if whole else "numbers"
    wanted = f"two {kind} from {low:g} to {high:g} in order, such as [{low:g}, {high:g}]"
    if not isinstance(value, list | tuple) or len(value) != 2 or not all(is_number(each, whole) for each in value):
        return [fault(key, value, wanted)]
    return [] if low <= value[0] <= value[1] <= high else [fault(key, value, wanted)]


def company_faults(section: Any, *, used: bool = True) -> list[str]:
    """A line for every fault of the section `company`, but for those of its scenarios and organizations.

    Only where it is `used` must it have departments.
    """
    if not isinstance(section, Mapping):
        return [fault("company", section, "a group of keys, such as company.departments")]
    faults = list(_unknown("company", section))
    for name, number in UNITS.items():
        faults += number_faults(f"company.{name}", section.get(name, MISSING), number)
    departments = section.get("departments")
    if not isinstance(departments, Mapping) or (used and len(departments) < 2):
        wanted = "at least two departments by name, such as {it: {scenario: management_trap}, sales: {}}"
        return [*faults, fault("company.departments", departments, wanted)]
    return faults + [line for name, each in departments.items() for line in _department_faults(name, each)]


def _department_faults(name: Any, section: Any) -> Iterator[str]:
    key = f"company.departments.{name}"
    if wanted := name_wanted(name):
        yield f"company.departments: {shown(name)} is no department's name: must be {wanted}"
        return
    if section is not None and not isinstance(section, Mapping):
        yield fault(key, section, "a group of keys: scenario, organization, overrides")
        return
    for each, value in (section or {}).items():
        if each not in _DEPARTMENT:
            yield unknown(f"{key}.{each}", value, [f"{key}.{known}" for known in _DEPARTMENT])
        elif each == "scenario" and value not in (known := options("scenario")):
            yield name_fault(f"{key}.scenario", value, known)
        elif each != "scenario" and not isinstance(value, Mapping):
            yield fault(f"{key}.{each}", value, "a group of keys")


def _unknown(section: str, found: Mapping[str, Any]) -> Iterator[str]:
    keys = {f"{section}.{name}": value for name, value in found.items()}
    for key, value in keys.items():
        if key not in UNITS_KEYS and key not in OPEN:
            yield unknown(key, value, UNITS_KEYS)
