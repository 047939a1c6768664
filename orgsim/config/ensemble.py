"""Members of a calibration's ensemble: the context file of a calibration holds many accepted sets, and `member` chooses one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from orgsim.errors import ConfigurationError
from orgsim.spec.values import MISSING, fault, is_number


def with_member(config: dict[str, Any], given: frozenset[str]) -> dict[str, Any]:
    """The configuration with the context of the chosen member; keys that were `given` by hand stay as they are.

    Members count from 0, which is the middle set. Without `member` nothing changes. Raises ConfigurationError when the context
    has no ensemble, or no such member.
    """
    member = config.get("member")
    if member is None:
        return config
    section = config.get("calibration")
    members = section.get("ensemble") if isinstance(section, Mapping) else None
    if not isinstance(members, list) or not members:
        raise ConfigurationError(fault("member", member, "null: this context has no ensemble; context=calibrated has one"))
    if not is_number(member, whole=True) or not 0 <= member < len(members):
        raise ConfigurationError(fault("member", member, f"a whole number from 0 to {len(members) - 1}, or null"))
    chosen, section = members[int(member)], config.get("context")
    if not isinstance(chosen, Mapping) or not all(isinstance(key, str) for key in chosen):
        raise ConfigurationError(fault(f"calibration.ensemble[{int(member)}]", chosen, "parameters of the context with values"))
    if not isinstance(section, Mapping):
        return config  # which is told with all other faults
    context = {name: dict(group) if isinstance(group, Mapping) else group for name, group in section.items()}
    for key, value in chosen.items():
        group, _, name = key.partition(".")
        if not isinstance(context.get(group), dict) or name not in context[group]:
            raise ConfigurationError(fault(f"calibration.ensemble key {key}", MISSING, "a parameter of the context"))
        if f"context.{key}" not in given:
            context[group][name] = value
    return {**config, "context": context}
