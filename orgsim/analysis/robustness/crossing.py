"""A sample as lever sets crossed with contexts: every set of levers in every world."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from orgsim.analysis.across import Floats
from orgsim.analysis.sample import Sample
from orgsim.errors import ConfigurationError

#: Factors that leadership decides on, by how their keys begin.
LEVERS = ("levers.", "shift.", "timing.", "scenario")


class Crossing(NamedTuple):
    """Values (lever sets, contexts, replications), NaN where a run is missing, and what each set and context is.

    `policies` and `contexts` have a row for each, with a column for each factor; `dropped` counts the contexts that lack a set.
    """

    policies: pd.DataFrame
    contexts: pd.DataFrame
    values: Floats
    dropped: int


def lever_keys(sample: Sample, asked: Sequence[str] | None) -> tuple[str, ...]:
    """The factors that are levers: those asked for, else those whose keys say so. Raises ConfigurationError.

    At least one factor must be a lever and one must not.
    """
    if asked:
        keys = tuple(dict.fromkeys(sample.axis(key, "levers").key for key in asked))
    else:
        keys = tuple(key for key in sample.keys if key.startswith(LEVERS))
    listed = ", ".join(sample.keys)
    if not keys:
        raise ConfigurationError(f"levers: none of the factors begins with levers., shift. or timing.; name some of {listed}")
    if len(keys) == len(sample.keys):
        raise ConfigurationError(f"levers: all factors are levers ({listed}); robustness needs others too, of the context")
    return keys


def cross(sample: Sample, outcome: str, levers: Sequence[str]) -> Crossing:
    """Cross lever sets with contexts; contexts that do not have all sets are left out.

    Raises ConfigurationError when fewer than two sets or contexts are left, saying what design is needed.
    """
    worlds = [key for key in sample.keys if key not in levers]
    policy, policies = _numbered(sample.design[list(levers)])
    context, contexts = _numbered(sample.design[worlds])
    runs = sample.by_replication(outcome)
    values = np.full((len(policies), len(contexts), runs.shape[1]), np.nan)
    values[policy, context] = runs
    whole = ~np.isnan(values).all(axis=2).any(axis=0)
    if len(policies) < 2 or whole.sum() < 2:
        raise ConfigurationError(
            f"the sample does not cross levers with contexts: {len(policies):,} lever sets and {len(contexts):,} contexts, "
            f"{int(whole.sum()):,} of which have every set; sweep the levers as a grid "
            "and the context as a second one or a table"
        )
    return Crossing(policies, contexts[whole].reset_index(drop=True), values[:, whole], int((~whole).sum()))


def _numbered(frame: pd.DataFrame) -> tuple[pd.Series, pd.DataFrame]:
    """The number of each row among the distinct ones, and those, in the order in which they first appear."""
    number = frame.groupby(list(frame), sort=False).ngroup()
    return number, frame.loc[~number.duplicated()].reset_index(drop=True)
