"""An organization as pages and servers speak of it: one of those to choose from, or each person's boss."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from orgsim.config.places import conf_folder
from orgsim.errors import ConfigurationError, OrganizationError
from orgsim.organization import Organization
from orgsim.spec.values import fault, is_number, name_fault

_WANTED = "{'preset': name} or {'own': {'name': text, 'bosses': each person's boss as a place in the list, -1 for the head}}"


def organization_of(choice: Any, called: str = "organization") -> Organization:
    """The organization that a choice describes: `{preset}`, `{own: {name, bosses}}` or `{bosses}`.

    Raises ConfigurationError with a line for every fault; `called` names the choice in them.
    """
    if not isinstance(choice, Mapping):
        raise ConfigurationError(fault(called, choice, _WANTED))
    if "preset" in choice:
        return preset(choice["preset"], f"{called}.preset")
    own = choice.get("own", choice)
    if not isinstance(own, Mapping) or "bosses" not in own:
        raise ConfigurationError(f"{called}: must be {_WANTED}")
    return _own(own, f"{called}.own.bosses" if "own" in choice else f"{called}.bosses")


def presets() -> dict[str, dict[str, Any]]:
    """The organizations to choose from, in `conf/app/organizations.yaml`: title and what deviates from the usual numbers."""
    text = (conf_folder() / "app" / "organizations.yaml").read_text(encoding="utf-8")
    found: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return found


def preset_section(name: str) -> dict[str, Any]:
    """The section `organization` of a configuration that makes one of those to choose from."""
    usual = yaml.safe_load((conf_folder() / "organization" / "synthetic.yaml").read_text(encoding="utf-8"))
    return {**usual, **{key: value for key, value in presets()[name].items() if key != "title"}}


def preset(name: Any, called: str = "organization.preset") -> Organization:
    """One of the organizations to choose from. Raises ConfigurationError when there is none of this name."""
    known = presets()
    if not isinstance(name, str) or name not in known:
        raise ConfigurationError(name_fault(called, name, known))
    numbers = {key: value for key, value in preset_section(name).items() if key != "kind"}
    return Organization.synthetic(**numbers, name=known[name]["title"])


def _own(own: Mapping[str, Any], called: str) -> Organization:
    bosses, name = own["bosses"], own.get("name", "")
    if not isinstance(bosses, list) or not all(is_number(each, whole=True) and abs(each) < 2**31 for each in bosses):
        raise ConfigurationError(f"{called}: must be whole numbers: each person's boss as a place in the list, -1 for the head")
    if not isinstance(name, str):
        raise ConfigurationError(fault(called.replace("bosses", "name"), name, "text"))
    try:
        return Organization.from_bosses([int(each) for each in bosses], name=name or "Your organization")
    except OrganizationError as error:
        raise ConfigurationError([f"{called}: {line}" for line in error.faults]) from error
