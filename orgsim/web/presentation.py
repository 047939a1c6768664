"""What pages show first, from `conf/app/`: sliders by group, first charts, and organizations to choose from."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

import numpy as np
import yaml

from orgsim.config import conf_folder
from orgsim.errors import ConfigurationError, suggestion
from orgsim.model.outcomes import OUTCOMES
from orgsim.model.parameters import BY_KEY
from orgsim.model.state import PERSON_FIELD_NAMES
from orgsim.web.organizations import preset, preset_section, presets


def simulator(scenarios: Iterable[str]) -> dict[str, Any]:
    """The choices of `conf/app/simulator.yaml`. Raises ConfigurationError for a name that is not the model's."""
    choices: dict[str, Any] = _read("simulator")
    outcomes = {outcome.name: outcome for outcome in OUTCOMES}
    keys = [slider["key"] for group in choices["groups"] for slider in group["sliders"]] + choices["important"]
    better = choices["better"]["higher"] + choices["better"]["lower"]
    faults = [
        *_unknown("start", choices["start"].values(), list(scenarios)),
        *_unknown("organization", [choices["organization"]], _read("organizations")),
        *_unknown("charts", choices["charts"], outcomes),
        *_unknown("better", better, outcomes),
        *_unknown("groups and important", keys, BY_KEY),
    ]
    if faults:
        raise ConfigurationError(faults)
    return choices


def people() -> dict[str, Any]:
    """The choices of `conf/app/people.yaml`. Raises ConfigurationError for a name that is not the model's."""
    choices: dict[str, Any] = _read("people")
    fields = [each["field"] for each in [*choices["colours"], choices["workers"]]]
    faults = [
        *_unknown("fields", fields, PERSON_FIELD_NAMES, "people"),
        *_unknown("outcomes", choices["outcomes"], [outcome.name for outcome in OUTCOMES], "people"),
    ]
    if faults:
        raise ConfigurationError(faults)
    return choices


def first_charts() -> tuple[str, ...]:
    """Outcomes whose charts are shown where nobody chose others."""
    return tuple(_read("simulator")["charts"])


def longest_run() -> int:
    """The longest run that a page offers, in weeks."""
    return int(_read("simulator")["weeks"])


def sliders() -> list[dict[str, Any]]:
    """The sliders of all groups in their order: `key`, `label`, and where it is narrower than the table `low` and `high`."""
    return [slider for group in _read("simulator")["groups"] for slider in group["sliders"]]


def labels() -> dict[str, str]:
    """What sliders are called, by the key of their parameter."""
    return {slider["key"]: slider["label"] for slider in sliders()}


def mesa_page() -> dict[str, Any]:
    """The choices of `conf/app/viz.yaml`. Raises ConfigurationError for a name that is not the model's."""
    choices: dict[str, Any] = _read("viz")
    fields = [choices["supervisors"], choices["workers"]]
    faults = [
        *_unknown("curves", choices["curves"], [outcome.name for outcome in OUTCOMES], "viz"),
        *_unknown("supervisors and workers", fields, PERSON_FIELD_NAMES, "viz"),
    ]
    if faults:
        raise ConfigurationError(faults)
    return choices


def organizations() -> list[dict[str, Any]]:
    """The organizations of `conf/app/organizations.yaml`: name, title, people, `spans`, and the `section` of a configuration.

    `spans` are pairs (direct reports, how many people in a row have as many) of everyone in the order of levels, the head
    first, those under one boss side by side; people after the last pair have no reports.
    """
    return [_organization(name, each["title"]) for name, each in presets().items()]


def _organization(name: str, title: str) -> dict[str, Any]:
    boss = preset(name).boss
    reports = np.bincount(boss[1:]).tolist()
    return {
        "name": name,
        "title": title,
        "people": len(boss),
        "spans": [[key, len(list(run))] for key, run in groupby(reports)],
        "section": preset_section(name),
    }


def _unknown(where: str, names: Iterable[str], known: Iterable[str], file: str = "simulator") -> list[str]:
    known = list(known)
    return [f"app/{file}.yaml: {where}: {name!r}: unknown{suggestion(name, known)}" for name in names if name not in known]


def _read(name: str) -> Any:
    return yaml.safe_load((conf_folder() / "app" / f"{name}.yaml").read_text(encoding="utf-8"))
