"""Overrides of the command line, read before Hydra composes, so that a mistyped key or name costs one clear line."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orgsim.config.explain import foreign_errors
from orgsim.config.files import is_file_name, own_file_faults, register_file
from orgsim.config.places import GROUPS, conf_folder, folders, group_folders, options
from orgsim.config.quoting import hint
from orgsim.config.schema import OPEN, ORGANIZATIONS, is_open, known_keys, leaves, sections_of
from orgsim.errors import ConfigurationError, nearest, suggestion
from orgsim.spec.texts import unprintable
from orgsim.spec.values import name_fault, shown, unknown
from orgsim.spec.yaml_file import LONGEST_NUMBER, read_yaml

if TYPE_CHECKING:
    from hydra.core.override_parser.types import Override


@dataclass(frozen=True)
class Overrides:
    """Overrides that Hydra can have, and a line for each of those that it cannot."""

    kept: tuple[str, ...]
    faults: tuple[str, ...]


@dataclass
class _Reading:
    """What overrides are read against. `words` are the bare words that would mean something else."""

    config_dir: Path | None
    multirun: bool
    words: Sequence[str]
    kind: str | None
    groups: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    sections: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.groups = group_folders(self.config_dir)
        self.keys = known_keys(self.kind)
        self.sections = sections_of(self.keys)


def read_overrides(
    lines: Sequence[str], config_dir: Path | None = None, multirun: bool = False, *, words: Sequence[str] = ()
) -> Overrides:
    """Check keys and chosen names of overrides. Values are checked once everything is composed."""
    faults = folder_faults(config_dir)
    if config_dir is not None and not config_dir.is_dir():
        config_dir = None
    reading = _Reading(config_dir, multirun, words, _kind(lines))
    kept: list[str] = []
    for line in lines:
        try:
            kept.append(_read(line, reading))
        except ConfigurationError as error:
            faults.extend(error.faults)
    return Overrides(tuple(kept), tuple(dict.fromkeys(faults)))


def folder_faults(config_dir: Path | None) -> list[str]:
    """What is wrong with the user's own folder: it is missing, or its files have names that orgsim's own have.

    Raises ConfigurationError where Hydra would hang on one of them, for then nothing can be composed to find more.
    """
    if config_dir is None:
        return []
    if not config_dir.is_dir():
        return [f"--config-dir {config_dir}: no such folder"]
    own = [*config_dir.glob("*.yaml"), *(path for group in GROUPS for path in (config_dir / group).glob("*.yaml"))]
    if hostile := [line for path in sorted(own) for line in own_file_faults(path)]:
        raise ConfigurationError(hostile)
    return [
        f"{path}: orgsim has a {group} of this name; give your file another"
        for group in GROUPS
        for path in sorted((config_dir / group).glob("*.yaml"))
        if (conf_folder() / group / path.name).exists()
    ]


def _read(line: str, reading: _Reading) -> str:
    """The override as Hydra gets it. Raises ConfigurationError."""
    if re.search(rf"[0-9]{{{LONGEST_NUMBER + 1}}}", line):
        raise ConfigurationError(f"{shown(line)}: has a number of more than {LONGEST_NUMBER} digits")
    if found := unprintable(line):
        raise ConfigurationError(f"{shown(line)}: has the control character {found}; leave it out")
    if "=" not in line and not line.startswith("~"):
        raise ConfigurationError(_word_fault(line, reading))
    override = parse_override(line)
    key = override.key_or_group
    if override.is_hydra_override() or key.startswith("hydra/"):
        return line
    if override.is_delete():
        raise ConfigurationError(f"{line}: a key cannot be removed; give it another value")
    if override.is_sweep_override() and not reading.multirun:
        raise ConfigurationError(f"{line}: several values need --multirun; a list is written {key}=[…,…]")
    if key in reading.groups:
        return _read_group(line, override, reading)
    if key.startswith("executor."):
        return _read_executor(line, override, reading)
    value = _value(override)
    known = (*reading.keys, *reading.sections)
    strays = [each for each in leaves({key: value}) if each[0] not in known and not is_open(each[0])]
    if strays:
        raise ConfigurationError([_unknown(each, given, reading) for each, given in strays])
    stripped = line.lstrip("+")
    return f"++{stripped}" if key in OPEN or is_open(key) else stripped  # where keys are the user's own, they may be new


def _read_executor(line: str, override: Override, reading: _Reading) -> str:
    """An override of a setting of the executor."""
    key, known = override.key_or_group, _executor_keys(reading.config_dir)
    if key not in known and not key.startswith(tuple(f"{each}." for each in known)):
        raise ConfigurationError(unknown(key, _value(override), known))
    return line.lstrip("+")


def _executor_keys(config_dir: Path | None) -> list[str]:
    """Every full key that an executor can have, from the files of that group."""
    files = [path for folder in folders(config_dir) for path in sorted((folder / "executor").glob("*.yaml"))]
    found = [content for path in files if isinstance(content := read_yaml(path), dict)]
    return list(dict.fromkeys(f"executor.{key}" for content in found for key, _ in leaves(content) if key != "defaults"))


def _unknown(key: str, value: Any, reading: _Reading) -> str:
    """The line for a key that does not exist, or only for another kind of organization."""
    kinds = [kind for kind, names in ORGANIZATIONS.items() if key in {f"organization.{name}" for name in names}]
    if kinds:
        return (
            f"{key}={shown(value)}: not a key of organization={reading.kind}; it belongs to organization={' or '.join(kinds)}"
        )
    return unknown(key, value, [*reading.groups, *reading.keys])


def _kind(lines: Sequence[str]) -> str | None:
    """The kind of organization that overrides choose, or None where a file may choose it."""
    chosen = dict(line.lstrip("+").partition("=")[::2] for line in lines)
    kind = chosen.get("organization", "synthetic")
    return None if is_file_name(chosen.get("scenario")) or kind not in ORGANIZATIONS else kind


def parse_override(line: str) -> Override:
    """One override in Hydra's grammar. Raises ConfigurationError."""
    if sys.flags.optimize and re.search(r"[({]", line):
        raise ConfigurationError(
            f"{shown(line)}: not readable under python -O or PYTHONOPTIMIZE, which leave out steps of Hydra's parser; "
            "start Python without"
        )
    try:
        return _parsed(line)
    except foreign_errors() as error:
        raise ConfigurationError(f"{shown(line)}: not readable as key=value; {hint(line, _is_readable)}") from error


