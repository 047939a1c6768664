"""The laboratory an experiment works in: any arm of it run once, with the same dice for all."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from orgsim.api.simulate import simulate
from orgsim.api.survey import survey as simulate_and_ask
from orgsim.model.calendar import LEVEL_WEEKS, WEEKS_PER_YEAR
from orgsim.organization import Organization

Floats = NDArray[np.float64]


@dataclass
class Lab:
    """Runs the arms of one experiment: an arm is a scenario with overrides, on the experiment's organization and design.

    `arms` are those of the configuration by name, `context` what was changed for all of them; `threads` changes no number.
    """

    organization: Organization
    arms: Mapping[str, Mapping[str, Any]]
    replications: int
    weeks: int
    seed: int
    context: Mapping[str, Any] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    threads: int | None = None
    _done: dict[str, Any] = field(default_factory=dict, repr=False)

    def run(
        self,
        arm: str,
        overrides: Mapping[str, Any] | None = None,
        organization: Organization | None = None,
        *,
        people: bool | Sequence[int] = False,
        survey: bool = False,
        **design: int,
    ) -> Any:
        """An arm's results: a dataset (replication, week), or with `survey` a tree of weekly outcomes and surveys.

        `overrides` change parameters for this run, `design` replications, weeks, seed or unit; the same call is run once.
        """
        section = self.arms[arm]
        changes = {**self.context, **section.get("overrides", {}), **(overrides or {})}
        place = organization or self.organization
        key = json.dumps([section["scenario"], changes, place.fingerprint(), str(people), survey, design], sort_keys=True)
        if key not in self._done:
            numbers = {"replications": self.replications, "weeks": self.weeks, "seed": self.seed, **design}
            run: Any = simulate_and_ask if survey else simulate
            self._done[key] = run(place, section["scenario"], overrides=changes, people=people, threads=self.threads, **numbers)
        return self._done[key]

    def forget(self) -> None:
        """Let go of all results, which are large: for those who work in many laboratories, one after the other."""
        self._done.clear()

    def weekly(self, arm: str, outcome: str, **how: Any) -> Floats:
        """A weekly outcome of an arm, (replication, week)."""
        dataset: xr.Dataset = self.run(arm, **how)
        return np.asarray(dataset[outcome].transpose("replication", "week").to_numpy(), dtype=np.float64)

    def at(self, arm: str, outcome: str, year: float | None = None, **how: Any) -> Floats:
        """An outcome's mean over the last 13 weeks of a year (None: of the run), (replication,)."""
        values = self.weekly(arm, outcome, **how)
        stop = values.shape[1] if year is None else round(year * WEEKS_PER_YEAR)
        return np.asarray(np.nanmean(values[:, max(stop - LEVEL_WEEKS, 0) : stop], axis=1))
