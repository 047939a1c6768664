"""Surveys of any number of runs: each run's indices by year and role are summed up over runs, and its answers forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import xarray as xr

from orgsim.engines.record import Record
from orgsim.model.scenario import Scenario
from orgsim.model.state import PERSON_FIELDS
from orgsim.spec.study import Design, Recording, Study
from orgsim.study.streamed_dataset import band_variables, quantile_coordinate
from orgsim.summaries.bands import Bands
from orgsim.summaries.resolution import SURVEY_RESOLUTION
from orgsim.surveying.instrument import ITEMS, LABELS, REPORTED
from orgsim.surveying.results import ROLES, to_survey
from orgsim.surveying.states import STATES
from orgsim.surveying.take import survey_weeks, take_survey, years_of


class SurveyBands:
    """What the yearly surveys of one scenario's runs report, over runs: by year, role and item."""

    def __init__(self, study: Study, scenario: Scenario) -> None:
        """Nothing yet; surveys are held in the last week of each full year."""
        self._study, self._scenario = study, scenario
        self._weeks = survey_weeks(study.design.weeks)
        cells = [f"{role} {item}" for role in ROLES for item in REPORTED]
        self._bands = Bands(len(self._weeks), np.full(len(cells), SURVEY_RESOLUTION), cells)

    @property
    def bytes_per_run(self) -> int:
        """About what taking the surveys of a run needs: states of all people, and their answers, scored."""
        numbers = len(PERSON_FIELDS) + 2 * len(STATES) + 3 * len(ITEMS) + 3 * len(REPORTED)
        return 8 * numbers * len(self._weeks) * len(self._study.organization)

    def recording(self, part: Design) -> Recording:
        """What an engine has to record of a part of the runs: everyone, in the weeks of the surveys."""
        return Recording(tuple(range(part.first, part.first + part.replications)), self._weeks)

    def add(self, record: Record, part: Design) -> None:
        """Ask everyone of a part of the runs, and add what is reported."""
        study, scenario = self._study, self._scenario
        answers = take_survey(record, study.organization, scenario, design=part, execution=study.execution)
        threshold = scenario.context.survey.reporting_threshold
        found = to_survey(
            answers, study.organization, years_of(self._weeks), first=part.first, unit=part.unit, threshold=threshold
        )
        values = found["value"].squeeze("unit").transpose("replication", "year", "role", "item").to_numpy()
        self._bands.add(values.reshape(*values.shape[:2], -1))

    def dataset(self, quantiles: Sequence[float]) -> xr.Dataset:
        """`value` (quantile, year, role, item), `value_mean`, `value_sd` and `value_count` (year, role, item) over runs.

        Values are indices and percent favourable as `orgsim.surveying.results.to_survey` reports them; a run in which a
        group is too small to be reported has none there.
        """
        shape, numbers = (len(ROLES), len(REPORTED)), [each for _, each in band_variables(self._bands, quantiles)]
        dims = ("year", "role", "item")
        data: dict[str, Any] = {}
        about = {"units": "0 to 100", "description": "index or percent favourable", "resolution": SURVEY_RESOLUTION}
        cut = np.stack([each["quantiles"] for each in numbers], axis=-1)
        data["value"] = (("quantile", *dims), cut.reshape(*cut.shape[:2], *shape), about)
        for name, units in (("mean", "0 to 100"), ("sd", "0 to 100"), ("count", "runs")):
            values = np.stack([each[name] for each in numbers], axis=-1)
            data[f"value_{name}"] = (dims, values.reshape(-1, *shape), {"units": units})
        coords = {
            "quantile": quantile_coordinate(quantiles),
            "year": years_of(self._weeks),
            "role": list(ROLES),
            "item": list(REPORTED),
            "label": ("item", [LABELS[name] for name in REPORTED]),
        }
        return xr.Dataset(data, coords)
