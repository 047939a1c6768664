"""Made-up answers and departments for tests of the survey."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from orgsim.organization import Organization
from orgsim.surveying.instrument import ITEMS
from orgsim.surveying.results import to_survey

#: A head, two leaders, a manager under each, teams of three.
SMALL = Organization.from_bosses([-1, 0, 0, 1, 2, *[3] * 3, *[4] * 3])
LARGE = Organization.synthetic(leaders=2, managers_per_leader=2, workers_per_manager=8)


def random_answers(
    organization: Organization, seed: int, replications: int = 2, surveys: int = 2, low: float = 0.3
) -> NDArray[np.int8]:
    """Answers from 1 to 5; a third of the people answer nothing, and the head nothing about a boss. `low` lowers them."""
    dice = np.random.default_rng(seed)
    shape = (replications, surveys, len(organization), len(ITEMS))
    answers = np.clip(np.round(3.5 + dice.normal(-low, 1.0, shape)), 1, 5).astype(np.int8)
    answers[dice.random(shape[:3]) < 0.33] = 0
    about_boss = [item.name.startswith(("my_manager", "supervisors")) for item in ITEMS]
    answers[:, :, 0, about_boss] = 0
    return answers


def company(answers: Mapping[str, NDArray[np.int8]], organization: Organization, threshold: float = 10.0) -> xr.Dataset:
    """The surveys of several departments with the same tree."""
    parts = []
    for name, given in answers.items():
        years = np.arange(1, given.shape[1] + 1)
        parts.append(to_survey(given, organization, years, first=0, unit=name, threshold=threshold))
    return xr.concat(parts, "unit")
