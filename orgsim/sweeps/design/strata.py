"""Strata: a configuration composed once for each choice of groups, and once read for each shape of the organization."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import Any

from orgsim.config.building import as_scenario
from orgsim.config.composing import Composed, compose_checked
from orgsim.config.ensemble import with_member
from orgsim.config.job import to_job
from orgsim.config.overrides import Overrides
from orgsim.config.schema import ORGANIZATIONS, defaults, leaves, lookup
from orgsim.errors import ConfigurationError, OrgsimError
from orgsim.model.parameters import LEVERS
from orgsim.spec.study import Study
from orgsim.spec.values import is_number, shown
from orgsim.sweeps.design.axes import DesignAxis
from orgsim.sweeps.plan import Stratum

#: The most strata that a sweep may have.
MOST = 10_000


@dataclass(frozen=True)
class Choice:
    """One value of a structural key: what it is called, and the override that chooses it."""

    name: str | float
    line: str

    @property
    def key(self) -> str:
        """The key that it is a value of."""
        return self.line.partition("=")[0]

    @property
    def direct(self) -> bool:
        """Whether it changes the composed configuration in one place, so that nothing need be composed again."""
        return is_number(self.name) and (self.key == "member" or self.key.startswith("organization."))


@dataclass(frozen=True)
class Built:
    """A stratum, and what its configuration says, by full key."""

    stratum: Stratum
    found: Mapping[str, Any]


def combinations(axes: Sequence[DesignAxis]) -> list[tuple[Choice, ...]]:
    """Every combination of the values of structural axes, the last axis fastest. Raises ConfigurationError when too many."""
    each = [[Choice(*pair) for pair in zip(axis.factor.values, axis.lines, strict=True)] for axis in axes]
    found = [tuple(choices) for choices in product(*each)]
    if len(found) > MOST:
        keys = ", ".join(axis.factor.key for axis in axes)
        raise ConfigurationError(f"{keys}: make {len(found):,} strata; at most {MOST:,} are possible")
    return found


def composed_with(lines: Sequence[str], chosen: Sequence[str], config_dir: Path | None, *, config_name: str) -> Composed:
    """The configuration of overrides and choices, without overrides for organizations of another kind than the chosen one."""
    kept = (line for line in lines if not _of_another_kind(line, chosen))
    return compose_checked(Overrides((*kept, *chosen), ()), config_dir, config_name)


def first_lines(axes: Sequence[DesignAxis]) -> tuple[str, ...]:
    """The choices that the first combination makes, but for those that need not be composed."""
    firsts = (Choice(axis.factor.values[0], axis.lines[0]) for axis in axes if axis.structural)
    return tuple(choice.line for choice in firsts if not choice.direct)


def build(
    composed: Composed,
    lines: Sequence[str],
    made: tuple[str, ...],
    *,
    chosen: Sequence[tuple[Choice, ...]],
    first: Sequence[Mapping[str, float]],
) -> list[Built]:
    """The strata of all combinations in `chosen`. `first` are the values of each one's first point, by swept key.

    `composed` is the configuration of the overrides `lines` with the choices `made`. Everything about a stratum is checked,
    with the values of its first point in place. Raises ConfigurationError with a line for every fault.
    """
    compositions = _Compositions(composed, lines, made)
    built: list[Built] = []
    faults: list[str] = []
    for choices, values in zip(chosen, first, strict=True):
        try:
            built.append(_built(compositions.of(choices), choices, values))
        except OrgsimError as error:
            label = ", ".join(f"{choice.key}={choice.name}" for choice in choices)
            faults += [f"{label}: {line}" if len(chosen) > 1 and choices else line for line in error.faults]
    if faults:
        raise ConfigurationError(list(dict.fromkeys(faults)))
    return built


class _Compositions:
    """Configurations by what was chosen, each composed once."""

    def __init__(self, composed: Composed, lines: Sequence[str], made: tuple[str, ...]) -> None:
        self._lines = tuple(lines)
        self._config_dir: Path | None = composed.config_dir
        self._config_name = composed.config_name
        self._known = {made: composed}

    def of(self, choices: Sequence[Choice]) -> Composed:
        """The configuration with these choices made, as a copy of one's own."""
        composed = self._composed(tuple(choice.line for choice in choices if not choice.direct))
        config = deepcopy(composed.config)
        config.update(compare=[], compared={})
        for choice in choices:
            if choice.key == "member":
                config = with_member({**config, "member": choice.name}, composed.given)
            elif choice.direct:
                config["organization"][choice.key.removeprefix("organization.")] = choice.name
        return replace(composed, config=config)

    def _composed(self, chosen: tuple[str, ...]) -> Composed:
        if chosen not in self._known:
            self._known[chosen] = composed_with(self._lines, chosen, self._config_dir, config_name=self._config_name)
        return self._known[chosen]


def _of_another_kind(line: str, chosen: Sequence[str]) -> bool:
    """Whether an override is of an organization of another kind than the one chosen."""
    kind = next((each.partition("=")[2] for each in chosen if each.startswith("organization=")), None)
    key = line.lstrip("+").partition("=")[0]
    return kind in ORGANIZATIONS and key.startswith("organization.") and key.partition(".")[2] not in ORGANIZATIONS[kind]


def _built(composed: Composed, choices: Sequence[Choice], first: Mapping[str, float]) -> Built:
    """One stratum, checked with the values of its first point in place."""
    config = composed.config
    study = to_job(replace(composed, config=with_values(config, first))).study
    neutral = with_values(config, {key: lookup(defaults(), key) for key in first})
    sections = {name: neutral[name] for name in defaults()}
    scenario = as_scenario(sections, composed.called)
    own = Study(study.organization, (scenario,), study.design, study.execution)
    follows = tuple(_follows(neutral["timing"], first))
    return Built(Stratum({choice.key: choice.name for choice in choices}, own, follows), dict(leaves(config)))


def with_values(config: dict[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """A copy of the configuration with values by full key."""
    changed = deepcopy(config)
    for key, value in values.items():
        *groups, name = key.split(".")
        lookup(changed, ".".join(groups))[name] = value
    return changed


def _follows(timing: Mapping[str, Mapping[str, Any]], swept: Mapping[str, Any]) -> Iterator[str]:
    """What a lever with a timing of its own leaves to the shift, where the sweep varies that."""
    for lever in (row.name for row in LEVERS):
        own = timing[lever]
        if any(value is not None for value in own.values()):
            for field, value in own.items():
                if value is None and f"shift.{field}" in swept and f"timing.{lever}.{field}" not in swept:
                    yield f"timing.{lever}.{field}"


def described(choices: Mapping[str, str | float]) -> str:
    """What was chosen, as a person would type it."""
    return " ".join(f"{key}={value if isinstance(value, str) else shown(value)}" for key, value in choices.items())
