"""Designs: which points a sweep has, from overrides in Hydra's grammar, a configuration, or a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orgsim.errors import ConfigurationError, OrgsimError

if TYPE_CHECKING:
    from orgsim.config.composing import Composed
    from orgsim.sweeps.design.axes import DesignAxis
    from orgsim.sweeps.design.settings import DesignSettings
    from orgsim.sweeps.plan import Sweep

__all__ = ["SweepJob", "sweep_job", "sweep_of"]


@dataclass(frozen=True)
class SweepJob:
    """What the command was asked to do: a sweep, the configuration that says how it is run, and whether only to look."""

    sweep: Sweep
    composed: Composed
    dry_run: bool = False


def sweep_of(overrides: Sequence[str] = (), config_dir: Path | str | None = None) -> Sweep:
    """The sweep that overrides describe. Raises ConfigurationError with a line for every fault.

    >>> len(sweep_of(["levers.coaching=range(0,4.01,0.5)", "context.trust.loss_to_gain=1,2,3"]))
    27
    """
    from orgsim.config.overrides import read_overrides

    folder = None if config_dir is None else Path(config_dir)
    checked = read_overrides(overrides, folder, multirun=True)
    if checked.faults:
        raise ConfigurationError(checked.faults)
    return sweep_job(checked.kept, folder).sweep


def sweep_job(
    lines: Sequence[str], config_dir: Path | None = None, config_name: str = "config", *, composed: Composed | None = None
) -> SweepJob:
    """The sweep of overrides whose keys and names have been checked, with the axes that the configuration itself brings.

    Everything is checked before anything runs. `composed` is what these overrides make, where that is known. Raises
    ConfigurationError with a line for every fault.
    """
    from orgsim.config.overrides import read_overrides
    from orgsim.sweeps.design.axes import read_axes
    from orgsim.sweeps.design.expanding import from_axes, from_table
    from orgsim.sweeps.design.strata import composed_with, first_lines

    axes, plain = read_axes(lines, config_dir)
    if composed is None or axes:
        composed = composed_with(plain, first_lines(axes), config_dir, config_name=config_name)
    if composed.axes:
        shipped = read_overrides(composed.axes, config_dir, multirun=True)
        if shipped.faults:
            raise ConfigurationError([f"hydra.sweeper.params: {line}" for line in shipped.faults])
        before = (set(plain), first_lines(axes))
        axes, plain = read_axes((*shipped.kept, *lines), config_dir)
        if before != (set(plain), first_lines(axes)):
            composed = composed_with(plain, first_lines(axes), config_dir, config_name=config_name)
    settings = _settings(composed, axes)
    from_where = (
        from_table(composed, plain, axes, settings=settings)
        if settings.table
        else from_axes(composed, plain, axes, settings=settings)
    )
    return SweepJob(from_where, composed, settings.dry_run)


def _settings(composed: Composed, axes: Sequence[DesignAxis]) -> DesignSettings:
    """What the configuration says about its sweep. Raises its faults together with those of the values that do not vary."""
    from orgsim.config.job import to_job
    from orgsim.sweeps.design.settings import read_settings
    from orgsim.sweeps.design.strata import with_values

    try:
        return read_settings(composed.config, axes)
    except ConfigurationError as error:
        faults = error.faults
        numeric = [axis.factor for axis in axes if not axis.structural]
        firsts = {each.key: _plain(each.values[0] if each.values else each.low) for each in numeric}
        try:
            to_job(replace(composed, config=with_values({**composed.config, "compare": [], "compared": {}}, firsts)))
        except OrgsimError as others:
            faults = (*faults, *others.faults)
        raise ConfigurationError([*dict.fromkeys(faults)]) from error


def _plain(value: Any) -> Any:
    """A number as a person would type it."""
    return int(value) if float(value).is_integer() else value
