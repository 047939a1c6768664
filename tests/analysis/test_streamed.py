"""Analyses of runs that are not kept, against those of the same runs kept."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from orgsim.analysis.compare import compare
from orgsim.analysis.plateau import plateau
from orgsim.analysis.results import is_summary, replications_of
from orgsim.analysis.streamed import TrailingBands, YearEnds
from orgsim.analysis.summary import as_frame, summary_table
from orgsim.analysis.trailing import SMOOTHED, trailing_mean
from orgsim.errors import ConfigurationError
from orgsim.figures.curves import curves_data
from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.study.streamed_dataset import QUANTILES, bands_dataset
from orgsim.summaries.bands import Bands
from orgsim.summaries.resolution import RESOLUTION
from tests.study.helpers import LEAD, TRAP, make_results, make_study

STUDY = make_study(LEAD, TRAP, replications=50, weeks=200)
RESULTS = make_results(STUDY)
COLUMNS = ["mean", "difference", "difference_low", "difference_high", "share_reference_above"]


def values_of(name: str) -> np.ndarray:
    return np.stack([RESULTS[name][outcome].to_numpy() for outcome in OUTCOME_NAMES], axis=-1)


def test_year_ends_in_chunks_are_the_summary_of_all_runs():
    ends = YearEnds(list(RESULTS), 200)
    for start in range(0, 50, 7):
        for name in RESULTS:
            ends.add(name, values_of(name)[start : start + 7])
    table, exact = as_frame(ends.rows()), summary_table(RESULTS)
    pd.testing.assert_frame_equal(table.drop(columns=COLUMNS), exact.drop(columns=COLUMNS), rtol=0, atol=1 / 512)
    pd.testing.assert_frame_equal(table[COLUMNS], exact[COLUMNS], rtol=0, atol=1e-7)
    assert table["difference"].notna().sum() == len(table) / 2


def test_year_ends_do_not_depend_on_the_chunks():
    tables = []
    for step in (50, 1, 13):
        ends = YearEnds(list(RESULTS), 200, years=(1, 2), outcomes="trust")
        for start in range(0, 50, step):
            for name in RESULTS:
                ends.add(name, values_of(name)[start : start + step])
        tables.append(as_frame(ends.rows()))
    for other in tables[1:]:
        pd.testing.assert_frame_equal(tables[0], other, check_exact=True)


def test_year_ends_check_what_they_are_asked():
    with pytest.raises(ConfigurationError, match="no outcome 'trusty'; did you mean 'trust'"):
        YearEnds(["a"], 60, outcomes="trusty")
    with pytest.raises(ConfigurationError, match="years: 0: years are whole numbers from 1"):
        YearEnds(["a"], 60, years=(0,))


def test_curves_of_summaries_are_those_of_the_runs():
    summaries = {}
    for scenario in STUDY.scenarios:
        bands, trailing = Bands(200), TrailingBands(("performance", "quits", "ideas"), 200)
        for part in np.array_split(values_of(scenario.name), 4):
            bands.add(part)
            trailing.add(part)
        summaries[scenario.name] = trailing.assigned_to(bands_dataset(bands, STUDY, scenario, quantiles=QUANTILES))
    found, exact = (curves_data(each, ("performance", "quits", "ideas")) for each in (summaries, RESULTS))
    assert (found.title, found.footnote, found.labels, found.marks) == (exact.title, exact.footnote, exact.labels, exact.marks)
    for mine, theirs in zip(found.panels, exact.panels, strict=True):
        assert (mine.title, mine.unit, mine.over) == (theirs.title, theirs.unit, theirs.over)
        coarse = RESOLUTION[OUTCOME_NAMES.index(mine.outcome)] * 100
        for one, other in zip(mine.curves, theirs.curves, strict=True):
            for key in ("low", "median", "high"):
                np.testing.assert_allclose(getattr(one, key), getattr(other, key), rtol=0, atol=coarse * 1.001)


def test_without_trailing_means_a_curve_is_the_weekly_one_and_says_so():
    bands = Bands(200)
    bands.add(values_of(TRAP.name))
    summary = bands_dataset(bands, STUDY, TRAP, quantiles=QUANTILES)
    data = curves_data({TRAP.name: summary}, "quits")
    assert SMOOTHED["quits"] == 52
    assert data.panels[0].over == 1
    assert "last 52 weeks" not in data.footnote
    np.testing.assert_array_equal(data.panels[0].curves[0].median, 100 * summary["quits"].sel(quantile=0.5))
    assert (is_summary(summary), is_summary(RESULTS[TRAP.name])) == (True, False)
    assert replications_of(summary) == replications_of(RESULTS[TRAP.name]) == 50


def test_outcomes_that_are_not_smoothed_need_no_trailing_means():
    trailing = TrailingBands(("performance",), 200)
    trailing.add(values_of(TRAP.name))
    assert trailing.outcomes == ()


def test_trailing_means_are_those_of_each_run():
    trailing = TrailingBands(("quits",), 200)
    trailing.add(values_of(TRAP.name))
    bands = Bands(200)
    bands.add(values_of(TRAP.name))
    found = trailing.assigned_to(bands_dataset(bands, STUDY, TRAP, quantiles=(0.0, 1.0)))["quits_trailing"]
    exact = trailing_mean(RESULTS[TRAP.name]["quits"].to_numpy(), 52)
    np.testing.assert_array_equal(found.sel(quantile=1.0), exact.max(axis=0))
    np.testing.assert_array_equal(found.sel(quantile=0.0), exact.min(axis=0))


def test_analyses_that_need_runs_say_so():
    bands = Bands(200)
    bands.add(values_of(TRAP.name))
    summary = bands_dataset(bands, STUDY, TRAP, quantiles=QUANTILES)
    line = "holds summaries of runs that were not kept; use a result of simulate \\(series=true\\)"
    with pytest.raises(ConfigurationError, match=f"cannot compare: the second {line}"):
        compare(RESULTS[LEAD.name], summary)
    with pytest.raises(ConfigurationError, match=f"plateau: the result {line}"):
        plateau(summary)
