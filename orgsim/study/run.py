"""Running a study: each scenario through an engine, its record as labelled data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import xarray as xr

from orgsim.engines import run as engine
from orgsim.errors import ConfigurationError
from orgsim.study.dataset import to_dataset
from orgsim.study.specification import Progress, Study


def run_study(study: Study, people: Sequence[int] = (), progress: Progress | None = None) -> dict[str, xr.Dataset]:
    """Run every scenario of a study, in order, with the same dice.

    Returns a dataset (replication, week) for each scenario's name; see `orgsim.study.dataset.to_dataset`. `people` names the
    replications whose every person is recorded; `progress` is called with the replications finished since its last call.
    Raises ConfigurationError when there is no scenario or two have the same name.
    """
    check_names([scenario.name for scenario in study.scenarios])
    datasets: dict[str, xr.Dataset] = {}
    for scenario in study.scenarios:
        record = engine.run(study.organization, scenario, study.design, study.execution, people, progress)
        datasets[scenario.name] = to_dataset(record, study, scenario)
    return datasets


def check_names(names: list[str]) -> None:
    """Raise ConfigurationError when there is no scenario or two have the same name."""
    repeated = [name for name, times in Counter(names).items() if times > 1]
    faults = [f"scenarios: {name!r} stands more than once; each scenario of a study needs its own name" for name in repeated]
    if not names:
        faults = ["scenarios: none given; a study needs at least one"]
    if faults:
        raise ConfigurationError(faults)
