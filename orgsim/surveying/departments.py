"""Department against department: Welch tests with Holm's correction, effect sizes and intervals, for each survey.

They need only what a survey reports (mean, spread, number of answers), so they work on real surveys as well.
"""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr
from numpy.typing import NDArray
from scipy import stats

from orgsim.errors import ConfigurationError, suggestion
from orgsim.naming import named

Floats = NDArray[np.float64]
COLUMNS = ("replication", "year", "first", "second", "difference", "low", "high", "effect", "t", "freedom", "p", "p_holm")


@named()
def department_tests(
    survey: xr.Dataset, item: str = "engagement_index", role: str = "all", *, confidence: float = 0.95
) -> pd.DataFrame:
    """Every pair of units of a survey dataset: Welch's test with Holm's correction, a row for each survey and pair.

    Parameters
    ----------
    survey : xarray.Dataset
        What a survey reports, (replication, year, unit, role, item), as in the group `survey` of `company_tree`: variables
        `value` (mean), `sd` and `answers` (how many).
    item : str, default "engagement_index"
        The item, or index, by name.
    role : str, default "all"
        "all", "workers", "managers" or "leaders".
    confidence : float, default 0.95
        Confidence of the interval, between 0 and 1.

    Returns
    -------
    pandas.DataFrame
        `difference` is first minus second in points with its Welch interval `low` to `high`, `effect` Hedges' g, `p` the
        two-sided Welch test and `p_holm` the same corrected for the number of pairs in the survey (Holm 1979). Pairs with a
        group too small to be reported are left out.

    Raises
    ------
    ConfigurationError
        For an unknown item or role, or a single unit.

    Examples
    --------
    >>> import orgsim
    >>> trap = orgsim.load_scenario("management_trap")
    >>> made = orgsim.Organization.synthetic(leaders=2, managers_per_leader=2, workers_per_manager=8)
    >>> company = orgsim.Units((orgsim.Department("it", made, trap), orgsim.Department("hr", made, trap)))
    >>> survey = orgsim.company_tree(company, orgsim.Design(replications=2, weeks=52))["survey"].to_dataset()
    >>> orgsim.department_tests(survey)[["replication", "year", "first", "second"]].values.tolist()
    [[0, 1, 'it', 'hr'], [1, 1, 'it', 'hr']]
    """
    _check(survey, item, role)
    chosen = survey.sel(item=item, role=role).transpose("replication", "year", "unit")
    units = chosen["unit"].to_numpy().tolist()
    values, spreads, counts = (chosen[name].to_numpy().astype(np.float64) for name in ("value", "sd", "answers"))
    columns: dict[str, list[Any]] = {name: [] for name in COLUMNS}
    pairs = list(combinations(range(len(units)), 2))
    for place, replication in enumerate(chosen["replication"].to_numpy()):
        for moment, year in enumerate(chosen["year"].to_numpy()):
            at = (place, moment)
            found = welch_pairs(values[at], spreads[at], counts[at], pairs=pairs, confidence=confidence)
            known = ~np.isnan(found["p"])
            found["p_holm"] = np.full(len(pairs), np.nan)
            found["p_holm"][known] = holm(found["p"][known])
            for k in np.flatnonzero(known):
                row = {"replication": replication, "year": year, "first": units[pairs[k][0]], "second": units[pairs[k][1]]}
                for name in COLUMNS:
                    columns[name].append(row[name] if name in row else float(found[name][k]))
    return pd.DataFrame(columns)


def welch_pairs(
    values: Floats, spreads: Floats, counts: Floats, *, pairs: list[tuple[int, int]], confidence: float
) -> dict[str, Floats]:
    """Welch's test for each pair of groups, from their means, standard deviations and sizes (group,); arrays (pair,)."""
    a, b = (np.array([pair[side] for pair in pairs]) for side in (0, 1))
    errors = spreads**2 / counts
    error = np.sqrt(errors[a] + errors[b])
    with np.errstate(divide="ignore", invalid="ignore"):
        freedom = (errors[a] + errors[b]) ** 2 / (errors[a] ** 2 / (counts[a] - 1) + errors[b] ** 2 / (counts[b] - 1))
        difference = values[a] - values[b]
        t = difference / error
        pooled = ((counts[a] - 1) * spreads[a] ** 2 + (counts[b] - 1) * spreads[b] ** 2) / (counts[a] + counts[b] - 2)
        effect = difference / np.sqrt(pooled) * (1 - 3 / (4 * (counts[a] + counts[b]) - 9))
    half = stats.t.ppf(0.5 + confidence / 2, freedom) * error
    p = 2 * stats.t.sf(np.abs(t), freedom)
    return {
        "difference": difference,
        "low": difference - half,
        "high": difference + half,
        "effect": effect,
        "t": t,
        "freedom": freedom,
        "p": p,
    }


def holm(p: Floats) -> Floats:
    """P values corrected for their number by Holm's step-down method (1979), in the order given."""
    order = np.argsort(p, kind="stable")
    stepped = np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1)) if len(p) else p
    corrected = np.empty_like(p)
    corrected[order] = np.minimum(stepped, 1.0)
    return corrected


def significantly_lowest(tests: pd.DataFrame, unit: Any, level: float = 0.05) -> pd.DataFrame:
    """For each survey, whether a unit lies below every other one, corrected p below `level`; and its gap to their mean.

    Columns replication, year, lowest (bool), gap (points, the mean of the others less the unit). Where a group was too small to
    be compared, the unit is not known to be the lowest.
    """
    others = len(set(tests["first"]) | set(tests["second"])) - 1
    mine = tests[(tests["first"] == unit) | (tests["second"] == unit)]
    below = np.where(mine["first"] == unit, -mine["difference"], mine["difference"])
    marked = mine.assign(gap=below, lower=(below > 0) & (mine["p_holm"] < level))
    grouped = marked.groupby(["replication", "year"], as_index=False)
    found: pd.DataFrame = grouped.agg(below=("lower", "sum"), gap=("gap", "mean"))
    found.insert(2, "lowest", found.pop("below") == others)
    return found


def _check(survey: xr.Dataset, item: str, role: str) -> None:
    faults = []
    for key, value in (("item", item), ("role", role)):
        known = [str(each) for each in survey[key].to_numpy()]
        if value not in known:
            faults.append(f"{key}={value!r}: must be one of {', '.join(known)}{suggestion(value, known)}")
    if survey.sizes["unit"] < 2:
        faults.append("survey: one unit only; a comparison of departments needs at least two")
    if faults:
        raise ConfigurationError(faults)
