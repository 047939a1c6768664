"""Is it one run, or several? What of the command line says so before anything is composed."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orgsim.errors import ConfigurationError, OrgsimError
from orgsim.spec.values import shown

if TYPE_CHECKING:
    from orgsim.config.overrides import Overrides


def looks_inside(options: Namespace) -> bool:
    """Whether one of Hydra's options asks for something else than a run."""
    return any((options.cfg, options.info, options.resolve, options.package, options.experimental_rerun))


def is_plain(options: Namespace) -> bool:
    """Whether nothing of Hydra's own is asked for."""
    return not (looks_inside(options) or options.multirun or any(map(is_hydras, options.overrides)))


def asks_for_several(options: Namespace, config_dir: Path | None, config_name: str) -> bool:
    """Whether overrides ask for a sweep without --multirun: by a design, or by an experiment that is one.

    Only where an override has several values or is Hydra's own need the experiment be looked into here.
    """
    from orgsim.config.composing import compose_checked, key_of
    from orgsim.config.overrides import Overrides, read_overrides

    keys = {key_of(line) for line in options.overrides}
    if "design" in keys or "hydra.mode=MULTIRUN" in options.overrides:
        return True
    if is_plain(options) and not any(map(_has_several, options.overrides)):
        return False
    if looks_inside(options) or not ("experiment" in keys or options.config_name):
        return False
    single = [line for line in options.overrides if not _has_several(line)]
    checked = read_overrides(single, config_dir)
    if checked.faults:
        return False
    try:
        return compose_checked(Overrides(checked.kept, ()), config_dir, config_name).multirun
    except OrgsimError:
        return False


def _has_several(line: str) -> bool:
    """Whether an override has several values."""
    from orgsim.config.overrides import parse_override

    try:
        return parse_override(line).is_sweep_override()
    except ConfigurationError:
        return False


def many_departments(checked: Overrides) -> bool:
    """Whether populations or companies are to be run, which Hydra does one after the other."""
    jobs = ("job=population", "job=company", "experiment=population", "experiment=company")
    return any(line.lstrip("+") in jobs for line in checked.kept)


def is_hydras(line: str) -> bool:
    """Whether an override is of Hydra's own settings."""
    return line.lstrip("+~").startswith(("hydra.", "hydra/"))


#: What a single run has no use for, and what it is then.
_OF_SWEEPS = {"points": None, "second_order": False, "dice": "common", "dry_run": False, "shard": None, "keep": "runs"}


def refuse_sweep_keys(config: dict[str, Any]) -> None:
    """Raise ConfigurationError where a single run is told how a sweep should be."""
    given = [key for key, usual in _OF_SWEEPS.items() if config[key] != usual]
    if given:
        key = given[0]
        raise ConfigurationError(f"{key}={shown(config[key])}: belongs to a sweep; add --multirun, or design=")
