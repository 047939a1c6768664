"""Studies of any number of runs in little memory: each chunk of runs is summed up and then overwritten by the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from orgsim.engines import run as engine
from orgsim.model.outcomes import OUTCOMES
from orgsim.spec.study import NOBODY, Design, Progress, Study
from orgsim.study.run_study import check_names
from orgsim.study.streamed_dataset import QUANTILES, bands_dataset
from orgsim.study.streamed_survey import SurveyBands
from orgsim.summaries.bands import Bands
from orgsim.summaries.runs import scalars
from orgsim.summaries.table import SCALAR_NAMES

Floats = NDArray[np.float64]
#: Bytes of weekly outcomes that are held at once.
MEMORY = 64_000_000
#: Full lanes on any number of threads, where so many runs fit.
_RUNS_TOGETHER = 64


@dataclass(frozen=True)
class RunsChunk:
    """Some runs of one scenario: its name, the number of the first run, weekly outcomes and scalars.

    `outcomes` (run, week, outcome) and `scalars` (run, scalar) are overwritten by the next chunk: copy what is to be kept.
    """

    scenario: str
    first: int
    outcomes: Floats
    scalars: Floats


@dataclass(frozen=True)
class Summary:
    """What is kept of one scenario's runs: `weekly`, see `bands_dataset`, and `survey`, where it was asked for."""

    weekly: xr.Dataset
    survey: xr.Dataset | None = None


#: Called with every chunk, the scenarios of the same runs one after the other, in the order of the study.
Sink = Callable[[RunsChunk], object]


def summarize_study(
    study: Study,
    keep_scalars: bool = False,
    survey: bool = False,
    *,
    sinks: Sequence[Sink] = (),
    quantiles: Sequence[float] = QUANTILES,
    memory: int = MEMORY,
    progress: Progress | None = None,
) -> dict[str, Summary]:
    """Run every scenario of a study with the same dice, and keep bands over runs instead of the runs' weekly series.

    Memory does not grow with the replications: `memory` bytes of weekly outcomes at once, and the bands of each scenario (see
    `Bands`). With `survey` so few runs are held together that everyone's states and answers take about as much. `keep_scalars`
    keeps every run's scalars as well, 456 bytes a run. `sinks` see every chunk before it is overwritten, which is where to
    write scalars to a file. No result depends on `memory`, engine, threads or lanes.

    Raises ConfigurationError when there is no scenario or two have the same name, ResultsError for outcomes that are too
    large for bands.
    """
    names = [scenario.name for scenario in study.scenarios]
    check_names(names)
    bands = {name: Bands(study.design.weeks) for name in names}
    surveys = {each.name: SurveyBands(study, each) for each in study.scenarios} if survey else {}
    kept: dict[str, list[Floats]] = {name: [] for name in names}
    for chunk in _chunks(study, surveys, memory, progress):
        bands[chunk.scenario].add(chunk.outcomes)
        for sink in sinks:
            sink(chunk)
        if keep_scalars:
            kept[chunk.scenario].append(chunk.scalars.copy())
    return {
        scenario.name: Summary(
            bands_dataset(bands[scenario.name], study, scenario, quantiles=quantiles, kept=kept[scenario.name]),
            surveys[scenario.name].dataset(quantiles) if survey else None,
        )
        for scenario in study.scenarios
    }


def runs_together(design: Design, memory: int = MEMORY, more: int = 0) -> int:
    """How many runs fit in so much memory, each with its weekly outcomes and `more` bytes; one at least."""
    size = 8 * len(OUTCOMES) * design.weeks + more
    fitting = max(1, memory // size)
    return min(design.replications, fitting - fitting % _RUNS_TOGETHER if fitting >= _RUNS_TOGETHER else fitting)


def _chunks(study: Study, surveys: dict[str, SurveyBands], memory: int, progress: Progress | None) -> Iterator[RunsChunk]:
    """All runs: chunk by chunk, in each of them scenario by scenario, in one buffer; surveys are taken on the way."""
    design, execution = study.design, study.execution
    step = runs_together(design, memory, max((each.bytes_per_run for each in surveys.values()), default=0))
    buffer = np.empty((step, design.weeks, len(OUTCOMES)))
    summed = np.empty((step, len(SCALAR_NAMES)))
    for start in range(0, design.replications, step):
        count = min(step, design.replications - start)
        part = replace(design, first=design.first + start, replications=count)
        for scenario in study.scenarios:
            asked = surveys.get(scenario.name)
            people = NOBODY if asked is None else asked.recording(part)
            record = engine.run(
                study.organization, scenario, part, execution=execution, people=people, progress=progress, into=buffer[:count]
            )
            if asked is not None:
                asked.add(record, part)
            yield RunsChunk(scenario.name, part.first, record.outcomes, scalars(record.outcomes, summed[:count]))