def _is_readable(line: str) -> bool:
    """Whether an override can be read."""
    try:
        _parsed(line)
    except foreign_errors():
        return False
    return True


def _parsed(line: str) -> Override:
    from hydra.core.override_parser.overrides_parser import OverridesParser

    return OverridesParser.create().parse_overrides([line])[0]


def _read_group(line: str, override: Override, reading: _Reading) -> str:
    """An override that chooses from a group, with a scenario's file made a choice of the group."""
    group = override.key_or_group
    known = options(group, reading.config_dir)
    if not (names := list(_choices(override))):
        return line
    files = [name for name in names if group == "scenario" and is_file_name(name)]
    from_files = {name: f"'{register_file(Path(name), known)}'" for name in files}
    for name in names:
        if not isinstance(name, str) or (name not in known and name not in from_files):
            raise ConfigurationError(name_fault(group, name, known))
    if from_files:
        return f"scenario={','.join(from_files.get(name, name) for name in names)}"
    return line if group not in GROUPS else line.lstrip("+")


def _choices(override: Override) -> Iterator[Any]:
    """The names that an override chooses: one, each of a sweep, or none yet where a pattern will choose."""
    if override.value_type is not None and override.value_type.name == "GLOB_CHOICE_SWEEP":
        return
    if override.is_choice_sweep():
        yield from (getattr(name, "text", name) for name in override.sweep_iterator())
    else:
        yield override.value()


def _value(override: Override) -> Any:
    """The value of an override as something to show."""
    return override.get_value_string() if override.is_sweep_override() else override.value()


def _word_fault(word: str, reading: _Reading) -> str:
    """The line for a bare word, with the verb, key or choice that comes nearest."""
    choices = {name: f"{group}={name}" for group in GROUPS for name in options(group, reading.config_dir)}
    if word in choices:
        return f"unknown word {shown(word)}; did you mean '{choices[word]}'?"
    if word in reading.keys or word in reading.sections or word in reading.groups:
        return f"{word}: a value is missing; write {word}=value"
    match = nearest(word, reading.words) or choices.get(nearest(word, choices) or "")
    if match is not None:
        return f"unknown word {shown(word)}; did you mean '{match}'?"
    return f"unknown word {shown(word)}; an override is written key=value{suggestion(word, reading.keys)}"
