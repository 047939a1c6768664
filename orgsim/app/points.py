"""A point of a sweep as the simulator opens it: the future, the organization and the dice of exactly that run."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from shlex import quote
from typing import Any

from orgsim.app.folders import open_bounded, reading
from orgsim.app.pool import ALONE
from orgsim.errors import ConfigurationError
from orgsim.model.parameters import Number
from orgsim.organization import Organization
from orgsim.spec.values import number_faults
from orgsim.sweeps.rerunning import study_of
from orgsim.sweeps.store.folder import SweepFolder
from orgsim.sweeps.store.frozen import difference
from orgsim.sweeps.store.identity import fingerprint
from orgsim.web.futures import future_of
from orgsim.web.organizations import preset, presets


def point(folder: Path, number: str, replication: str | None) -> dict[str, Any]:
    """One point, and one of its replications (the first if not given).

    `exact` says whether the simulator gives the very numbers that the sweep holds; else `note` says why not.
    Raises ConfigurationError for a number outside the sweep, and ResultsError where it cannot be read.
    """
    with reading(folder):
        return _point(open_bounded(folder), folder, number, replication)


def _point(found: SweepFolder, folder: Path, number: str, replication: str | None) -> dict[str, Any]:
    frozen, first = found.frozen, int(found.frozen.shared["first"])
    place = _whole("point", number, 0, frozen.points - 1)
    run = first if replication is None else _whole("replication", replication, first, first + frozen.replications - 1)
    study = study_of(found, place, run)
    with ALONE:
        future = future_of(study.scenarios[0])
    other = difference(frozen.shared, fingerprint(found.sweep, frozen.keep), str(folder))
    note = _note(other, study.design.departments)
    values = {key: float(column[place]) for key, column in found.sweep.columns.items()}
    return {
        "point": place,
        "replication": run,
        "values": {**found.sweep.strata[found.sweep.stratum[place]].choices, **values},
        "future": future,
        "organization": chosen(study.organization),
        "weeks": study.design.weeks,
        "seed": study.design.seed,
        "unit": study.design.unit,
        "first": first,
        "replications": frozen.replications,
        "exact": note is None,
        "note": note,
        "command": f"orgsim sweep rerun {quote(str(folder))} --point {place} --replication {run}",
    }


def chosen(organization: Organization) -> dict[str, Any]:
    """An organization as pages speak of it: by name where it is one of those to choose from, else by its bosses."""
    name = _known().get(organization.fingerprint())
    return {"preset": name} if name else {"own": {"name": organization.name, "bosses": organization.boss.tolist()}}


@cache
def _known() -> dict[str, str]:
    return {preset(name).fingerprint(): name for name in presets()}


def _note(other: str | None, departments: int) -> str | None:
    if other is not None:
        return f"made by another version of the model ({other}): the same settings give other numbers today"
    if departments > 1:
        return f"a company of {departments:,} departments: the simulator shows one of them"
    return None


def _whole(name: str, text: str, low: int, high: int) -> int:
    """A whole number of an address. Raises ConfigurationError."""
    value: Any = int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else text
    faults = number_faults(name, value, Number(low, high, f"{name}s of this sweep", "", whole=True))
    if faults:
        raise ConfigurationError(faults)
    return int(value)
