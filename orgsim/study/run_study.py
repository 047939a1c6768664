"""Running a study: each scenario through an engine, and its record as labelled data where that is wanted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from orgsim.engines import run as engine
from orgsim.engines.record import Record
from orgsim.errors import ConfigurationError
from orgsim.spec.study import Progress, Study

if TYPE_CHECKING:
    import xarray as xr


def run_study(study: Study, people: Sequence[int] = (), progress: Progress | None = None) -> dict[str, xr.Dataset]:
    """Run every scenario of a study, as `run_records` does, and label what came out, as `labelled` does."""
    return labelled(run_records(study, people, progress), study)


def run_records(study: Study, people: Sequence[int] = (), progress: Progress | None = None) -> dict[str, Record]:
    """Run every scenario of a study, in order, with the same dice; a record of plain arrays for each scenario's name.

    `people` names the replications whose every person is recorded; `progress` is called with the replications finished since
    its last call. Raises ConfigurationError when there is no scenario or two have the same name.
    """
    check_names([scenario.name for scenario in study.scenarios])
    return {
        scenario.name: engine.run(
            study.organization, scenario, study.design, execution=study.execution, people=people, progress=progress
        )
        for scenario in study.scenarios
    }


def labelled(records: Mapping[str, Record], study: Study) -> dict[str, xr.Dataset]:
    """The records of a study as datasets (replication, week) by scenario; see `orgsim.study.dataset.to_dataset`."""
    from orgsim.study.dataset import to_dataset

    return {scenario.name: to_dataset(records[scenario.name], study, scenario) for scenario in study.scenarios}


def check_names(names: list[str]) -> None:
    """Raise ConfigurationError when there is no scenario or two have the same name."""
    repeated = [name for name, times in Counter(names).items() if times > 1]
    faults = [f"scenarios: {name!r} stands more than once; each scenario of a study needs its own name" for name in repeated]
    if not names:
        faults = ["scenarios: none given; a study needs at least one"]
    if faults:
        raise ConfigurationError(faults)
