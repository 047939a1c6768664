"""Composing a configuration with Hydra, from Python as often as wanted, and without disturbing anyone else's Hydra."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from orgsim.config.ensemble import with_member
from orgsim.config.explain import as_fault, foreign_errors
from orgsim.config.files import FROM_FILE
from orgsim.config.overrides import Overrides, parse_override, read_overrides
from orgsim.config.places import conf_folder
from orgsim.config.schema import OWN_SECTIONS, defaults
from orgsim.errors import ConfigurationError

HYDRA_VERSION = "1.3"
_SEARCHPATH = "hydra.searchpath"


@dataclass(frozen=True)
class Composed:
    """A composed configuration as plain nested groups, and what it was made from.

    `choice` is the name chosen in the group `scenario`; `given` are the keys that overrides set; `multirun` says that the
    configuration itself asks for several runs, over the overrides in `axes` (those of `hydra.sweeper.params`);
    `experiment` is the name chosen in the group of that name.
    """

    config: dict[str, Any]
    overrides: tuple[str, ...] = ()
    config_dir: Path | None = None
    config_name: str = "config"
    choice: str = ""
    multirun: bool = False
    axes: tuple[str, ...] = ()
    experiment: str = ""

    @property
    def called(self) -> str:
        """What a scenario without a name of its own is called: the choice, or its file's name."""
        return self.choice.removesuffix(FROM_FILE)

    @property
    def given(self) -> frozenset[str]:
        """The keys that overrides set."""
        return frozenset(key_of(line) for line in self.overrides)


def compose(overrides: Sequence[str] = (), config_dir: Path | str | None = None, config_name: str = "config") -> Composed:
    """Compose the configuration with overrides in Hydra's grammar. Raises ConfigurationError naming every bad override."""
    folder = None if config_dir is None else Path(config_dir)
    checked = read_overrides(overrides, folder)
    if checked.faults:
        raise ConfigurationError(checked.faults)
    return compose_checked(checked, folder, config_name)


def compose_checked(overrides: Overrides, config_dir: Path | None, config_name: str = "config") -> Composed:
    """Compose overrides that have been read already."""
    with _primary_folder(config_dir, config_name) as first, _own_hydra(first):
        from hydra import compose as compose_with_hydra

        further = [each for each in (conf_folder(), config_dir) if each is not None and each != first]
        try:
            composed = compose_with_hydra(config_name, _looking_in(further, overrides.kept), return_hydra_config=True)
            return from_hydra(composed, composed.hydra, config_dir, config_name=config_name)
        except foreign_errors() as error:
            raise as_fault(error, config_dir) from error


def from_hydra(composed: Any, hydra: Any, config_dir: Path | None = None, *, config_name: str = "config") -> Composed:
    """What Hydra composed, made plain. `composed` is its DictConfig, `hydra` the node that tells how it was made."""
    from omegaconf import OmegaConf

    job = OmegaConf.masked_copy(composed, [key for key in composed if key != "hydra"])
    plain = OmegaConf.to_container(job, resolve=True, throw_on_missing=False)
    assert isinstance(plain, dict)
    config = {str(key): value for key, value in plain.items()}
    choice = str(hydra.runtime.choices.get("scenario"))
    overrides = tuple(hydra.overrides.task)
    config = with_member(config, frozenset(key_of(line) for line in overrides))
    multirun = getattr(hydra.mode, "name", "RUN") == "MULTIRUN"
    params = hydra.sweeper.get("params") or {}
    axes = tuple(f"{key}={value}" for key, value in params.items())
    experiment = str(hydra.runtime.choices.get("experiment") or "")
    return Composed(config, overrides, config_dir, config_name, choice, multirun, axes, experiment)


def compose_compared(main: Composed, name: str) -> Composed:
    """The configuration of a compared scenario: its own levers, dates, start and events; everything else as in `main`."""
    definitions = main.config.get("compared")
    definition = definitions.get(name) if isinstance(definitions, dict) else None
    if isinstance(definition, dict):
        config = _merged({**main.config, **{key: defaults()[key] for key in OWN_SECTIONS}}, definition)
        return Composed(config, main.overrides, main.config_dir, main.config_name, name)
    lines = (*(line for line in main.overrides if not is_own(line)), f"scenario={name}")
    return compose_checked(Overrides(lines, ()), main.config_dir, main.config_name)


def key_of(override: str) -> str:
    """The key of an override as written."""
    return override.lstrip("+~").partition("=")[0].partition("@")[0]


def is_own(override: str) -> bool:
    """Whether an override belongs to the scenario asked about alone."""
    return key_of(override).partition(".")[0] in OWN_SECTIONS


def register() -> None:
    """Store the table as the config node `table`, where Hydra finds it, unless it is there already."""
    from hydra.core.config_store import ConfigStore

    store, name = ConfigStore.instance(), "table"
    if getattr(store.repo.get(f"{name}.yaml"), "provider", None) != "orgsim":
        store.store(name=name, node=defaults(), package="_global_", provider="orgsim")


@contextmanager
def _primary_folder(config_dir: Path | None, name: str) -> Iterator[Path]:
    """The folder that Hydra looks in first, and for the primary configuration alone: conf/, or one with the user's only.

    It is a copy, since in the user's folder itself every file would come before ours of the same name.
    """
    file = f"{name.removesuffix('.yaml')}.yaml"
    inside = ".." not in Path(file).parts and not Path(file).is_absolute()
    if config_dir is None or not inside or (conf_folder() / file).is_file() or not (config_dir / file).is_file():
        yield conf_folder()
        return
    with TemporaryDirectory(prefix="orgsim-") as folder:
        copy = Path(folder) / file
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes((config_dir / file).read_bytes())
        yield Path(folder)


@contextmanager
def _own_hydra(first: Path) -> Iterator[None]:
    """A Hydra of our own that looks in a folder first; the caller's comes back untouched.

    Hydra has one state for the whole process, and no other way to put the caller's aside than these two objects of it.
    """
    from hydra import initialize_config_dir, version
    from hydra.core.global_hydra import GlobalHydra

    caller, base = GlobalHydra.instance().hydra, version.VersionBase.instance().version_base
    GlobalHydra.instance().clear()
    try:
        register()
        with initialize_config_dir(str(first), job_name="orgsim", version_base=HYDRA_VERSION):
            yield
    finally:
        GlobalHydra.instance().hydra = caller
        version.VersionBase.instance().version_base = base


def _looking_in(folders: Sequence[Path], lines: Sequence[str]) -> list[str]:
    """Overrides with which Hydra looks in these folders, too, and wherever else they say."""
    if not folders:
        return list(lines)
    own = [line for line in lines if key_of(line) == _SEARCHPATH]
    given = parse_override(own[0]).value() if own else []
    places = [*(f"file://{folder.resolve()}" for folder in folders), *(given if isinstance(given, list) else [])]
    return [*(line for line in lines if line not in own), f"{_SEARCHPATH}=[{','.join(map(_quoted, places))}]"]


def _quoted(text: Any) -> str:
    """A text in quotes as Hydra's grammar wants it: backslashes count only before a quote."""
    escaped = re.sub(r'(\\*)("|$)', lambda found: found[1] * 2 + found[2].replace('"', r"\""), str(text))
    return f'"{escaped}"'


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Nested groups with those of `above` written over them."""
    result = dict(below)
    for key, value in above.items():
        under = result.get(key)
        result[key] = _merged(under, value) if isinstance(under, dict) and isinstance(value, dict) else value
    return result
