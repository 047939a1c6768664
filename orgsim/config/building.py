"""From configurations to scenarios, and back to configurations."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from orgsim.config.checking import scenario_faults
from orgsim.config.composing import Composed, compose, compose_checked
from orgsim.config.files import is_file_name, register_file
from orgsim.config.overrides import Overrides
from orgsim.config.places import options
from orgsim.config.schema import NEVER, defaults, leaves, scenario_keys
from orgsim.errors import ConfigurationError
from orgsim.model.parameters import Context, Events, Levers, Start
from orgsim.model.scenario import Scenario
from orgsim.model.schedule import Timing
from orgsim.spec.texts import name_wanted
from orgsim.spec.values import fault, name_fault, unknown


def to_scenario(config: Mapping[str, Any] | Composed) -> Scenario:
    """The scenario that a composed configuration describes. Raises ConfigurationError with a line for every fault.

    A mapping may hold a part of the sections only; what it leaves out is as in the parameter table.
    """
    choice = config.called if isinstance(config, Composed) else "custom"
    sections = _filled(config.config if isinstance(config, Composed) else config)
    faults = scenario_faults(sections)
    if not faults and (wanted := name_wanted(sections["scenario"]["name"] or choice)):
        faults.append(fault("scenario.name", choice, wanted))
    if faults:
        raise ConfigurationError(faults)
    return as_scenario(sections, choice)


def as_scenario(sections: Mapping[str, Any], choice: str = "custom") -> Scenario:
    """The scenario that complete sections describe, as they are: `to_scenario` without its checks."""
    return Scenario(
        name=sections["scenario"]["name"] or choice,
        title=sections["scenario"]["title"],
        context=Context(**{name: _group(group, sections["context"][name]) for name, group in Context()._asdict().items()}),
        start=_group(Start(), sections["start"]),
        events=Events(**{name: _group(group, sections["events"][name]) for name, group in Events()._asdict().items()}),
        levers=_group(Levers(), sections["levers"]),
        shift=_shift(sections["shift"]),
        timing=_timing(sections["timing"], sections["shift"]),
    )


def load_scenario(
    name: str | Path, overrides: Mapping[str, Any] | None = None, config_dir: Path | str | None = None
) -> Scenario:
    """A scenario by its name or its file, with changes by full key.

    Parameters
    ----------
    name : str or Path
        A scenario's name (`orgsim scenarios` lists them) or the path of a scenario file.
    overrides : mapping of str to value, optional
        Changes of parameters by full key, as in `{"context.trust.loss_to_gain": 3}` (`orgsim parameters` lists them).
    config_dir : str or Path, optional
        A folder of one's own with `scenario/<name>.yaml`.

    Returns
    -------
    Scenario
        The scenario, checked.

    Raises
    ------
    ConfigurationError
        With a line for every fault: the key, its value, what is allowed, and the nearest right name.

    Examples
    --------
    >>> import orgsim
    >>> orgsim.load_scenario("half_hearted", {"levers.coaching": 2}).levers.coaching
    2.0
    """
    folder = None if config_dir is None else Path(config_dir)
    known = options("scenario", folder)
    if is_file_name(name):
        name = register_file(Path(name), known)
        composed = compose_checked(Overrides((f"scenario={name}",), ()), folder)
    elif name not in known:
        raise ConfigurationError(name_fault("scenario", name, known))
    else:
        composed = _shipped(str(name)) if folder is None else compose([f"scenario={name}"], folder)
    sections = _filled(composed.config)
    sections["scenario"]["name"] = sections["scenario"]["name"] or composed.called
    return _overridden(sections, overrides or {})


def scenario_from(scenario: str | Path | Scenario) -> Scenario:
    """A scenario as it is, or the shipped one of that name, or the one in that file. Raises ConfigurationError."""
    if isinstance(scenario, Scenario):
        return scenario
    return load_scenario(scenario)


def apply_overrides(scenario: Scenario, overrides: Mapping[str, Any]) -> Scenario:
    """The scenario with changes by full key. Raises ConfigurationError."""
    return _overridden(_filled(from_scenario(scenario)), overrides)


def from_scenario(scenario: Scenario) -> dict[str, Any]:
    """The sections of a configuration that describe a scenario, each value written out."""
    groups = {
        "context": {name: group._asdict() for name, group in scenario.context._asdict().items()},
        "start": scenario.start._asdict(),
        "levers": scenario.levers._asdict(),
        "events": {name: group._asdict() for name, group in scenario.events._asdict().items()},
    }
    timing = {lever: _plain_timing(own, NEVER) for lever, own in scenario.timing.items()}
    name = {"name": scenario.name, "title": scenario.title}
    return {"scenario": name, **groups, "shift": _plain_timing(scenario.shift), "timing": timing}


def _overridden(sections: dict[str, Any], overrides: Mapping[str, Any]) -> Scenario:
    """The scenario of complete sections with changes by full key."""
    known = scenario_keys()
    faults = []
    for key, value in leaves(overrides):
        if key in known:
            _set(sections, key, value)
        else:
            faults.append(unknown(key, value, known))
    faults += scenario_faults(sections)
    if faults:
        raise ConfigurationError(faults)
    return to_scenario(sections)


@cache
def _shipped(name: str) -> Composed:
    """One of orgsim's own scenarios, composed once."""
    return compose([f"scenario={name}"])


def _filled(config: Mapping[str, Any]) -> dict[str, Any]:
    """A copy of the sections of a scenario, with everything left out as in the table."""
    return _laid_over(defaults(), {name: deepcopy(value) for name, value in config.items() if name in defaults()})


def _laid_over(below: dict[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    for key, value in above.items():
        under = below.get(key)
        below[key] = _laid_over(under, value) if isinstance(under, dict) and isinstance(value, Mapping) else value
    return below


def _set(sections: dict[str, Any], key: str, value: Any) -> None:
    *groups, name = key.split(".")
    for each in groups:
        sections = sections[each]
    sections[name] = value


def _group(group: Any, values: Mapping[str, Any]) -> Any:
    """A group of parameters with its values, all of them floats."""
    return type(group)(**{name: float(values[name]) for name in group._fields})


def _shift(section: Mapping[str, Any]) -> Timing:
    return Timing(int(section["week"]), int(section["ramp"]), _end(section["end"]))


def _timing(section: Mapping[str, Mapping[str, Any]], shift: Mapping[str, Any]) -> dict[str, Timing]:
    """The levers with a timing of their own; what it leaves open is that of the shift."""
    own = {lever: {name: value for name, value in each.items() if value is not None} for lever, each in section.items()}
    return {lever: _shift({**shift, **each}) for lever, each in own.items() if each}


def _end(value: Any) -> int | None:
    return None if value is None or value == NEVER else int(value)


def _plain_timing(timing: Timing, endless: str | None = None) -> dict[str, Any]:
    return {"week": timing.week, "ramp": timing.ramp, "end": endless if timing.end is None else timing.end}
