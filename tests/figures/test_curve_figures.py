"""Figures of plateaus, differences and power: what must be seen is there, and the same figure gives the same bytes."""

from __future__ import annotations

from functools import partial

import matplotlib
import numpy as np
import pytest

from orgsim.analysis.overtaking import overtaking
from orgsim.analysis.plateau import plateau
from orgsim.analysis.power import paired_power, paired_replications
from orgsim.analysis.synthetic_curves import Noise, draw_noise, hinge, straight
from orgsim.figures.differences import differences_figure
from orgsim.figures.files import save
from orgsim.figures.plateau import plateau_figure
from orgsim.figures.power import PowerCurve, power_figure
from tests.analysis.results import results_of
from tests.study.helpers import LEAD, TRAP

WEEKS = 208
NOISE = draw_noise(Noise(0.01, 0.5), (20, WEEKS), (1, 1))
LED = np.concatenate([straight(156, 0.4, 0.5), straight(52, 0.5, 0.9)])
RESULTS = results_of(lead=LED + NOISE, trap=hinge(WEEKS, 50, 0.45, height=0.65, final=0.65) + NOISE[::-1])
TITLES = {LEAD.name: LEAD.title, TRAP.name: TRAP.title}
FOUND = [plateau(dataset, resamples=100, trials=50) for dataset in RESULTS.values()]
PASSED = [overtaking(RESULTS[LEAD.name], RESULTS[TRAP.name], outcome, resamples=100) for outcome in ("performance", "quits")]


def texts(figure) -> str:
    return " ".join(" ".join(text.get_text() for text in figure.findobj(matplotlib.text.Text)).split())


def test_a_panel_for_each_scenario_with_its_verdict():
    figure = plateau_figure(FOUND)
    assert len(figure.axes) == 2
    shown = texts(figure)
    assert "Performance (%): where it levels off" in shown
    assert "Plateau from week 50 at 65.0 %" in shown
    assert "No plateau" in shown
    assert "Strong" not in shown
    assert all(title in shown for title in TITLES.values())
    np.testing.assert_allclose(figure.axes[1].lines[0].get_ydata(), 100 * RESULTS[TRAP.name]["performance"].mean("replication"))
    assert "this rule calls at most" in shown
    assert "20 replications" in shown


def test_the_weeks_looked_at_end_where_levers_move():
    (ax, _) = plateau_figure(FOUND).axes
    assert "shift" in [text.get_text() for text in ax.texts]
    fit = ax.lines[1].get_ydata()
    assert np.isfinite(fit[:156]).all()
    assert np.isnan(fit[156:]).all()


def test_differences_and_the_week_of_overtaking():
    figure = differences_figure(PASSED, TITLES)
    shown = texts(figure)
    assert [ax.get_title(loc="left").replace("\n", " ") for ax in figure.axes] == [
        "Performance, points",
        "Fewer quits, % a year",
    ]
    assert f"{LEAD.title}: ahead or behind?" in shown
    assert f"against: {TRAP.title}" in shown
    assert f"week {PASSED[0].week:.0f}" in shown
    np.testing.assert_allclose(figure.axes[0].lines[0].get_ydata(), 100 * PASSED[0].difference)


def test_no_dot_when_nobody_overtakes():
    never = overtaking(RESULTS[TRAP.name], RESULTS[LEAD.name], resamples=100)
    assert np.isnan(never.week)
    figure = differences_figure([never], TITLES)
    assert not any(text.get_text().startswith("week") for text in figure.axes[0].texts)


def test_power_reaches_what_is_wanted_at_the_dot():
    needed = paired_replications(0.01, 0.05)
    curve = PowerCurve("same dice", needed, partial(paired_power, difference=0.01, deviation=0.05))
    figure = power_figure([curve], 0.8, "A difference", footnote="alpha 0.05")
    line, dot = figure.axes[0].lines[:2]
    assert (np.diff(line.get_ydata()) > -1e-9).all()
    assert dot.get_xdata()[0] == needed
    assert dot.get_ydata()[0] == pytest.approx(0.8, abs=0.01)
    assert f"same dice: {needed}" in texts(figure)


@pytest.mark.parametrize("draw", [lambda: plateau_figure(FOUND), lambda: differences_figure(PASSED, TITLES)])
def test_the_same_figure_gives_the_same_bytes(tmp_path, draw):
    one, other = (save(draw(), tmp_path / name, "figure") for name in ("a", "b"))
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]
