"""Plot data of outcome curves, without drawing anything."""

from __future__ import annotations

import subprocess
import sys
import warnings

import numpy as np
import pytest

from orgsim.analysis.trailing import trailing_mean
from orgsim.errors import ConfigurationError
from orgsim.figures.curves import DEFAULT_OUTCOMES, Mark, curves_data
from orgsim.model.parameters import Events, Levers, Shock
from orgsim.model.scenario import Scenario
from orgsim.model.schedule import Timing
from orgsim.organization import Organization
from tests.study.helpers import LEAD, TRAP, make_results, make_study

RESULTS = make_results(make_study(LEAD, TRAP, replications=40, weeks=312))


def test_curves_are_numpys_quantiles():
    (panel,) = curves_data(RESULTS, "engagement").panels
    assert (panel.title, panel.unit, panel.over) == ("Engagement", "%", 1)
    for curve in panel.curves:
        values = 100 * RESULTS[curve.scenario]["engagement"].values
        for found, share in ((curve.low, 0.1), (curve.median, 0.5), (curve.high, 0.9)):
            np.testing.assert_allclose(found, np.quantile(values, share, axis=0), atol=1e-9)


def test_what_single_events_make_is_smoothed_first():
    panels = {panel.outcome: panel for panel in curves_data(RESULTS, ("quits", "strategic_agenda")).panels}
    assert (panels["quits"].over, panels["strategic_agenda"].over) == (52, 13)
    values = RESULTS[TRAP.name]["strategic_agenda"].values
    expected = np.median([values[:, week - 12 : week + 1].mean(axis=1) for week in (12, 200, 311)], axis=1)
    np.testing.assert_allclose(panels["strategic_agenda"].curves[1].median[[12, 200, 311]], 100 * expected)
    assert np.isnan(panels["strategic_agenda"].curves[1].median[:12]).all()


def test_trailing_means_by_hand():
    found = trailing_mean(np.array([[1.0, 3.0, np.nan, 5.0, 9.0]]), 2)
    np.testing.assert_allclose(found, [[1, 2, 3, 5, 7]])
    assert np.isnan(trailing_mean(np.full((2, 60), np.nan), 13)).all()
    np.testing.assert_allclose(trailing_mean(np.full((2, 60), 4.0), 52)[:, 12:], 4.0)


def test_years_are_the_ends_of_weeks_and_marks_their_beginnings():
    data = curves_data(RESULTS)
    assert (data.years[0], data.years[51], data.years[-1]) == (1 / 52, 1, 6)
    assert data.marks == (Mark(LEAD.name, 3.0, "shift"),)
    assert tuple(panel.outcome for panel in data.panels) == DEFAULT_OUTCOMES
    assert data.labels == {LEAD.name: LEAD.title, TRAP.name: TRAP.title}


def test_marks_of_levers_let_go_and_of_events():
    year = Scenario("coached", levers=Levers(coaching=3.0), shift=Timing(104, 0, 156))
    own = Scenario("own", levers=Levers(coaching=3.0), timing={"coaching": Timing(52)})
    shock = Scenario("shock", events=Events(shock=Shock(182)))
    late = Scenario("late", levers=Levers(coaching=3.0), shift=Timing(500))
    marks = curves_data(make_results(make_study(year, own, shock, late, weeks=312))).marks
    assert marks == (
        *(Mark("coached", 2.0, "shift"), Mark("coached", 3.0, "end")),
        *(Mark("own", 1.0, "shift"), Mark("shock", 3.5, "shock")),
    )


def test_marks_as_given():
    assert curves_data(RESULTS, shifts={}).marks == ()
    assert curves_data(RESULTS, shifts={TRAP.name: 26}).marks == (Mark(TRAP.name, 0.5, "shift"),)


def test_footnote_and_title_say_what_it_is():
    data = curves_data(RESULTS)
    assert data.title == "Synthetic department, 19 people: weekly outcomes over 6 years"
    assert data.footnote == (
        "Median and 10–90 % of 40 replications; seed 1; * mean of the last 13 weeks; ** mean of the last 52 weeks."
    )
    assert curves_data(RESULTS, "trust").footnote == "Median and 10–90 % of 40 replications; seed 1."


def test_bands_only_where_they_can_be_told_apart():
    many = make_results(make_study(*(Scenario(f"s{i}") for i in range(4))))
    assert not curves_data(many).banded
    assert curves_data(many).footnote.startswith("Median of 5 replications")
    assert curves_data(RESULTS).banded


def test_empty_roles_are_nan_without_a_warning():
    results = make_results(make_study(organization=Organization.synthetic(2, 2, 3, layers=0)))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        (panel,) = curves_data(results, "trust").panels
    assert np.isnan(panel.curves[0].median).all()


def test_refusals():
    with pytest.raises(ConfigurationError, match="did you mean 'performance'"):
        curves_data(RESULTS, "perfomance")
    with pytest.raises(ConfigurationError, match="no results"):
        curves_data({})


def test_plot_data_needs_no_plotting_library():
    program = "import sys, orgsim.figures.curves; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
