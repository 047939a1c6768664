"""A composed configuration held against the parameter table: every fault at once, a line each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import Any

from orgsim.config.checking_units import units_faults
from orgsim.config.files import executor_fault
from orgsim.config.places import conf_folder
from orgsim.config.schema import JOBS, NEVER, ORGANIZATIONS, TEXTS, defaults, known_keys, leaves, scenario_keys, sections_of
from orgsim.errors import nearest
from orgsim.model.parameters import BY_KEY, LEVERS
from orgsim.organization.synthetic import BOUNDS
from orgsim.spec.bounds import DESIGN, LANES, THREADS, TIMING
from orgsim.spec.checks import department_faults
from orgsim.spec.study import ENGINES
from orgsim.spec.texts import name_wanted, text_wanted
from orgsim.spec.values import MISSING, MOST_LINES, fault, is_number, name_fault, number_faults, shown, unknown, unknown_keys
from orgsim.spec.yaml_file import read_yaml

Leaves = dict[str, Any]
_NOT_SHARED = {*defaults(), "organization", "compared", "population", "company", "calibration", "executor"}


def gap_fits(start: Any, most: Any) -> Any:
    """Whether a gap starts no wider than it can become; of numbers or arrays."""
    return start <= most


def end_fits(week: Any, end: Any) -> Any:
    """Whether levers are let go after they are pulled; of numbers or arrays."""
    return end > week


def scenario_faults(config: Mapping[str, Any]) -> list[str]:
    """Faults of one scenario: its sections `context`, `levers`, `start`, `events`, `shift`, `timing`, `scenario`."""
    sections = defaults().keys()
    found = dict(leaves({name: config[name] for name in config if name in sections}))
    faults = _unknown_keys(found, scenario_keys())
    faults += [line for key in scenario_keys() if key in found for line in _scenario_value(key, found[key])]
    return [*faults, *_gap_faults(found), *_timing_faults(found)]


def study_faults(config: Mapping[str, Any], scenarios: Sequence[str]) -> list[str]:
    """Faults of everything that scenarios share: the design, the execution, what to compare and the organization."""
    found = dict(leaves({name: value for name, value in config.items() if name not in _NOT_SHARED}))
    faults = _unknown_keys(found, known_keys())
    for key, number in DESIGN.items():
        faults += number_faults(key, found.get(key, MISSING), number)
    faults += [line for key, check in _EXECUTION.items() for line in check(key, found.get(key))]
    faults += (
        _definition_faults(config.get("compared")) + _people_faults(found) + _compare_faults(found.get("compare"), scenarios)
    )
    faults += _series_faults(found) + _company_faults(found) + organization_faults(config.get("organization"))
    return [*faults, *executor_faults(config.get("executor", {})), *units_faults(config)]


def organization_faults(section: Any) -> list[str]:
    """Faults of the section `organization`, except those that only its files can show."""
    if not isinstance(section, Mapping):
        return [fault("organization", section, "a group of keys, such as organization.leaders")]
    kind = section.get("kind", MISSING)
    if not isinstance(kind, str) or kind not in ORGANIZATIONS:
        return [name_fault("organization.kind", kind, ORGANIZATIONS)]
    fields = {f"organization.{name}": type_name for name, type_name in ORGANIZATIONS[kind].items()}
    found = dict(leaves({"organization": section}))
    faults = _unknown_keys(found, [*fields, "organization.kind"], known_keys(kind))
    return faults + [line for key, name in fields.items() for line in _typed(key, found.get(key, MISSING), name)]


def executor_faults(section: Any) -> list[str]:
    """Faults of the section `executor` that can be told whatever it will run; a sweep looks at its values."""
    if not isinstance(section, Mapping):
        return [executor_fault(section)]
    kinds = sorted(path.stem for path in (conf_folder() / "executor").glob("*.yaml"))
    kind = section.get("kind", MISSING)
    if kind not in kinds:
        return [name_fault("executor.kind", kind, kinds)]
    known = [f"executor.{key}" for key in ("kind", *read_yaml(conf_folder() / "executor" / f"{kind}.yaml"))]
    return unknown_keys({key: value for key, value in leaves({"executor": section}) if key not in known}, known)


def _unknown_keys(found: Leaves, known: Sequence[str], similar: Sequence[str] | None = None) -> list[str]:
    """A line for every key that does not exist, and for every group that is not a group."""
    sections = sections_of(known)
    strays = {key: value for key, value in found.items() if key not in known and value != {}}
    lines = [_stray(key, value, known, sections, similar or known) for key, value in islice(strays.items(), MOST_LINES)]
    return [*lines, *([f"and {len(strays) - MOST_LINES:,} more unknown keys"] if len(strays) > MOST_LINES else [])]


def _stray(key: str, value: Any, known: Sequence[str], sections: set[str], similar: Sequence[str]) -> str:
    """The line for one key that is not a key of the configuration."""
    if key in sections:
        example = next(each for each in known if each.startswith(f"{key}."))
        return fault(key, value, f"a group of keys, such as {example}")
    inside = key.removeprefix("scenario.")
    if inside != key and (inside in known or inside.partition(".")[0] in defaults()):
        return f"{key}={shown(value)}: unknown key; a scenario's file must begin with the line '# @package _global_'"
    return unknown(key, value, similar)


def _scenario_value(key: str, value: Any) -> list[str]:
    """Nothing, or the fault of one value of a scenario."""
    if key in BY_KEY:
        return number_faults(key, value, BY_KEY[key].number)
    section, _, name = key.rpartition(".")
    if key in TEXTS:
        if key == "scenario.name" and value is None:
            return []
        wanted = "text" if value == MISSING else name_wanted(value) if key == "scenario.name" else text_wanted(value)
        return [fault(key, value, wanted)] if wanted else []
    if value is None and (name == "end" or section != "shift"):
        return []
    if name == "end" and value == NEVER:
        return []
    if name == "end":
        also = f", null or {NEVER}" if section == "shift" else f", {NEVER}, or null for that of the shift"
    else:
        also = "" if section == "shift" else ", or null for that of the shift"
    return number_faults(key, value, TIMING[name], also=also)


def gap_keys() -> list[tuple[str, str]]:
    """Where each gap starts, and the most that it can become."""
    return [(f"context.improvement.{gap}_start", f"context.improvement.{gap}_max") for gap in ("visible", "local")]


def _gap_faults(found: Leaves) -> list[str]:
    """Gaps that start wider than they can become."""
    lines = []
    for start, most in gap_keys():
        if is_number(found.get(start)) and is_number(found.get(most)) and not gap_fits(found[start], found[most]):
            lines.append(f"{start}={shown(found[start])}: must not exceed {most}, which is {shown(found[most])}")
    return lines


def _timing_faults(found: Leaves) -> list[str]:
    """Levers that would be let go before they are pulled."""
    week, end = found.get("shift.week"), found.get("shift.end")
    lines = _end_faults("shift", week, end)
    for row in LEVERS:
        section = f"timing.{row.name}"
        own_week, own_end = found.get(f"{section}.week"), found.get(f"{section}.end")
        if own_week is not None or own_end is not None:
            lines += _end_faults(section, week if own_week is None else own_week, end if own_end is None else own_end)
    return lines


def _end_faults(section: str, week: Any, end: Any) -> list[str]:
    """Nothing, or the line for an end that does not come after the first week."""
    if not (is_number(week) and is_number(end)) or end_fits(week, end):
        return []
    return [f"{section}.end={shown(end)}: must come after the first week, which is {shown(week)} ({section}.week), or be null"]


def _people_faults(found: Leaves) -> list[str]:
    """Replications to record that are not among those run."""
    value, replications = found.get("people"), found["replications"]
    if value is None or number_faults("replications", replications, DESIGN["replications"]):
        return []
    chosen = value if isinstance(value, list) else [value]
    if all(is_number(each, whole=True) and 0 <= each < replications for each in chosen):
        return []
    return [fault("people", value, f"a list of replications from 0 to {int(replications) - 1}, such as [0]")]


def _company_faults(found: Leaves) -> list[str]:
    """People of a company of several departments, or more departments than there are numbers for."""
    if any(number_faults(key, found[key], DESIGN[key]) for key in ("unit", "departments")):
        return []
    asked = ["people"] if found.get("people") not in (None, []) else []
    return department_faults(int(found["unit"]), int(found["departments"]), asked)


def _series_faults(found: Leaves) -> list[str]:
    """What can be had only where runs are kept week by week, asked for together with summaries alone."""
    if found.get("series") is not False:
        return []
    faults = []
    if found.get("people") not in ([], None):
        faults.append(fault("people", found["people"], "empty with series=false, which keeps no run week by week"))
    if found.get("job") in JOBS[1:]:
        faults.append(fault("series", False, f"true for job={found['job']}, which keeps surveys alone anyway"))
    return faults


def _definition_faults(value: Any) -> list[str]:
    """Definitions of compared scenarios that are no groups of keys."""
    wanted = "a group of keys, such as compared.<scenario>.levers"
    if not isinstance(value, Mapping):
        return [fault("compared", value, wanted)]
    if numbers := [name for name in value if not isinstance(name, str)]:
        return [f"compared: the scenario {shown(numbers[0])} must be called by a text; put it in quotes"]
    return [fault(f"compared.{name}", each, wanted) for name, each in value.items() if not isinstance(each, Mapping)]


def _compare_faults(value: Any, scenarios: Sequence[str]) -> list[str]:
    """Names to compare that are no scenarios, or twice the same."""
    names = compared_names(value)
    if names is None:
        return [fault("compare", value, "a list of scenarios, such as [management_trap]")]
    unknown_names = [name for name in dict.fromkeys(names) if name not in scenarios]
    lines = []
    for name in unknown_names[:MOST_LINES]:
        match = nearest(name, scenarios)
        hint = f"; did you mean '{match}'?" if match else "; orgsim scenarios lists them"
        lines.append(f"compare={shown(names)}: {shown(name)} is not a scenario{hint}")
    if len(unknown_names) > MOST_LINES:
        lines.append(f"compare: {len(unknown_names) - MOST_LINES:,} more names are not scenarios")
    twice = [name for name, times in Counter(names).items() if times > 1]
    return lines + [f"compare={shown(names)}: {shown(name)} is there twice" for name in twice[:MOST_LINES]]


def compared_names(value: Any) -> list[str] | None:
    """The names in `compare`, which may be one name; None where it is something else."""
    names = [] if value is None else [value] if isinstance(value, str) else value
    return names if isinstance(names, list) and all(isinstance(name, str) for name in names) else None


def _typed(key: str, value: Any, type_name: str) -> list[str]:
    """Nothing, or the line for a value of an organization that is not of its type."""
    if type_name == "switch":
        return [] if isinstance(value, bool) else [fault(key, value, "true or false")]
    if type_name == "number":
        return [] if is_number(value) else [fault(key, value, "a number")]
    if type_name == "whole":
        low, high = BOUNDS[key.rpartition(".")[2]]
        return [] if is_number(value, whole=True) else [fault(key, value, f"a whole number from {low} to {high:,}")]
    if value is None and type_name != "text":
        return []
    wanted = "a file" if key.rpartition(".")[2] in ("path", "senior", "junior") else "text"
    return [] if isinstance(value, str) and value not in ("", MISSING) else [fault(key, value, wanted)]


def _engine(key: str, value: Any) -> list[str]:
    return [] if value in ENGINES else [name_fault(key, value, ENGINES)]


def _switch(key: str, value: Any) -> list[str]:
    return [] if isinstance(value, bool) else [fault(key, value, "true or false")]


def _job(key: str, value: Any) -> list[str]:
    return [] if value in JOBS else [name_fault(key, value, JOBS)]


def _threads(key: str, value: Any) -> list[str]:
    return [] if value is None else number_faults(key, value, THREADS, also=", or null for all")


def _lanes(key: str, value: Any) -> list[str]:
    valid = value is None or (is_number(value, whole=True) and value in LANES)
    return [] if valid else [fault(key, value, f"one of {', '.join(map(str, LANES))}, or null for automatic")]


def _output(key: str, value: Any) -> list[str]:
    return [] if value is None or (isinstance(value, str) and value) else [fault(key, value, "a folder, or null")]


_EXECUTION: dict[str, Callable[[str, Any], list[str]]] = {
    "job": _job,
    "engine": _engine,
    "threads": _threads,
    "lanes": _lanes,
    "series": _switch,
    "output": _output,
    "overwrite": _switch,
}
