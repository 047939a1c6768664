"""A scenario's file given by its path: `scenario=plans/mine.yaml`, also the `config.yaml` of a finished run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from orgsim.config.explain import as_fault, foreign_errors
from orgsim.config.schema import is_open, known_keys, leaves, sections_of
from orgsim.errors import ConfigurationError
from orgsim.spec.values import fault, unknown_keys
from orgsim.spec.yaml_file import danger, read_yaml

#: Hydra keeps such choices for the life of the process; the ending keeps them apart from files of the same name in a folder.
FROM_FILE = "__from_file"
#: So many keys that do not exist are told before anything is composed.
MANY = 1_000
#: More values than this take a composition longer than anybody waits.
MOST_VALUES = 10_000
_OTHERS = ("defaults", "hydra", "compared", "calibration", "executor", "experiment")


def is_file_name(name: Any) -> bool:
    """Whether a scenario is named by a path."""
    return isinstance(name, str | Path) and str(name).endswith((".yaml", ".yml"))


def register_file(path: Path, taken: Sequence[str]) -> str:
    """Make the file a choice of the group `scenario`; returns its name there. Raises ConfigurationError."""
    from hydra.core.config_store import ConfigStore

    name = re.sub(r"\W", "_", path.stem) + FROM_FILE
    while name in taken:
        name = f"{name}_"
    try:
        ConfigStore.instance().store(group="scenario", name=name, node=_load(path), package="_global_", provider="orgsim")
    except foreign_errors() as error:
        raise as_fault(error) from error
    return name


def executor_fault(section: Any) -> str:
    """The line for an executor that is no group of keys."""
    return fault("executor", section, "a group of keys, such as executor.processes; executor=<name> chooses one")


def own_file_faults(path: Path) -> list[str]:
    """What in a file of the user's own folder Hydra would hang on or pass over; the rest is told when it is chosen."""
    if line := danger(path):
        return [line]
    try:
        return _hidden_faults(path, read_yaml(path))
    except ConfigurationError:
        return []


def _load(path: Path) -> dict[str, Any]:
    """The file's content: nested groups."""
    node = read_yaml(path, f"scenario={path}")
    if not isinstance(node, dict):
        raise ConfigurationError(f"{path}: a scenario's file holds keys such as 'levers:' and 'shift:'")
    known = known_keys()
    places = {*known, *sections_of(known)}
    strays = {key: value for key, value in leaves(node) if key not in places and not (is_open(key) or key.startswith(_OTHERS))}
    if len(strays) > MANY:  # to compose them would take minutes
        raise ConfigurationError([f"{path}: {line}" for line in unknown_keys(strays, known)])
    if _size(node) > MOST_VALUES:
        raise ConfigurationError(f"{path}: more than {MOST_VALUES:,} values")
    if faults := _hidden_faults(path, node):
        raise ConfigurationError(faults)
    return node


def _hidden_faults(path: Path, node: Any) -> list[str]:
    """Lists in place of groups, which Hydra merges with nothing, and an executor over which the chosen one would be written."""
    if not isinstance(node, dict):
        return []
    groups = {key: node[key] for key in sections_of(known_keys()) if isinstance(node.get(key), list)}
    faults = [fault(key, value, "a group of keys") for key, value in sorted(groups.items())]
    faults += [] if isinstance(node.get("executor", {}), dict) else [executor_fault(node["executor"])]
    return [f"{path}: {line}" for line in faults]


def _size(node: Any) -> int:
    """The values of nested groups and lists."""
    parts = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return 1 + sum(map(_size, parts))
